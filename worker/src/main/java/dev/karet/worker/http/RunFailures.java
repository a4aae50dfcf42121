package dev.karet.worker.http;

import dev.karet.http.Failures;
import dev.karet.http.Refusal;
import dev.karet.model.ApiError;
import dev.karet.store.StoreException;
import dev.karet.worker.RunRefused;
import dev.karet.worker.RunStopped;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the ends of runs and the failures of the store mean to whoever asked for a run. */
final class RunFailures implements Failures.Translation {

    private static final Logger log = LoggerFactory.getLogger(RunFailures.class);

    @Override
    public Optional<Refusal> refusal(Exception failure) {
        return switch (failure) {
            case RunRefused refused -> Optional.of(refused(refused));
            case RunStopped stopped -> Optional.of(stopped(stopped));
            case StoreException.BucketNotFound missing -> Optional.of(store(404, "bucket_not_found", missing));
            case StoreException failed -> Optional.of(store(502, "s3_error", failed));
            default -> Optional.empty();
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
        String code = refused.reason().name().toLowerCase(Locale.ROOT);
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
}
