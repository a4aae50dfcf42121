package dev.karet.web.http;

import dev.karet.http.Answers;
import dev.karet.http.Failures;
import dev.karet.http.HttpPort;
import dev.karet.http.HttpPort.Listening;
import dev.karet.web.WebSettings;
import dev.karet.web.http.Routes.Feature;
import dev.karet.web.http.Routes.Route;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The web service on its port. A connection that is silent for half a minute is given up. Thread-safe. */
final class WebServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WebServer.class);
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final HttpPort port;
    private final List<Route> routes;

    private WebServer(HttpPort port, List<Route> routes) {
        this.port = port;
        this.routes = List.copyOf(routes);
    }

    /**
     * Starts listening.
     *
     * @throws HttpPort.PortTaken when the port is not free
     */
    static WebServer start(WebSettings settings, Gate gate, List<Feature> features) {
        List<Route> added = new ArrayList<>();
        Listening listening = new Listening("web service", settings.bind(), settings.port(), SILENCE);
        HttpPort port = HttpPort.open(listening, config -> {
            config.routes.before(Answers::identify);
            config.routes.before(new SecurityHeaders(new Forwarding(settings))::add);
            Routes routes = new Routes(config, gate);
            features.forEach(feature -> feature.addTo(routes));
            added.addAll(routes.added());
            new Failures("web service", new WebFailures()).register(config);
        });
        WebServer started = new WebServer(port, added);
        log.atInfo().addKeyValue("address", started.address()).log("web service listens");
        return started;
    }

    /** Where the service answers, with the port it really has. */
    URI address() {
        return port.address();
    }

    /** Every route there is. */
    List<Route> routes() {
        return routes;
    }

    @Override
    public void close() {
        port.close();
        log.info("web service stopped");
    }
}
