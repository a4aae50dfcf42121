package dev.karet.web.http;

import dev.karet.http.ServiceMetrics;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Counts requests for Prometheus, by route and by the class of their status. Thread-safe. */
final class WebMetrics implements Routes.Feature, AutoCloseable {

    private static final String BEGAN = "karet.began";

    private final ServiceMetrics metrics = new ServiceMetrics();

    /** Counts every request that comes; to be called before routes are added. */
    void watch(JavalinConfig config) {
        config.routes.before(ctx -> ctx.attribute(BEGAN, System.nanoTime()));
        config.routes.after(this::count);
    }

    private void count(Context ctx) {
        Long began = ctx.attribute(BEGAN);
        if (began == null) return;
        // A path as it was asked for would make a meter of every scanner's guess.
        String route = ctx.endpoints().lastHttpEndpoint() == null
                ? "none"
                : ctx.endpoints().lastHttpEndpoint().path;
        Timer.builder("karet.http.requests")
                .description("How long requests took, until their answers began")
                .tag("method", ctx.method().name())
                .tag("route", route)
                .tag("status", ctx.statusCode() / 100 + "xx")
                .register(metrics.registry())
                .record(Duration.ofNanos(System.nanoTime() - began));
    }

    @Override
    public void addTo(Routes routes) {
        // Not public: what is asked how often tells strangers too much. Prometheus shows a token that may read.
        routes.get(
                "/metrics",
                Access.READ,
                ctx -> ctx.contentType(ServiceMetrics.MEDIA_TYPE).result(metrics.scrape()));
    }

    @Override
    public void close() {
        metrics.close();
    }
}
