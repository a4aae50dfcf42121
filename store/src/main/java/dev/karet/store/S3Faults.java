package dev.karet.store;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/** Says what went wrong with the store in sentences for the person who runs Karet. Immutable. */
final class S3Faults {

    private final StoreSettings settings;

    S3Faults(StoreSettings settings) {
        this.settings = settings;
    }

    /**
     * The fault as callers of the port know it.
     *
     * @param doing what was tried, to stand after "while", such as {@code "reading a/b"}
     */
    StoreException translate(String doing, SdkException fault) {
        return switch (fault) {
            case AwsServiceException answer -> refused(doing, answer);
            case ApiCallTimeoutException late ->
                new StoreException.StoreUnavailable(
                        "The store at %s did not finish %s in time (%d s, longer for much data). Is it overloaded, or too far away?"
                                .formatted(
                                        settings.place(),
                                        doing,
                                        settings.deadline().toSeconds()),
                        late);
            default -> unreachable(doing, fault);
        };
    }

    StoreException.ObjectNotFound noObject(String key, Throwable cause) {
        return new StoreException.ObjectNotFound(
                "The bucket \"%s\" has no object \"%s\".".formatted(settings.bucket(), key), cause);
    }

    /** Without its length nobody could tell a whole body from a cut one. */
    StoreException noLength(String key) {
        var sentence = "The store at %s sent \"%s\" without a Content-Length. Does a proxy stand before it?"
                .formatted(settings.place(), key);
        return new StoreException(sentence, new IOException("no Content-Length"));
    }

    StoreException.BucketNotFound noBucket(Throwable cause) {
        return new StoreException.BucketNotFound(
                "The bucket \"%s\" does not exist at %s. Create it, or set S3_BUCKET to the one that does."
                        .formatted(settings.bucket(), settings.place()),
                cause);
    }

    static boolean isNoSuchBucket(AwsServiceException answer) {
        return answer instanceof NoSuchBucketException || code(answer).equals("NoSuchBucket");
    }

    /** The store's own word for its fault; the HTTP status when it gave none. */
    static String code(AwsServiceException answer) {
        var details = answer.awsErrorDetails();
        return details == null || details.errorCode() == null ? "HTTP " + answer.statusCode() : details.errorCode();
    }

    private StoreException refused(String doing, AwsServiceException answer) {
        if (isNoSuchBucket(answer)) {
            return noBucket(answer);
        }
        return switch (code(answer)) {
            case "ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired" ->
                new StoreException.StoreDenied(
                        "The credentials for the store at %s have expired; it refused %s. Get new ones and start Karet with them."
                                .formatted(settings.place(), what(doing, answer)),
                        answer);
            case "RequestTimeTooSkewed" ->
                new StoreException.StoreDenied(
                        "This machine's clock and that of the store at %s differ too much; it refused %s. Set both clocks right."
                                .formatted(settings.place(), what(doing, answer)),
                        answer);
            case "InsufficientStorage", "XMinioStorageFull", "QuotaExceeded" -> full(doing, answer);
            case "SlowDown", "Throttling", "ThrottlingException", "TooManyRequests", "RequestLimitExceeded" ->
                throttled(doing, answer);
            case "InternalError" -> failed(doing, answer);
            default -> byStatus(doing, answer);
        };
    }

    private StoreException byStatus(String doing, AwsServiceException answer) {
        var status = answer.statusCode();
        if (status == 401 || status == 403) {
            return new StoreException.StoreDenied(
                    ("The store at %s refused %s. Check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY,"
                                    + " what they are allowed to do, and this machine's clock.")
                            .formatted(settings.place(), what(doing, answer)),
                    answer);
        }
        if (status == 429) {
            return throttled(doing, answer);
        }
        if (status == 507) {
            return full(doing, answer);
        }
        if (status >= 500) {
            return failed(doing, answer);
        }
        var question = code(answer).startsWith("HTTP ")
                ? " It gave no reason. Have the credentials expired, or is AWS_ENDPOINT_URL not that of an S3 store?"
                : "";
        return new StoreException(
                "The store at %s did not accept %s.%s".formatted(settings.place(), what(doing, answer), question),
                answer);
    }

    private StoreException failed(String doing, AwsServiceException answer) {
        return new StoreException.StoreUnavailable(
                "The store at %s failed while %s. Its log says why; try again when it is mended."
                        .formatted(settings.place(), what(doing, answer)),
                answer);
    }

    private StoreException full(String doing, AwsServiceException answer) {
        return new StoreException.StoreUnavailable(
                "The store at %s has no room left; it refused %s. Free some space on its disk and try again."
                        .formatted(settings.place(), what(doing, answer)),
                answer);
    }

    private StoreException throttled(String doing, AwsServiceException answer) {
        return new StoreException.StoreUnavailable(
                "The store at %s is overloaded and kept putting off %s. Try again later, or ask less of it at once (KARET_THREADS)."
                        .formatted(settings.place(), what(doing, answer)),
                answer);
    }

    /** What was tried and what the store said to it, without a full stop. */
    private static String what(String doing, AwsServiceException answer) {
        return doing + " (" + code(answer) + ")" + said(answer);
    }

    private static String said(AwsServiceException answer) {
        var details = answer.awsErrorDetails();
        if (details == null
                || details.errorMessage() == null
                || details.errorMessage().isBlank()) {
            return "";
        }
        var text = details.errorMessage().strip();
        return ": " + (text.endsWith(".") ? text.substring(0, text.length() - 1) : text);
    }

    private StoreException unreachable(String doing, SdkException fault) {
        var text = String.valueOf(fault.getMessage());
        if (text.contains("credentials")) {
            return new StoreException.StoreDenied(
                    "There are no credentials for the store at %s. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
                            .formatted(settings.place()),
                    fault);
        }
        return new StoreException.StoreUnavailable(
                "The store at %s could not be reached while %s: %s. Is it running, and is AWS_ENDPOINT_URL right?"
                        .formatted(settings.place(), doing, reason(fault)),
                fault);
    }

    private static String reason(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case ConnectException refused -> {
                    return "nothing answers there";
                }
                case UnknownHostException unknown -> {
                    return "its name is unknown";
                }
                case IOException broken
                when broken.getMessage() != null -> {
                    return "the connection broke (" + broken.getMessage() + ")";
                }
                default -> {}
            }
        }
        return String.valueOf(fault.getMessage());
    }
}
