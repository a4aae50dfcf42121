package dev.karet.store.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.gaul.s3proxy.nio2blob.AbstractNio2BlobStore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * What S3Proxy's directory store lacks of what Karet promises: writes that survive a power cut, conditions that hold under concurrency,
 * and word of every new object. Thread-safe.
 *
 * <p>Every write is staged in a folder beside the buckets, forced to disk, and only then, under a lock on its key, checked against its
 * conditions and renamed to its place. So no reader and no listing ever sees an unfinished object, a crash leaves nothing in a bucket
 * that was not answered for, and a slow upload keeps nobody waiting.
 */
final class DurableBlobStore extends ForwardingBlobStore {

    private final Path root;
    private final Keys keys;
    private final KeyLocks locks = new KeyLocks();
    private final ObjectFiles files = new ObjectFiles();
    private final EventQueue events;
    private final FileStore disk;
    private final long reserve;

    DurableBlobStore(BlobStore delegate, Path root, EventQueue events, long reserve) throws IOException {
        super(delegate);
        this.root = root;
        this.keys = new Keys(root);
        this.events = events;
        this.disk = Files.getFileStore(root);
        this.reserve = reserve;
    }

    @Override
    public ListBucketsResponse list() {
        var all = delegate().list();
        return all.toBuilder()
                .buckets(all.buckets().stream()
                        .filter(bucket -> !bucket.name().startsWith("."))
                        .toList())
                .build();
    }

    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request) {
        var bucket = keys.bucket(request.bucket());
        var delimiter = orEmpty(request.delimiter());
        if (!delimiter.isEmpty() && !delimiter.equals("/")) {
            throw S3Exceptions.invalidArgument("The only delimiter that this store knows is \"/\".");
        }
        var after = request.continuationToken() != null ? request.continuationToken() : orEmpty(request.startAfter());
        var limit = request.maxKeys() == null ? Integer.MAX_VALUE : request.maxKeys();
        try {
            return new ObjectListing(bucket, orEmpty(request.prefix()), !delimiter.isEmpty(), after, limit).page();
        } catch (IOException unreadable) {
            throw StoreFaults.of(unreadable);
        }
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
        if (Keys.isBookkeeping(request.key())) {
            return delegate().putBlob(request, payload);
        }
        if (request.key().endsWith("/")) {
            return putMarker(request, payload);
        }
        var target = keys.object(request.bucket(), request.key());
        try (var staged = new Staged()) {
            var answer = stage(request, payload, staged);
            publish(staged, target, request, ObjectCreated.PUT, answer.eTag());
            return answer;
        } catch (IOException fault) {
            throw StoreFaults.of(fault);
        }
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        keys.bucket(request.sourceBucket());
        var target = keys.object(request.destinationBucket(), request.destinationKey());
        // Opened under the lock of its key, so that the conditions and the bytes are of one version; copied outside it,
        // for that may take long.
        try (var source = getBlob(SourceOfCopy.request(request));
                var staged = new Staged()) {
            SourceOfCopy.check(request, source.response());
            var copy = SourceOfCopy.header(request, source.response());
            var etag = stage(copy, source, staged).eTag();
            publish(staged, target, copy, ObjectCreated.COPY, etag);
            return CopyObjectResponse.builder()
                    .copyObjectResult(r -> r.eTag(etag).lastModified(Instant.now()))
                    .build();
        } catch (IOException | RuntimeException fault) {
            throw StoreFaults.of(fault);
        }
    }

    @Override
    public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
        keys.requireUploadable(request.bucket(), request.key());
        return delegate()
                .initiateMultipartUpload(
                        request.toBuilder().acl((ObjectCannedACL) null).build());
    }

    @Override
    public UploadPartResponse uploadMultipartPart(
            MultipartUpload upload, UploadPartRequest request, InputStream payload) {
        var body = new DrainableBody(payload);
        try {
            requireRoom(request.contentLength());
            var answer = delegate().uploadMultipartPart(upload, request, body);
            var part = partFile(upload, request.partNumber());
            requireWhole(part, request.contentLength());
            ObjectFiles.force(part);
            ObjectFiles.force(ObjectFiles.folderOf(part));
            return answer;
        } catch (IOException | RuntimeException fault) {
            body.drain();
            throw StoreFaults.of(fault);
        }
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            MultipartUpload upload, CompleteMultipartUploadRequest request) {
        var target = keys.object(upload.containerName(), upload.blobName());
        try (var staged = new Staged()) {
            stage(AssembledParts.header(upload.request()), InputStream.nullInputStream(), staged);
            var assembled = new AssembledParts(part -> partFile(upload, part));
            requireRoom(assembled.sizeOf(request.multipartUpload().parts()));
            var etag = assembled.into(staged.file, request.multipartUpload().parts());
            var condition = PutObjectRequest.builder()
                    .bucket(upload.containerName())
                    .key(upload.blobName())
                    .ifMatch(request.ifMatch())
                    .ifNoneMatch(request.ifNoneMatch())
                    .build();
            publish(staged, target, condition, ObjectCreated.COMPLETE, etag);
            delegate().abortMultipartUpload(upload);
            return CompleteMultipartUploadResponse.builder().eTag(etag).build();
        } catch (IOException | RuntimeException fault) {
            throw StoreFaults.of(fault);
        }
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
        return underLock(request.key(), () -> delegate().getBlob(request));
    }

    @Override
    public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
        return underLock(request.key(), () -> delegate().blobMetadata(request));
    }

    @Override
    public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
        return underLock(request.key(), () -> {
            var bucket = keys.bucket(request.bucket());
            var target = bucket.resolve(request.key()).normalize();
            if (!target.startsWith(bucket) || target.equals(bucket)) {
                return DeleteObjectResponse.builder().build();
            }
            try {
                files.remove(bucket, target, () -> delegate().removeBlob(request));
                return DeleteObjectResponse.builder().build();
            } catch (IOException fault) {
                throw StoreFaults.of(fault);
            }
        });
    }

    /** Nothing is ever public: who may read is settled by the signature alone. */
    @Override
    public BucketCannedACL getContainerAccess(String container) {
        return BucketCannedACL.PRIVATE;
    }

    @Override
    public ObjectCannedACL getBlobAccess(String container, String name) {
        return ObjectCannedACL.PRIVATE;
    }

    @Override
    public ObjectCannedACL getBlobAccess(String container, String name, @Nullable String versionId) {
        return ObjectCannedACL.PRIVATE;
    }

    /** A write that is not at its place yet; closing it takes away what is left of it. */
    private final class Staged implements AutoCloseable {

        private final String name = UUID.randomUUID().toString();
        private final Path file = root.resolve(Keys.STAGING).resolve(name);

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(file);
        }
    }

    private PutObjectResponse stage(PutObjectRequest request, InputStream payload, Staged staged) {
        var body = new DrainableBody(payload);
        try {
            requireRoom(request.contentLength());
            var answer = delegate()
                    .putBlob(
                            request.toBuilder()
                                    .bucket(Keys.STAGING)
                                    .key(staged.name)
                                    .ifMatch(null)
                                    .ifNoneMatch(null)
                                    .acl((ObjectCannedACL) null)
                                    .build(),
                            body);
            requireWhole(staged.file, request.contentLength());
            return answer;
        } catch (IOException | RuntimeException fault) {
            body.drain();
            throw StoreFaults.of(fault);
        }
    }

    private void publish(Staged staged, Path target, PutObjectRequest condition, String eventName, String etag)
            throws IOException {
        var size = Files.size(staged.file);
        check(condition); // Whoever has lost already need not wait for the disk.
        ObjectFiles.force(staged.file);
        var lock = locks.of(condition.key());
        lock.lock();
        try {
            keys.bucket(condition.bucket());
            check(condition);
            files.publish(staged.file, target);
        } catch (IOException fault) {
            throw StoreFaults.of(fault);
        } finally {
            lock.unlock();
        }
        ObjectFiles.force(ObjectFiles.folderOf(target));
        events.add(
                new ObjectCreated(eventName, Instant.now(), condition.bucket(), condition.key(), size, unquoted(etag)));
    }

    /** The conditions of a write against what is there now; to be called under the key's lock. */
    private void check(PutObjectRequest condition) {
        if (condition.ifMatch() == null && condition.ifNoneMatch() == null) {
            return;
        }
        var current = delegate().blobMetadataIfPresent(condition.bucket(), condition.key());
        if (condition.ifMatch() != null && (current == null || !matches(condition.ifMatch(), current))) {
            throw current == null
                    ? S3Exceptions.noSuchKey(condition.bucket(), condition.key(), "")
                    : S3Exceptions.preconditionFailed(null);
        }
        if (condition.ifNoneMatch() != null && current != null && matches(condition.ifNoneMatch(), current)) {
            throw S3Exceptions.preconditionFailed(null);
        }
    }

    private static boolean matches(String condition, HeadObjectResponse current) {
        return condition.equals("*") || unquoted(condition).equals(unquoted(current.eTag()));
    }

    /** An object whose key ends in a slash is a mark on a folder and has no bytes. */
    private PutObjectResponse putMarker(PutObjectRequest request, InputStream payload) {
        var key = request.key().substring(0, request.key().length() - 1);
        var folder = keys.object(request.bucket(), key);
        return underLock(request.key(), () -> {
            var answer = delegate()
                    .putBlob(request.toBuilder().acl((ObjectCannedACL) null).build(), payload);
            try {
                ObjectFiles.force(folder);
                ObjectFiles.force(ObjectFiles.folderOf(folder));
            } catch (IOException fault) {
                throw StoreFaults.of(fault);
            }
            return answer;
        });
    }

    private Path partFile(MultipartUpload upload, int part) {
        return keys.bucket(upload.containerName())
                .resolve(AbstractNio2BlobStore.multipartPartName(upload.id(), upload.blobName(), part));
    }

    private void requireRoom(long bytes) throws IOException {
        if (disk.getUsableSpace() - reserve < bytes) {
            throw StoreFaults.diskFull();
        }
    }

    private static void requireWhole(Path file, long promised) throws IOException {
        if (Files.size(file) != promised) {
            throw StoreFaults.incompleteBody();
        }
    }

    private <T> T underLock(String key, Supplier<T> action) {
        var lock = locks.of(key);
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    private static String unquoted(@Nullable String etag) {
        return orEmpty(etag).replace("\"", "");
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
