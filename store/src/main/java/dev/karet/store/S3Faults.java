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
                        "The store at %s did not finish %s within %d s. Is it overloaded, or too far away?"
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
        var code = code(answer);
        var status = answer.statusCode();
        if (status == 401 || status == 403) {
            return new StoreException.StoreDenied(
                    ("The store at %s refused %s (%s)%s. Check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY,"
                                    + " what they are allowed to do, and this machine's clock.")
                            .formatted(settings.place(), doing, code, said(answer)),
                    answer);
        }
        if (status >= 500 || status == 429) {
            return new StoreException.StoreUnavailable(
                    "The store at %s failed while %s (%s)%s.".formatted(settings.place(), doing, code, said(answer)),
                    answer);
        }
        return new StoreException(
                "The store at %s did not accept %s (%s)%s.".formatted(settings.place(), doing, code, said(answer)),
                answer);
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
