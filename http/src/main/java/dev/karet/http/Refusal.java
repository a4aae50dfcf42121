package dev.karet.http;

import dev.karet.model.ApiError;
import java.time.Duration;
import java.util.Optional;

/** An answer other than yes, thrown to end a request. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient ApiError error;
    private final transient Optional<Duration> retryAfter;

    private Refusal(int status, ApiError error, Optional<Duration> retryAfter) {
        super(error.message(), null, false, false);
        this.status = status;
        this.error = error;
        this.retryAfter = retryAfter;
    }

    public static Refusal of(int status, String code, String message) {
        return new Refusal(status, ApiError.of(code, message), Optional.empty());
    }

    public static Refusal of(int status, ApiError error) {
        return new Refusal(status, error, Optional.empty());
    }

    /** Not now; worth asking again after {@code wait}. */
    public static Refusal later(String code, String message, Duration wait) {
        return new Refusal(503, ApiError.of(code, message), Optional.of(wait));
    }

    /** Not now, because too much was asked; worth asking again after {@code wait}. */
    public static Refusal tooMany(String code, String message, Duration wait) {
        return new Refusal(429, ApiError.of(code, message), Optional.of(wait));
    }

    public int status() {
        return status;
    }

    public ApiError error() {
        return error;
    }

    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
