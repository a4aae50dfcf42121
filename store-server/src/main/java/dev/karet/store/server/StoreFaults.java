package dev.karet.store.server;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Turns what the file system says into what an S3 client understands. */
final class StoreFaults {

    private static final int INSUFFICIENT_STORAGE = 507;
    private static final int INTERNAL = 500;

    private StoreFaults() {}

    /** The disk, or the part of it that writes may use, is full. Clients do not retry this. */
    static S3Exception diskFull() {
        return answer(INSUFFICIENT_STORAGE, "InsufficientStorage", "The disk of this store is full.");
    }

    static S3Exception invalidPart(int number) {
        return answer(400, "InvalidPart", "Part " + number + " of this upload was never received.");
    }

    static S3Exception incompleteBody() {
        return answer(400, "IncompleteBody", "The body ended before the promised number of bytes.");
    }

    /** The fault to answer with when {@code fault} broke off a write. */
    static RuntimeException of(Exception fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof AwsServiceException known) {
                return known;
            }
            if (cause instanceof FileSystemException || saysDiskFull(cause)) {
                return ofFileSystem((IOException) cause);
            }
        }
        return fault instanceof RuntimeException unchecked
                ? unchecked
                : answer(INTERNAL, "InternalError", "The store could not write: " + fault.getMessage());
    }

    private static RuntimeException ofFileSystem(IOException fault) {
        var reason = String.valueOf(fault.getMessage()).toLowerCase(Locale.ROOT);
        if (saysDiskFull(fault)) {
            return diskFull();
        }
        if (reason.contains("name too long")) {
            return S3Exceptions.invalidArgument("This store keeps objects as files, and this key is too long for one.");
        }
        if (fault instanceof FileAlreadyExistsException
                || reason.contains("not a directory")
                || reason.contains("is a directory")) {
            return S3Exceptions.invalidArgument(
                    "This store keeps objects as files, so no key may also be the folder of another.");
        }
        return answer(INTERNAL, "InternalError", "The store could not write: " + fault.getMessage());
    }

    private static boolean saysDiskFull(Throwable fault) {
        var reason = String.valueOf(fault.getMessage());
        return fault instanceof IOException
                && (reason.contains("No space left")
                        || reason.contains("quota exceeded")
                        || reason.contains("File too large"));
    }

    private static S3Exception answer(int status, String code, String message) {
        return (S3Exception) S3Exception.builder()
                .message(message)
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }
}
