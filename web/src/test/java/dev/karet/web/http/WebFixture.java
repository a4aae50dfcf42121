package dev.karet.web.http;

import dev.karet.model.settings.Environment;
import dev.karet.web.WebSettings;
import dev.karet.web.http.Routes.Feature;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A web service with some features and an open gate, on a free port. */
final class WebFixture implements AutoCloseable {

    /** Lets everybody in everywhere. */
    static final Gate OPEN = (ctx, access) -> {};

    private final WebServer server;

    private WebFixture(WebServer server) {
        this.server = server;
    }

    static WebFixture open(Feature... features) {
        return start(settings(Map.of()), OPEN, features);
    }

    static WebFixture start(WebSettings settings, Gate gate, Feature... features) {
        return new WebFixture(WebServer.start(settings, gate, List.of(features)));
    }

    /** Settings of a service on any free port. */
    static WebSettings settings(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(variables);
        all.putIfAbsent("PORT", "0");
        all.putIfAbsent("KARET_SESSION_SECRET", "a secret that only tests know");
        return WebSettings.read(new Environment(all), "PORT");
    }

    ApiClient client() {
        return ApiClient.of(server.address());
    }

    WebServer server() {
        return server;
    }

    @Override
    public void close() {
        server.close();
    }
}
