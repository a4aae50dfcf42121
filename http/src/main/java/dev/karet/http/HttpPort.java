package dev.karet.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;

/** A service listening on one port, with virtual threads and without a word about its make. Thread-safe. */
public final class HttpPort implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(10);
    private static final Duration IDLE_AT_THE_END = Duration.ofMillis(50);

    private final Javalin server;
    private final String bind;

    private HttpPort(Javalin server, String bind) {
        this.server = server;
        this.bind = bind;
    }

    /**
     * Where and how patiently to listen. Immutable.
     *
     * @param service what sentences call the service, such as {@code worker}
     * @param port 0 for any free one
     * @param silence after which a connection is given up
     */
    public record Listening(String service, String bind, int port, Duration silence) {}

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
     * @param routes adds what the service does
     * @throws PortTaken when the port is not free
     */
    public static HttpPort open(Listening listening, Consumer<JavalinConfig> routes) {
        Javalin server = Javalin.create(config -> {
            listen(config, listening);
            routes.accept(config);
        });
        try {
            server.start();
        } catch (RuntimeException e) {
            server.stop();
            if (isPortTaken(e)) {
                throw new PortTaken(listening.bind(), listening.port(), e);
            }
            throw e;
        }
        return new HttpPort(server, listening.bind());
    }

    private static void listen(JavalinConfig config, Listening listening) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = Body.LIMIT;
        config.jetty.modifyServer(server -> {
            server.setErrorHandler(new PlainErrors(listening.service()));
            server.setHandler(new GracefulHandler());
            server.setStopTimeout(LAST_ANSWERS.toMillis());
        });
        config.jetty.addConnector((server, http) -> {
            HttpConfiguration quiet = new HttpConfiguration(http);
            quiet.setSendServerVersion(false);
            ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(quiet));
            connector.setHost(listening.bind());
            connector.setPort(listening.port());
            connector.setIdleTimeout(listening.silence().toMillis());
            // Of connections with no request at work; Jetty would wait for a second.
            connector.setShutdownIdleTimeout(IDLE_AT_THE_END.toMillis());
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

    /** Where the service answers, with the port it really has. */
    public URI address() {
        InetSocketAddress any = new InetSocketAddress(bind, server.port());
        String host = any.getAddress().isAnyLocalAddress() ? LOOPBACK : bind;
        return URI.create("http://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, server.port()));
    }

    /** Takes nothing on any more, gives requests at work some seconds, and closes the port. */
    @Override
    public void close() {
        server.stop();
    }
}
