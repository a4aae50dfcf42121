package dev.karet.store.server;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Pattern;

/** Takes away what a process that was killed left half written. To be run before anything else uses the directory. */
final class Leftovers {

    /** How S3Proxy names the bookkeeping of an upload while it writes it: the name, a dash and a UUID. */
    private static final Pattern UNFINISHED =
            Pattern.compile(".*-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private static final String STUB = ".s3proxy-mpu-stub-";

    private Leftovers() {}

    /** Empties the staging folder and removes unfinished parts of uploads from the buckets in {@code root}. */
    static void sweep(Path root) throws IOException {
        var staging = Files.createDirectories(root.resolve(Keys.STAGING));
        try (var files = Files.newDirectoryStream(staging)) {
            for (var file : files) {
                Files.delete(file);
            }
        }
        try (var buckets = Files.newDirectoryStream(root, Files::isDirectory)) {
            for (var bucket : buckets) {
                sweepBucket(bucket);
            }
        }
    }

    private static void sweepBucket(Path bucket) throws IOException {
        try (var names =
                Files.newDirectoryStream(bucket, path -> Keys.isBookkeeping(String.valueOf(path.getFileName())))) {
            for (var path : names) {
                Files.walkFileTree(path, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                        if (isUnfinished(bucket, file)) {
                            Files.delete(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
            }
        }
    }

    /** A finished stub ends in the UUID of its upload, an unfinished one in that and another. */
    private static boolean isUnfinished(Path bucket, Path file) {
        var name = String.valueOf(file.getFileName());
        if (name.startsWith(STUB) && bucket.equals(file.getParent())) {
            return UNFINISHED.matcher(name.substring(STUB.length())).matches();
        }
        return UNFINISHED.matcher(name).matches();
    }
}
