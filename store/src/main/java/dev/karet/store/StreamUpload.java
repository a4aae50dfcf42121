package dev.karet.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;

/**
 * Sends a stream whose length nobody knows: a part at a time is read whole before it is sent, so that a request can be repeated, and so
 * that a source that is slow never holds a request to the store open. Thread-safe.
 */
final class StreamUpload {

    private static final long PART = 8L << 20;

    private final S3Client client;
    private final StoreSettings settings;
    private final PartedWrite parts;

    StreamUpload(S3Client client, StoreSettings settings) {
        this.client = client;
        this.settings = settings;
        this.parts = new PartedWrite(client, settings);
    }

    ObjectInfo send(String key, InputStream body, long most, String contentType) {
        var step = Math.max(PART, (most + PartedWrite.MOST_PARTS - 1) / PartedWrite.MOST_PARTS);
        // One byte more than allowed is enough to see that there is more.
        var buffer = new byte[Math.toIntExact(Math.min(step, most + 1))];
        var first = fill(buffer, body);
        requireAtMost(key, first, most);
        if (first < step) {
            var etag = client.putObject(
                            r -> r.bucket(settings.bucket())
                                    .key(key)
                                    .contentType(contentType)
                                    .overrideConfiguration(c -> c.apiCallTimeout(settings.deadlineFor(first))),
                            bytes(buffer, first, contentType))
                    .eTag();
            return new ObjectInfo(key, first, S3ObjectStore.bare(etag), Instant.now());
        }
        var size = new long[1];
        var etag = parts.write(
                CreateMultipartUploadRequest.builder()
                        .bucket(settings.bucket())
                        .key(key)
                        .contentType(contentType)
                        .build(),
                (upload, sent) -> size[0] = rest(key, upload, sent, body, buffer, most));
        return new ObjectInfo(key, size[0], S3ObjectStore.bare(etag), Instant.now());
    }

    /** Sends the full buffer and all that follows; the bytes of all. */
    private long rest(String key, String upload, List<CompletedPart> sent, InputStream body, byte[] buffer, long most) {
        long size = 0;
        for (var count = buffer.length; count > 0; count = fill(buffer, body)) {
            size += count;
            requireAtMost(key, size, most);
            var number = sent.size() + 1;
            var length = count;
            var etag = client.uploadPart(
                            r -> r.bucket(settings.bucket())
                                    .key(key)
                                    .uploadId(upload)
                                    .partNumber(number)
                                    .overrideConfiguration(c -> c.apiCallTimeout(settings.deadlineFor(length))),
                            bytes(buffer, length, "application/octet-stream"))
                    .eTag();
            sent.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
            if (count < buffer.length) break;
        }
        return size;
    }

    private static int fill(byte[] buffer, InputStream body) {
        try {
            return body.readNBytes(buffer, 0, buffer.length);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void requireAtMost(String key, long size, long most) {
        if (size > most) {
            throw new UncheckedIOException(
                    new IOException("the body of \"%s\" goes on after %d bytes".formatted(key, most)));
        }
    }

    /** The buffer itself and no copy of it, which is as good as one: it is not filled again before the request is over. */
    private static RequestBody bytes(byte[] buffer, int length, String contentType) {
        return RequestBody.fromContentProvider(() -> new ByteArrayInputStream(buffer, 0, length), length, contentType);
    }
}
