package dev.karet.worker.http;

import dev.karet.http.Answers;
import dev.karet.http.Bearer;
import dev.karet.http.Failures;
import dev.karet.http.HttpPort;
import dev.karet.http.HttpPort.Listening;
import dev.karet.http.Refusal;
import dev.karet.worker.Runs;
import dev.karet.worker.WorkerSettings;
import io.javalin.config.JavalinConfig;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker on its port. A request that is silent for half a minute, or whose body takes more than a minute, is given up; a
 * run is not, however long it takes and whoever goes away.
 */
public final class WorkerServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WorkerServer.class);
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Set<String> OPEN = Set.of("/health");

    private final HttpPort port;
    private final Runs runs;
    private final Duration patience;

    private WorkerServer(HttpPort port, Runs runs, Duration patience) {
        this.port = port;
        this.runs = runs;
        this.patience = patience;
    }

    /**
     * Starts listening.
     *
     * @param patience how long runs may go on when the worker is stopped
     * @throws HttpPort.PortTaken when the port is not free
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
        Listening listening = new Listening("worker", settings.bind(), settings.port(), silence);
        HttpPort port = HttpPort.open(listening, config -> register(config, routes, new Bearer(settings.token())));
        WorkerServer started = new WorkerServer(port, runs, patience);
        log.atInfo().addKeyValue("address", started.address()).log("worker listens");
        return started;
    }

    private static void register(JavalinConfig config, WorkerRoutes routes, Bearer bearer) {
        config.routes.before(ctx -> {
            Answers.identify(ctx);
            if (!OPEN.contains(ctx.path()) && !bearer.admits(ctx.header("Authorization"))) {
                ctx.header("WWW-Authenticate", "Bearer");
                throw Refusal.of(
                        401, "unauthorized", "Show the worker's token: Authorization: Bearer <KARET_WORKER_TOKEN>.");
            }
            SameSite.require(ctx);
        });
        config.routes.get("/health", routes::health);
        config.routes.get("/metrics", routes::metrics);
        config.routes.post("/config/validate", routes::validate);
        config.routes.post("/jobs/run", routes::run);
        new Failures("worker", new RunFailures()).register(config);
    }

    /** Where the worker answers, with the port it really has. */
    public URI address() {
        return port.address();
    }

    /** Takes nothing on any more, lets runs end or stops them after the patience, answers their callers, and closes the port. */
    @Override
    public void close() {
        boolean calm = runs.close(patience);
        port.close();
        log.atInfo().addKeyValue("runs_stopped", !calm).log("worker stopped");
    }
}
