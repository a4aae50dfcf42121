package dev.karet.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Writes an object in parts, which become one object at once when the last has arrived; a write that fails is taken back. Thread-safe.
 */
final class PartedWrite {

    /** The parts that S3 takes for one object. */
    static final int MOST_PARTS = 10_000;

    private final S3Client client;
    private final StoreSettings settings;

    PartedWrite(S3Client client, StoreSettings settings) {
        this.client = client;
        this.settings = settings;
    }

    /** One stretch of the object. */
    interface Part {

        /** Brings the {@code length} bytes from {@code from} on to the store as part {@code number} of {@code upload}; its ETag. */
        String send(String upload, int number, long from, long length);
    }

    /** Writes {@code size} bytes in parts of {@code partSize}, or of more when they would be too many; the object's ETag. */
    String write(CreateMultipartUploadRequest object, long size, long partSize, Part part) {
        var step = Math.max(partSize, (size + MOST_PARTS - 1) / MOST_PARTS);
        return write(object, (upload, parts) -> {
            for (long from = 0; from < size; from += step) {
                var number = parts.size() + 1;
                var etag = part.send(upload, number, from, Math.min(step, size - from));
                parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
            }
            return size;
        });
    }

    /** Sends every part. */
    interface Parts {

        /** Sends the parts of {@code upload} in order, notes each in {@code sent}, and answers with the bytes of all. */
        long send(String upload, List<CompletedPart> sent);
    }

    /** Writes what {@code parts} sends; the object's ETag. */
    String write(CreateMultipartUploadRequest object, Parts parts) {
        var upload = client.createMultipartUpload(object).uploadId();
        try {
            var sent = new ArrayList<CompletedPart>();
            var size = parts.send(upload, sent);
            return complete(object.key(), upload, sent, size);
        } catch (RuntimeException failed) {
            abort(object.key(), upload, failed);
            throw failed;
        }
    }

    private String complete(String key, String upload, List<CompletedPart> parts, long size) {
        try {
            return client.completeMultipartUpload(r -> r.bucket(settings.bucket())
                            .key(key)
                            .uploadId(upload)
                            .multipartUpload(m -> m.parts(parts))
                            .overrideConfiguration(c -> c.apiCallTimeout(settings.deadlineFor(size))))
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
}
