package dev.karet.store;

import java.time.Instant;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;

/**
 * Copies objects inside the store, large ones in parts.
 *
 * <p>A copy is bound to the version that was looked at, for its size decides on the parts; when that version is replaced on the way,
 * the copy begins anew. Thread-safe.
 */
final class ServerCopy {

    /**
     * Up to this size an object is copied in one request. S3 would take 5 GB, but a store that says nothing while it copies must be done
     * before its silence is taken for a lost connection.
     */
    static final long ONE_PIECE = 512L << 20;

    /** How often the source may be replaced before it is given up. */
    private static final int ATTEMPTS = 20;

    private final S3Client client;
    private final StoreSettings settings;
    private final long onePiece;
    private final PartedWrite parts;

    ServerCopy(S3Client client, StoreSettings settings, long onePiece) {
        this.client = client;
        this.settings = settings;
        this.onePiece = onePiece;
        this.parts = new PartedWrite(client, settings);
    }

    /** Copies what is there now; the SDK's fault has the status 404 when nothing is. */
    ObjectInfo copy(String from, String to) {
        for (int attempt = 1; ; attempt++) {
            var source = client.headObject(r -> r.bucket(settings.bucket()).key(from));
            try {
                var etag =
                        source.contentLength() <= onePiece ? inOnePiece(from, to, source) : inParts(from, to, source);
                return new ObjectInfo(to, source.contentLength(), S3ObjectStore.bare(etag), Instant.now());
            } catch (S3Exception replaced) {
                if (replaced.statusCode() != 412 || attempt == ATTEMPTS) {
                    throw replaced;
                }
            }
        }
    }

    private String inOnePiece(String from, String to, HeadObjectResponse source) {
        var size = source.contentLength();
        var request = CopyObjectRequest.builder()
                .sourceBucket(settings.bucket())
                .sourceKey(from)
                .copySourceIfMatch(source.eTag())
                .destinationBucket(settings.bucket())
                .destinationKey(to)
                .overrideConfiguration(c -> c.apiCallTimeout(settings.deadlineFor(size)));
        return client.copyObject(request.build()).copyObjectResult().eTag();
    }

    private String inParts(String from, String to, HeadObjectResponse source) {
        return parts.write(
                CreateMultipartUploadRequest.builder()
                        .bucket(settings.bucket())
                        .key(to)
                        .contentType(source.contentType())
                        .metadata(source.metadata())
                        .build(),
                source.contentLength(),
                onePiece,
                (upload, number, offset, length) -> client.uploadPartCopy(UploadPartCopyRequest.builder()
                                .sourceBucket(settings.bucket())
                                .sourceKey(from)
                                .copySourceIfMatch(source.eTag())
                                .copySourceRange("bytes=" + offset + "-" + (offset + length - 1))
                                .destinationBucket(settings.bucket())
                                .destinationKey(to)
                                .uploadId(upload)
                                .partNumber(number)
                                .overrideConfiguration(c -> c.apiCallTimeout(settings.deadlineFor(length)))
                                .build())
                        .copyPartResult()
                        .eTag());
    }
}
