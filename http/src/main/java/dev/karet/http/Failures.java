package dev.karet.http;

import dev.karet.model.ApiError;
import dev.karet.model.json.ApiJson;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what went wrong into an answer: the status, and {@code {error, message, details?, request_id}}. What is our own fault is told to
 * the log with its cause and to the caller as {@code internal} with the id by which the log knows it. Thread-safe.
 */
public final class Failures {

    private static final Logger log = LoggerFactory.getLogger(Failures.class);

    private final String service;
    private final Translation translation;

    /** Knows what the failures of one service mean for whoever asked. */
    @FunctionalInterface
    public interface Translation {

        /** The answer to a failure; empty when it is our own fault. */
        Optional<Refusal> refusal(Exception failure);
    }

    /**
     * Answers for one service.
     *
     * @param service what sentences call it, such as {@code worker}
     */
    public Failures(String service, Translation translation) {
        this.service = service;
        this.translation = translation;
    }

    /** Answers whatever a route throws. */
    public void register(JavalinConfig config) {
        config.routes.exception(HttpResponseException.class, (e, ctx) -> answer(ctx, e));
        config.routes.exception(Exception.class, (e, ctx) -> answer(ctx, e));
    }

    private void answer(Context ctx, Exception e) {
        Refusal refusal = refusal(ctx, e);
        refusal.retryAfter()
                .ifPresent(wait -> ctx.header("Retry-After", String.valueOf(Math.max(1, wait.toSeconds()))));
        ApiError error = refusal.error().withRequestId(Answers.requestId(ctx));
        Answers.json(ctx, refusal.status(), ApiJson.writeError(error));
    }

    private Refusal refusal(Context ctx, Exception e) {
        return switch (e) {
            case Refusal refusal -> refusal;
            case HttpResponseException http -> http(ctx, http);
            default -> translation.refusal(e).orElseGet(() -> internal(ctx, e));
        };
    }

    private Refusal http(Context ctx, HttpResponseException e) {
        String asked = "%s %s".formatted(ctx.method(), ctx.path());
        int status = e.getStatus();
        if (status >= 500) {
            return internal(ctx, e);
        }
        if (status == 404) {
            return Refusal.of(404, "not_found", "There is nothing at %s.".formatted(asked));
        }
        if (status == 405) {
            ctx.header("Allow", String.join(", ", e.getDetails().values()));
        }
        return status == 405
                ? Refusal.of(405, "method_not_allowed", "%s is not something this address does.".formatted(asked))
                : Refusal.of(status, "bad_request", "The request could not be read.");
    }

    private Refusal internal(Context ctx, Exception e) {
        log.atError().addKeyValue("request", Answers.requestId(ctx)).setCause(e).log("a request failed");
        return Refusal.of(
                500,
                "internal",
                "Something failed inside the %s. Its log says what, under this answer's request_id."
                        .formatted(service));
    }
}
