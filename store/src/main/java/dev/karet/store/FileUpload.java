package dev.karet.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Sends a file, in one piece or in parts, straight from disk: memory does not grow with the file.
 *
 * <p>The parts of a large file become one object at once, when the last has arrived; an upload that fails is taken back.
 */
final class FileUpload {

    /** Up to this size a file goes up in one request. */
    static final long ONE_PIECE = 32L << 20;

    private static final long PART = 16L << 20;
    private static final int MOST_PARTS = 10_000;

    /** The slowest line that an upload puts up with. */
    private static final long BYTES_PER_SECOND = 256 * 1024;

    private final S3Client client;
    private final StoreSettings settings;

    FileUpload(S3Client client, StoreSettings settings) {
        this.client = client;
        this.settings = settings;
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
                                .overrideConfiguration(c -> c.apiCallTimeout(patience(size))),
                        slice(file, 0, size, contentType))
                .eTag();
    }

    private String inParts(String key, Path file, long size, String contentType) {
        var upload = client.createMultipartUpload(
                        r -> r.bucket(settings.bucket()).key(key).contentType(contentType))
                .uploadId();
        try {
            var partSize = Math.max(PART, (size + MOST_PARTS - 1) / MOST_PARTS);
            var parts = new ArrayList<CompletedPart>();
            for (long from = 0; from < size; from += partSize) {
                parts.add(part(key, upload, file, from, Math.min(partSize, size - from), parts.size() + 1));
            }
            return complete(key, upload, parts, size);
        } catch (RuntimeException failed) {
            abort(key, upload, failed);
            throw failed;
        }
    }

    private CompletedPart part(String key, String upload, Path file, long from, long length, int number) {
        var answer = client.uploadPart(
                r -> r.bucket(settings.bucket())
                        .key(key)
                        .uploadId(upload)
                        .partNumber(number)
                        .overrideConfiguration(c -> c.apiCallTimeout(patience(length))),
                slice(file, from, length, "application/octet-stream"));
        return CompletedPart.builder().partNumber(number).eTag(answer.eTag()).build();
    }

    private String complete(String key, String upload, List<CompletedPart> parts, long size) {
        try {
            return client.completeMultipartUpload(r -> r.bucket(settings.bucket())
                            .key(key)
                            .uploadId(upload)
                            .multipartUpload(m -> m.parts(parts))
                            .overrideConfiguration(c -> c.apiCallTimeout(patience(size))))
                    .eTag();
        } catch (SdkException lost) {
            return finishedAnyway(key, parts, lost).orElseThrow(() -> lost);
        }
    }

    /** A completion whose answer was lost has happened when the object carries the mark that these parts give it. */
    private Optional<String> finishedAnyway(String key, List<CompletedPart> parts, SdkException lost) {
        var mark = markOf(parts);
        if (mark.isEmpty() || (lost instanceof S3Exception answer && answer.statusCode() != 404)) {
            return Optional.empty();
        }
        try {
            var there =
                    client.headObject(r -> r.bucket(settings.bucket()).key(key)).eTag();
            return Optional.of(there).filter(etag -> S3ObjectStore.bare(etag).equals(mark.get()));
        } catch (SdkException unknown) {
            lost.addSuppressed(unknown);
            return Optional.empty();
        }
    }

    private static Optional<String> markOf(List<CompletedPart> parts) {
        try {
            var md5 = MessageDigest.getInstance("MD5");
            for (var part : parts) {
                var etag = S3ObjectStore.bare(part.eTag());
                if (!etag.matches("[0-9a-f]{32}")) {
                    return Optional.empty();
                }
                md5.update(HexFormat.of().parseHex(etag));
            }
            return Optional.of(HexFormat.of().formatHex(md5.digest()) + "-" + parts.size());
        } catch (NoSuchAlgorithmException missing) {
            return Optional.empty();
        }
    }

    private void abort(String key, String upload, RuntimeException failed) {
        try {
            client.abortMultipartUpload(
                    r -> r.bucket(settings.bucket()).key(key).uploadId(upload));
        } catch (SdkException left) {
            failed.addSuppressed(left);
        }
    }

    private Duration patience(long bytes) {
        return settings.deadline().plusSeconds(bytes / BYTES_PER_SECOND);
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
