package dev.karet.worker.http;

import dev.karet.model.ApiError;
import dev.karet.model.json.ApiJson;
import dev.karet.store.StoreException;
import dev.karet.worker.RunRefused;
import dev.karet.worker.RunStopped;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what went wrong into an answer: the status, and {@code {error, message, details?, request_id}}. What is our own fault is told to
 * the log with its cause and to the caller as {@code internal} with the id by which the log knows it.
 */
final class Answers {

    private static final Logger log = LoggerFactory.getLogger(Answers.class);
    private static final String JSON = "application/json";
    private static final String REQUEST = "karet.request";

    private Answers() {}

    /** Gives the request an id, which its answer and every log line about it carry. */
    static void identify(Context ctx) {
        String id = UUID.randomUUID().toString();
        ctx.attribute(REQUEST, id);
        ctx.header("X-Request-Id", id);
    }

    static void json(Context ctx, int status, byte[] body) {
        ctx.status(status).contentType(JSON).result(body);
    }

    static void failure(Context ctx, Exception e) {
        Refusal refusal = refusal(ctx, e);
        refusal.retryAfter()
                .ifPresent(wait -> ctx.header("Retry-After", String.valueOf(Math.max(1, wait.toSeconds()))));
        json(ctx, refusal.status(), ApiJson.writeError(refusal.error().withRequestId(requestId(ctx))));
    }

    private static Refusal refusal(Context ctx, Exception e) {
        return switch (e) {
            case Refusal refusal -> refusal;
            case RunRefused refused -> refused(refused);
            case RunStopped stopped -> stopped(stopped);
            case StoreException.BucketNotFound missing -> store(404, "bucket_not_found", missing);
            case StoreException failed -> store(502, "s3_error", failed);
            case HttpResponseException http -> http(ctx, http);
            default -> internal(ctx, e);
        };
    }

    private static Refusal refused(RunRefused refused) {
        int status = switch (refused.reason()) {
            case PIPELINE_CONFIG_NOT_FOUND -> 404;
            case INVALID_CONFIG -> 422;
            case SOURCE_CHANGED,
                    ALREADY_EXISTS,
                    RUN_IN_PROGRESS,
                    LEASE_LOST,
                    HISTORY_UNREADABLE,
                    TABLE_DAMAGED,
                    HELD_BACK -> 409;
            case DISK_FULL -> 507;
            case OUT_OF_MEMORY -> 500;
        };
        String code = refused.reason().name().toLowerCase(java.util.Locale.ROOT);
        ApiError error = ApiError.of(code, refused.sentence()).withProblems(refused.problems());
        return Refusal.of(status, refused.otherJob().map(error::withJobId).orElse(error));
    }

    private static Refusal stopped(RunStopped stopped) {
        return switch (stopped.reason()) {
            case CANCELLED -> Refusal.of(409, "run_cancelled", stopped.reason().sentence());
            case WORKER_STOPPED ->
                Refusal.of(503, "worker_stopping", stopped.reason().sentence());
        };
    }

    private static Refusal store(int status, String code, StoreException e) {
        log.atWarn().addKeyValue("cause", e.getMessage()).log("the store failed");
        return Refusal.of(status, code, String.valueOf(e.getMessage()));
    }

    private static Refusal http(Context ctx, HttpResponseException e) {
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

    private static Refusal internal(Context ctx, Exception e) {
        log.atError().addKeyValue("request", requestId(ctx)).setCause(e).log("a request failed");
        return Refusal.of(
                500,
                "internal",
                "Something failed inside the worker. Its log says what, under this answer's request_id.");
    }

    private static String requestId(Context ctx) {
        String id = ctx.attribute(REQUEST);
        return id == null ? "" : id;
    }
}
