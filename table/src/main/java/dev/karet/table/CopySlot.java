package dev.karet.table;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of this process alone, below a directory that processes may share. It is the first that no living process holds, so that one that
 * starts anew finds its copies again; what others left is emptied. Locks are never removed: a lock on a file that is gone holds nobody off.
 */
final class CopySlot implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CopySlot.class);
    private static final String PREFIX = "copies-";
    private static final String LOCK = ".lock";
    private static final Pattern LOCKS = Pattern.compile(PREFIX + "[0-9]{1,9}" + Pattern.quote(LOCK));

    private final Path folder;
    private final FileChannel channel;

    private CopySlot(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    static CopySlot open(Path parent) throws IOException {
        Files.createDirectories(parent);
        for (int number = 0; ; number++) {
            Path lock = parent.resolve(PREFIX + number + LOCK);
            FileChannel channel = locked(lock);
            if (channel == null) continue;
            try {
                Path folder = Files.createDirectories(folder(lock));
                emptyOthers(parent, lock);
                return new CopySlot(folder, channel);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        }
    }

    Path folder() {
        return folder;
    }

    private static Path folder(Path lock) {
        String name = lock.getFileName().toString();
        return lock.resolveSibling(name.substring(0, name.length() - LOCK.length()));
    }

    /** Null when another holds it, in this process or elsewhere. */
    private static @Nullable FileChannel locked(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) return channel;
        } catch (OverlappingFileLockException e) {
            log.debug("{} is held by this process", file);
        }
        channel.close();
        return null;
    }

    private static void emptyOthers(Path parent, Path own) throws IOException {
        List<Path> locks;
        try (var entries = Files.list(parent)) {
            locks = entries.filter(
                            path -> LOCKS.matcher(path.getFileName().toString()).matches() && !path.equals(own))
                    .toList();
        }
        for (Path lock : locks) {
            try (FileChannel channel = locked(lock)) {
                if (channel == null) continue;
                Path folder = folder(lock);
                if (!Files.exists(folder)) continue;
                try (var files = Files.list(folder)) {
                    for (Path file : files.toList()) Files.deleteIfExists(file);
                }
                Files.deleteIfExists(folder);
                log.info("removed the copies that a process left in {}", folder);
            }
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            log.warn("the lock of {} could not be given back: {}", folder, e.toString());
        }
    }
}
