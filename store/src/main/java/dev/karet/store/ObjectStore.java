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
     * The object under {@code key} with its bytes, which the caller closes. A connection lost on the way is resumed where it broke, against
     * the same version of the object; when that version is gone, reading throws {@link ObjectReplaced}, and {@link DownloadBroken} when the
     * store stays out of reach.
     *
     * @throws StoreException.ObjectNotFound when nothing is there
     */
    OpenedObject open(String key);

    /**
     * The bytes of a small range: exactly {@code length} from {@code offset} on, fewer when the object ends before, none when it ends before
     * {@code offset}. Two calls may see two versions.
     *
     * @param offset bytes before the range, 0 or more
     * @param length bytes, 0 or more
     * @throws StoreException.ObjectNotFound when nothing is there
     */
    byte[] read(String key, long offset, int length);

    /** Stores {@code body} under {@code key}, replacing what is there. */
    ObjectInfo put(String key, byte[] body, String contentType);

    /**
     * Stores the file's bytes under {@code key}, replacing what is there; large files go up in parts and become visible at once.
     *
     * @throws java.io.UncheckedIOException when the file cannot be read, or becomes shorter meanwhile
     */
    ObjectInfo putFile(String key, Path file, String contentType);

    /**
     * Stores what {@code body} gives until its end under {@code key}, replacing what is there. Large bodies go up in parts, of which one at a
     * time is held in memory, and become visible at once, after the end. Whatever {@code body} throws ends the write: the key is as it was,
     * and of what was sent nothing is left. The stream stays the caller's to close.
     *
     * @param most bytes that the body has at most, 0 or more; decides on the parts: 8 MiB each up to 78 GiB
     * @throws java.io.UncheckedIOException when the body cannot be read to its end, or goes on after {@code most} bytes
     */
    ObjectInfo putStream(String key, InputStream body, long most, String contentType);

    /**
     * Stores what is under {@code from} also under {@code to}, with its content type, replacing what is there; the bytes stay inside the store. A
     * write like every other: atomic for readers and durable. What is replaced under {@code from} meanwhile is copied as it was or as it
     * became, whole. The copy's ETag may be another.
     *
     * @param to another key than {@code from}
     * @throws StoreException.ObjectNotFound when nothing is under {@code from}; {@code to} is then as it was
     */
    ObjectInfo copy(String from, String to);

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
