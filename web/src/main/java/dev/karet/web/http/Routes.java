package dev.karet.web.http;

import dev.karet.http.Body;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;

/** Takes routes on, each with who may use it; there is no way to add one without. For one thread, before the service listens. */
final class Routes {

    private final JavalinConfig config;
    private final Gate gate;
    private final List<Route> added = new ArrayList<>();

    Routes(JavalinConfig config, Gate gate) {
        this.config = config;
        this.gate = gate;
    }

    /** One of the service's routes. {@code path} has its variables in braces, as in {@code /api/p/{slug}/config}. */
    record Route(String method, String path, Access access) {}

    /** Something the service does, with its routes. */
    @FunctionalInterface
    interface Feature {
        void addTo(Routes routes);
    }

    void get(String path, Access access, Handler handler) {
        add(HandlerType.GET, path, access, handler);
    }

    void head(String path, Access access, Handler handler) {
        add(HandlerType.HEAD, path, access, handler);
    }

    void post(String path, Access access, Handler handler) {
        add(HandlerType.POST, path, access, handler);
    }

    void put(String path, Access access, Handler handler) {
        add(HandlerType.PUT, path, access, handler);
    }

    void patch(String path, Access access, Handler handler) {
        add(HandlerType.PATCH, path, access, handler);
    }

    void delete(String path, Access access, Handler handler) {
        add(HandlerType.DELETE, path, access, handler);
    }

    private void add(HandlerType method, String path, Access access, Handler handler) {
        added.add(new Route(method.name(), path, access));
        config.routes.addHttpHandler(method, path, ctx -> {
            try {
                gate.admit(ctx, access);
                handler.handle(ctx);
            } finally {
                Body.finish(ctx);
            }
        });
    }

    /** Has every request pass {@code before} and, when it was answered, {@code after}. */
    void around(Handler before, Handler after) {
        config.routes.before(before);
        config.routes.after(after);
    }

    /** Every route so far. */
    List<Route> added() {
        return List.copyOf(added);
    }
}
