package dev.karet.store.server;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.blobstore.S3Exceptions;

/** Where the object of a key lies on disk, and which keys cannot lie there. Immutable. */
final class Keys {

    /** The folder of unfinished writes beside the buckets; no bucket's name begins with a dot. */
    static final String STAGING = ".staging";

    /** What file systems take; a write is staged under a name of its own, so nothing is added to this one. */
    static final int LONGEST_SEGMENT = 255;

    /** What is left of that beside what S3Proxy adds to the first and the last segment of a part's name, in sum at most 90 bytes. */
    private static final int LONGEST_OF_UPLOAD = 200;

    private static final int LONGEST_ALONE_OF_UPLOAD = 160;

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
            if (bytes(segment) > LONGEST_SEGMENT) {
                throw S3Exceptions.invalidArgument(
                        "This store keeps objects as files, so no part of a key between slashes"
                                + " may have more than " + LONGEST_SEGMENT + " bytes.");
            }
        }
        return folder.resolve(key);
    }

    /** Refuses a key whose parts could not lie on disk beside each other. */
    void requireUploadable(String bucket, String key) {
        object(bucket, key);
        var segments = key.split("/", -1);
        var most = segments.length == 1 ? LONGEST_ALONE_OF_UPLOAD : LONGEST_OF_UPLOAD;
        if (Math.max(bytes(segments[0]), bytes(segments[segments.length - 1])) > most) {
            throw S3Exceptions.invalidArgument("The first and the last part of this key may have no more than " + most
                    + " bytes in a multipart upload. Use a shorter name, or upload it in one request.");
        }
    }

    private static int bytes(String segment) {
        return segment.getBytes(StandardCharsets.UTF_8).length;
    }
}
