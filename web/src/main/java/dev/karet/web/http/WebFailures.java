package dev.karet.web.http;

import dev.karet.http.Failures;
import dev.karet.http.Refusal;
import dev.karet.model.ApiError;
import dev.karet.store.Slug;
import dev.karet.store.StoreException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What failures mean that any route of the web service may meet. */
final class WebFailures implements Failures.Translation {

    private static final Logger log = LoggerFactory.getLogger(WebFailures.class);

    @Override
    public Optional<Refusal> refusal(Exception failure) {
        return switch (failure) {
            case Slug.InvalidSlug invalid ->
                Optional.of(Refusal.of(
                        400,
                        ApiError.of(Slug.INVALID, invalid.problem().message())
                                .withProblems(List.of(invalid.problem()))));
            case StoreException.BucketNotFound missing -> Optional.of(store(503, "bucket_not_found", missing));
            case StoreException failed -> Optional.of(store(503, "s3_error", failed));
            default -> Optional.empty();
        };
    }

    private static Refusal store(int status, String code, StoreException e) {
        log.atWarn().addKeyValue("cause", e.getMessage()).log("the store failed");
        return Refusal.of(status, code, String.valueOf(e.getMessage()));
    }
}
