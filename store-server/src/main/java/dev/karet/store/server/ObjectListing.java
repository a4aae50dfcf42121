package dev.karet.store.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.gaul.s3proxy.blobstore.SdkResponses;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.StorageClass;

/**
 * One page of a bucket's keys, in the order of their UTF-8 bytes.
 *
 * <p>Reads only the folders that the page touches and the attributes of what it shows; S3Proxy's own listing walks the whole bucket for
 * every page, and sorts by UTF-16. Not thread-safe; used for one page.
 */
final class ObjectListing {

    /** The attribute that S3Proxy keeps an ETag in. */
    static final String ETAG = "user.content-md5";

    private final Path bucket;
    private final String prefix;
    private final boolean foldersOnly;
    private final String after;
    private final int limit;

    private final List<S3Object> objects = new ArrayList<>();
    private final List<CommonPrefix> folders = new ArrayList<>();
    private String last = "";
    private boolean truncated;

    /**
     * @param foldersOnly whether keys with a slash after the prefix are shown as their folder
     * @param after the page begins behind this name; empty for the first
     */
    ObjectListing(Path bucket, String prefix, boolean foldersOnly, String after, int limit) {
        this.bucket = bucket;
        this.prefix = prefix;
        this.foldersOnly = foldersOnly;
        this.after = after;
        this.limit = limit;
    }

    ListObjectsV2Response page() throws IOException {
        if (limit > 0) {
            var slash = prefix.lastIndexOf('/');
            var folder = slash < 0 ? "" : prefix.substring(0, slash + 1);
            var path = bucket.resolve(folder).normalize();
            if (path.startsWith(bucket) && isPlain(folder)) {
                if (folder.equals(prefix) && !folder.isEmpty()) {
                    marker(path, folder);
                }
                walk(path, folder);
            }
        }
        return SdkResponses.objectsPage(objects, folders, truncated ? last : null);
    }

    private static boolean isPlain(String folder) {
        return !folder.startsWith("/")
                && !folder.contains("//")
                && !("/" + folder).contains("/./")
                && !("/" + folder).contains("/../");
    }

    /** A name in a folder with the bytes it sorts by, which end in a slash when it is a folder itself. */
    private record Entry(String name, boolean isFolder, byte[] order) implements Comparable<Entry> {

        static Entry of(String name, boolean isFolder) {
            var shown = isFolder ? name + "/" : name;
            return new Entry(shown, isFolder, shown.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public int compareTo(Entry other) {
            return Arrays.compareUnsigned(order, other.order);
        }
    }

    private void walk(Path folder, String name) throws IOException {
        for (var entry : entries(folder)) {
            var key = name + entry.name();
            if (name.isEmpty() && Keys.isBookkeeping(entry.name())) {
                continue;
            }
            var path = folder.resolve(entry.name());
            if (!entry.isFolder()) {
                if (key.startsWith(prefix) && isNext(key)) {
                    object(path, key);
                }
            } else if (key.startsWith(prefix) && foldersOnly) {
                if (isNext(key) && holdsObject(path) && room(key)) {
                    folders.add(SdkResponses.commonPrefix(key));
                }
            } else if ((key.startsWith(prefix) || prefix.startsWith(key)) && (isNext(key) || after.startsWith(key))) {
                if (key.startsWith(prefix)) {
                    marker(path, key);
                }
                walk(path, key);
            }
            if (truncated) {
                return;
            }
        }
    }

    private boolean isNext(String name) {
        return after.isEmpty()
                || Arrays.compareUnsigned(name.getBytes(StandardCharsets.UTF_8), after.getBytes(StandardCharsets.UTF_8))
                        > 0;
    }

    /** Whether the page has room for one more; one that finds none makes it a page with a successor. */
    private boolean room(String name) {
        if (objects.size() + folders.size() == limit) {
            truncated = true;
            return false;
        }
        last = name;
        return true;
    }

    private void object(Path path, String key) throws IOException {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            var etag = etag(path);
            if (room(key)) {
                objects.add(SdkResponses.objectEntry(
                        key,
                        etag.orElse(null),
                        attributes.lastModifiedTime().toInstant(),
                        attributes.size(),
                        StorageClass.STANDARD));
            }
        } catch (NoSuchFileException deletedMeanwhile) {
            return;
        }
    }

    /** An object whose key ends in a slash, which is an attribute of its folder. */
    private void marker(Path folder, String key) throws IOException {
        try {
            var etag = isNext(key) && Files.isDirectory(folder) ? etag(folder) : Optional.<String>empty();
            if (etag.isPresent() && room(key)) {
                var modified = Files.getLastModifiedTime(folder).toInstant();
                objects.add(SdkResponses.objectEntry(key, etag.get(), modified, 0L, StorageClass.STANDARD));
            }
        } catch (NoSuchFileException deletedMeanwhile) {
            return;
        }
    }

    private static List<Entry> entries(Path folder) throws IOException {
        var entries = new ArrayList<Entry>();
        try (var names = Files.newDirectoryStream(folder)) {
            for (var path : names) {
                entries.add(Entry.of(String.valueOf(path.getFileName()), Files.isDirectory(path)));
            }
        } catch (NoSuchFileException | NotDirectoryException deletedMeanwhile) {
            return List.of();
        }
        entries.sort(null);
        return entries;
    }

    private static boolean holdsObject(Path folder) throws IOException {
        if (etag(folder).isPresent()) {
            return true;
        }
        for (var entry : entries(folder)) {
            if (!entry.isFolder() || holdsObject(folder.resolve(entry.name()))) {
                return true;
            }
        }
        return false;
    }

    /** The quoted ETag as S3Proxy keeps it: 16 bytes of MD5, or the text of a multipart one. */
    private static Optional<String> etag(Path path) throws IOException {
        var view = Files.getFileAttributeView(path, UserDefinedFileAttributeView.class);
        if (view == null || !view.list().contains(ETAG)) {
            return Optional.empty();
        }
        var bytes = ByteBuffer.allocate(view.size(ETAG));
        view.read(ETAG, bytes);
        return Optional.of(
                bytes.capacity() == 16
                        ? "\"" + HexFormat.of().formatHex(bytes.array()) + "\""
                        : new String(bytes.array(), StandardCharsets.US_ASCII));
    }
}
