package dev.karet.store.server;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.blobstore.S3Exceptions;

/** Where the object of a key lies on disk, and which keys cannot lie there. Immutable. */
final class Keys {

    /** The folder of unfinished writes beside the buckets; no bucket's name begins with a dot. */
    static final String STAGING = ".staging";

    /** Longer names leave no room for what S3Proxy adds to the names of parts. */
    static final int LONGEST_SEGMENT = 200;

    private static final String PARTS = ".mpus-";
    private static final String OWN = ".s3proxy-";

    private final Path root;

    Keys(Path root) {
        this.root = root;
    }

    /** Whether a name at the top of a bucket is the server's bookkeeping and no object. */
    static boolean isBookkeeping(String key) {
        return key.startsWith(PARTS) || key.startsWith(OWN);
    }

    /** The bucket's folder, which must be there. */
    Path bucket(String bucket) {
        var folder = root.resolve(bucket).normalize();
        if (bucket.startsWith(".") || !root.equals(folder.getParent()) || !Files.isDirectory(folder)) {
            throw S3Exceptions.noSuchBucket(bucket, "");
        }
        return folder;
    }

    /** The file of an object, whether it is there or not; a key that cannot be a file is the client's fault. */
    Path object(String bucket, String key) {
        var folder = bucket(bucket);
        if (isBookkeeping(key)) {
            throw S3Exceptions.invalidArgument(
                    "Keys that begin with \"" + PARTS + "\" or \"" + OWN + "\" belong to this store.");
        }
        for (var segment : key.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw S3Exceptions.invalidArgument(
                        "This store keeps objects as files, so no part of a key between slashes may be empty, \".\" or \"..\".");
            }
            if (segment.getBytes(StandardCharsets.UTF_8).length > LONGEST_SEGMENT) {
                throw S3Exceptions.invalidArgument(
                        "This store keeps objects as files, so no part of a key between slashes"
                                + " may have more than " + LONGEST_SEGMENT + " bytes.");
            }
        }
        return folder.resolve(key);
    }
}
