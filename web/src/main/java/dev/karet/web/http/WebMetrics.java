package dev.karet.web.http;

import dev.karet.http.Answers;
import dev.karet.http.ServiceMetrics;
import io.javalin.http.Context;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Counts requests for Prometheus, by route and by the class of their status, and writes those that may change something to the log. Thread-safe. */
final class WebMetrics implements Routes.Feature, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WebMetrics.class);
    private static final String BEGAN = "karet.began";
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private final ServiceMetrics metrics = new ServiceMetrics();

    @Override
    public void addTo(Routes routes) {
        routes.around(ctx -> ctx.attribute(BEGAN, System.nanoTime()), this::answered);
        // Not public: what is asked how often tells strangers too much. Prometheus shows a token that may read.
        routes.get(
                "/metrics",
                Access.READ,
                ctx -> ctx.contentType(ServiceMetrics.MEDIA_TYPE).result(metrics.scrape()));
    }

    private void answered(Context ctx) {
        Long began = ctx.attribute(BEGAN);
        if (began == null) return;
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        count(ctx, took);
        // Without its query, which may hold a secret.
        log.atLevel(READS.contains(ctx.method().name()) ? Level.DEBUG : Level.INFO)
                .addKeyValue("request", Answers.requestId(ctx))
                .addKeyValue("method", ctx.method().name())
                .addKeyValue("path", ctx.path())
                .addKeyValue("status", ctx.statusCode())
                .addKeyValue("ms", took.toMillis())
                .log("answered");
    }

    private void count(Context ctx, Duration took) {
        // A path as it was asked for would make a meter of every scanner's guess.
        var endpoint = ctx.endpoints().lastHttpEndpoint();
        Timer.builder("karet.http.requests")
                .description("How long requests took, until their answers began")
                .tag("method", ctx.method().name())
                .tag("route", endpoint == null ? "none" : endpoint.path)
                .tag("status", ctx.statusCode() / 100 + "xx")
                .register(metrics.registry())
                .record(took);
    }

    @Override
    public void close() {
        metrics.close();
    }
}
