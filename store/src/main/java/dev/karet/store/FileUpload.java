package dev.karet.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;

/**
 * Sends a file, in one piece or in parts, straight from disk: memory does not grow with the file. Thread-safe.
 */
final class FileUpload {

    /** Up to this size a file goes up in one request. */
    static final long ONE_PIECE = 32L << 20;

    private static final long PART = 16L << 20;

    private final S3Client client;
    private final StoreSettings settings;
    private final PartedWrite parts;

    FileUpload(S3Client client, StoreSettings settings) {
        this.client = client;
        this.settings = settings;
        this.parts = new PartedWrite(client, settings);
    }

    /** The new object's ETag. */
    String send(String key, Path file, long size, String contentType) {
        return size <= ONE_PIECE ? inOnePiece(key, file, size, contentType) : inParts(key, file, size, contentType);
    }

    private String inOnePiece(String key, Path file, long size, String contentType) {
        return client.putObject(
                        r -> r.bucket(settings.bucket())
                                .key(key)
                                .contentType(contentType)
                                .overrideConfiguration(c -> c.apiCallTimeout(settings.deadlineFor(size))),
                        slice(file, 0, size, contentType))
                .eTag();
    }

    private String inParts(String key, Path file, long size, String contentType) {
        return parts.write(
                CreateMultipartUploadRequest.builder()
                        .bucket(settings.bucket())
                        .key(key)
                        .contentType(contentType)
                        .build(),
                size,
                PART,
                (upload, number, from, length) -> part(key, upload, file, from, length, number));
    }

    private String part(String key, String upload, Path file, long from, long length, int number) {
        return client.uploadPart(
                        r -> r.bucket(settings.bucket())
                                .key(key)
                                .uploadId(upload)
                                .partNumber(number)
                                .overrideConfiguration(c -> c.apiCallTimeout(settings.deadlineFor(length))),
                        slice(file, from, length, "application/octet-stream"))
                .eTag();
    }

    private static RequestBody slice(Path file, long from, long length, String contentType) {
        return RequestBody.fromContentProvider(
                () -> {
                    try {
                        return new FileSlice(file, from, length);
                    } catch (IOException unreadable) {
                        throw new UncheckedIOException(unreadable);
                    }
                },
                length,
                contentType);
    }
}
