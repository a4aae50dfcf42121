package dev.karet.web.http;

import dev.karet.store.ObjectStore;
import dev.karet.web.WebSettings;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The web service put together and listening. Thread-safe. */
public final class WebService implements AutoCloseable {

    private final WebMetrics metrics;
    private final WebServer server;

    private WebService(WebMetrics metrics, WebServer server) {
        this.metrics = metrics;
        this.server = server;
    }

    /**
     * What the service stands on; all of it stays the caller's.
     *
     * @param store the bucket
     */
    public record Ground(ObjectStore store, Clock clock) {}

    /**
     * Starts listening.
     *
     * @throws dev.karet.http.HttpPort.PortTaken when the port is not free
     */
    public static WebService start(WebSettings settings, Ground ground) {
        WebMetrics metrics = new WebMetrics();
        try {
            Auth auth = Auth.of(settings, ground.store(), ground.clock());
            List<Routes.Feature> features = new ArrayList<>(auth.features());
            features.addAll(List.of(new ServiceRoutes(), new ContractPage(), metrics));
            WebServer server = WebServer.start(settings, auth.gate(), features);
            return new WebService(metrics, server);
        } catch (RuntimeException e) {
            metrics.close();
            throw e;
        }
    }

    /** Where the service answers, with the port it really has. */
    public URI address() {
        return server.address();
    }

    List<Routes.Route> routes() {
        return server.routes();
    }

    @Override
    public void close() {
        server.close();
        metrics.close();
    }
}
