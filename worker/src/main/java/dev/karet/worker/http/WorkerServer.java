package dev.karet.worker.http;

import dev.karet.worker.Runs;
import dev.karet.worker.WorkerSettings;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker on its port. A request that is silent for half a minute, or whose body takes more than a minute, is given up; a
 * run is not, however long it takes and whoever goes away.
 */
public final class WorkerServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WorkerServer.class);
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(10);
    private static final Set<String> OPEN = Set.of("/health");

    private final Javalin server;
    private final Runs runs;
    private final String bind;
    private final Duration patience;

    private WorkerServer(Javalin server, Runs runs, String bind, Duration patience) {
        this.server = server;
        this.runs = runs;
        this.bind = bind;
        this.patience = patience;
    }

    /** A port that somebody else has. */
    public static final class PortTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PortTaken(String bind, int port, Throwable cause) {
            super("Port %d on %s is taken.".formatted(port, bind), cause);
        }
    }

    /**
     * Starts listening.
     *
     * @param patience how long runs may go on when the worker is stopped
     * @throws PortTaken when the port is not free
     */
    public static WorkerServer start(
            WorkerSettings settings, Runs runs, WorkerMetrics metrics, Clock clock, Duration patience) {
        return start(settings, runs, metrics, clock, patience, SILENCE);
    }

    static WorkerServer start(
            WorkerSettings settings,
            Runs runs,
            WorkerMetrics metrics,
            Clock clock,
            Duration patience,
            Duration silence) {
        WorkerRoutes routes = new WorkerRoutes(runs, metrics, clock);
        Bearer bearer = new Bearer(settings.token());
        Javalin server = Javalin.create(config -> {
            listen(config, settings, silence);
            config.routes.before(ctx -> {
                Answers.identify(ctx);
                if (!OPEN.contains(ctx.path()) && !bearer.admits(ctx.header("Authorization"))) {
                    ctx.header("WWW-Authenticate", "Bearer");
                    throw Refusal.of(
                            401,
                            "unauthorized",
                            "Show the worker's token: Authorization: Bearer <KARET_WORKER_TOKEN>.");
                }
                SameSite.require(ctx);
            });
            config.routes.get("/health", routes::health);
            config.routes.get("/metrics", routes::metrics);
            config.routes.post("/config/validate", routes::validate);
            config.routes.post("/jobs/run", routes::run);
            config.routes.exception(HttpResponseException.class, (e, ctx) -> Answers.failure(ctx, e));
            config.routes.exception(Exception.class, (e, ctx) -> Answers.failure(ctx, e));
        });
        try {
            server.start();
        } catch (RuntimeException e) {
            server.stop();
            if (isPortTaken(e)) {
                throw new PortTaken(settings.bind(), settings.port(), e);
            }
            throw e;
        }
        WorkerServer started = new WorkerServer(server, runs, settings.bind(), patience);
        log.atInfo().addKeyValue("address", started.address()).log("worker listens");
        return started;
    }

    private static void listen(JavalinConfig config, WorkerSettings settings, Duration silence) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = Body.LIMIT;
        config.jetty.modifyServer(server -> {
            server.setErrorHandler(new PlainErrors());
            server.setHandler(new GracefulHandler());
            server.setStopTimeout(LAST_ANSWERS.toMillis());
        });
        config.jetty.addConnector((server, http) -> {
            HttpConfiguration quiet = new HttpConfiguration(http);
            quiet.setSendServerVersion(false);
            ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(quiet));
            connector.setHost(settings.bind());
            connector.setPort(settings.port());
            connector.setIdleTimeout(silence.toMillis());
            return connector;
        });
    }

    private static boolean isPortTaken(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException
                    || (cause instanceof IOException
                            && String.valueOf(cause.getMessage()).startsWith("Failed to bind"))) {
                return true;
            }
        }
        return false;
    }

    /** Where the worker answers, with the port it really has. */
    public URI address() {
        InetSocketAddress any = new InetSocketAddress(bind, server.port());
        String host = any.getAddress().isAnyLocalAddress() ? WorkerSettings.LOOPBACK : bind;
        return URI.create("http://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, server.port()));
    }

    /** Takes nothing on any more, lets runs end or stops them after the patience, answers their callers, and closes the port. */
    @Override
    public void close() {
        boolean calm = runs.close(patience);
        server.stop();
        log.atInfo().addKeyValue("runs_stopped", !calm).log("worker stopped");
    }
}
