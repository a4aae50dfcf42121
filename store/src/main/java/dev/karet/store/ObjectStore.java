package dev.karet.store;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One bucket of an S3 store, as small as Karet needs it.
 *
 * <p>A write is atomic: a reader sees the object as it was before or as it is after, whole. A write that was answered is durable
 * and visible to every later read and listing. Implementations retry what can help, with backoff, inside a deadline; do not retry
 * around them. Thread-safe.
 *
 * <p>Every method throws {@link StoreException}: {@code StoreUnavailable} when the store could not be reached or answered with its
 * own fault until the deadline, {@code StoreDenied} when it refuses our credentials, {@code BucketNotFound} when the bucket is
 * missing.
 */
public interface ObjectStore {

    /** Whether the bucket is there and may be read, creating it when {@code create} is set. */
    void checkBucket(boolean create);

    /** What is known of the object under {@code key}; empty when nothing is there. */
    Optional<ObjectInfo> head(String key);

    /** The whole of a small object; empty when nothing is there. */
    Optional<StoredObject> get(String key);

    /**
     * The bytes under {@code key}, which the caller closes. A connection lost on the way is resumed where it broke, against the same version of
     * the object; when that version is gone, reading throws {@link java.io.IOException}.
     *
     * @throws StoreException.ObjectNotFound when nothing is there
     */
    InputStream open(String key);

    /** Stores {@code body} under {@code key}, replacing what is there. */
    ObjectInfo put(String key, byte[] body, String contentType);

    /**
     * Stores the file's bytes under {@code key}, replacing what is there; large files go up in parts and become visible at once.
     *
     * @throws java.io.UncheckedIOException when the file cannot be read, or becomes shorter meanwhile
     */
    ObjectInfo putFile(String key, Path file, String contentType);

    /**
     * Stores {@code body} under {@code key} only if nothing is there.
     *
     * <p>Of any number of concurrent callers exactly one gets {@link PutResult.Stored}. After a lost connection the outcome is unknown to
     * the store's client: implementations read the object back and compare {@code body} before answering. Bodies must therefore differ
     * between callers that compete.
     */
    PutResult createOnly(String key, byte[] body, String contentType);

    /** Stores a small {@code body} (64 KiB at most) only if the object there still has {@code etag}. */
    PutResult replaceOnly(String key, byte[] body, String contentType, String etag);

    /** Removes the object; nothing happens when there is none. */
    void delete(String key);

    /** Removes all of {@code keys}, in as few calls as the store allows; throws after the first batch that failed. */
    void deleteAll(List<String> keys);

    /** Every object whose key begins with {@code prefix}, in the order of UTF-8 bytes, listed lazily page by page. */
    Stream<ObjectInfo> list(String prefix);

    /** The first segments after {@code prefix} that hold objects, such as the slugs under {@code pipelines/}, without their slash. */
    Stream<String> listFolders(String prefix);
}
