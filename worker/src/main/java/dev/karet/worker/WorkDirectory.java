package dev.karet.worker;

import dev.karet.model.Problem;
import dev.karet.model.settings.ConfigurationFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker's folder for staging areas, below a temporary directory that workers may share.
 *
 * <p>A worker that dies leaves gigabytes, so whoever opens such a directory sweeps what no living worker holds: each folder has a file
 * beside it that its worker keeps locked. The danger: a process that closes a file loses its lock on it, even one that another of its workers
 * holds, so a process must not open the lock files of its own workers. Thread-safe.
 */
public final class WorkDirectory implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WorkDirectory.class);
    private static final String PREFIX = "worker-";
    private static final String LOCK = ".lock";
    private static final int ATTEMPTS = 100;

    /** The names of the lock files of this process's workers, which are not for its sweeps. */
    private static final Set<String> OWN = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final Path lockFile;
    private final FileChannel lock;

    private WorkDirectory(Path folder, Path lockFile, FileChannel lock) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /**
     * Makes a folder below {@code parent}, which is created, and sweeps what dead workers left there.
     *
     * @throws ConfigurationFault when {@code parent} cannot be made or written
     */
    public static WorkDirectory open(Path parent) {
        try {
            Files.createDirectories(parent);
            sweep(parent);
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                Optional<WorkDirectory> made = make(parent, PREFIX + UUID.randomUUID());
                if (made.isPresent()) return made.get();
            }
            throw new IOException("other processes sweep " + parent + " all the time");
        } catch (IOException e) {
            throw new ConfigurationFault(List.of(Problem.of(
                    "invalid_setting",
                    "/KARET_TEMP_DIR",
                    "The temporary directory %s cannot be used: %s.".formatted(parent, PathTrouble.of(e)),
                    "Set KARET_TEMP_DIR to a directory that can be written.")));
        }
    }

    /** Empty when another process, which sweeps, found the lock file before it was locked and took it for a dead worker's. */
    private static Optional<WorkDirectory> make(Path parent, String name) throws IOException {
        Path lockFile = parent.resolve(name + LOCK);
        OWN.add(name + LOCK);
        FileChannel lock = FileChannel.open(lockFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        if (lock.tryLock() != null && Files.exists(lockFile)) {
            return Optional.of(new WorkDirectory(Files.createDirectory(parent.resolve(name)), lockFile, lock));
        }
        lock.close();
        OWN.remove(name + LOCK);
        return Optional.empty();
    }

    /** The directory that all workers share. */
    Path parent() {
        return Objects.requireNonNull(folder.getParent(), "a worker's folder lies in another");
    }

    private static void sweep(Path parent) throws IOException {
        List<Path> locks;
        try (var entries = Files.list(parent)) {
            locks = entries.filter(path -> isForeignLock(path.getFileName().toString()))
                    .toList();
        }
        for (Path lockFile : locks) {
            try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
                if (channel.tryLock() == null) {
                    continue;
                }
                String name = lockFile.getFileName().toString();
                remove(parent.resolve(name.substring(0, name.length() - LOCK.length())));
                Files.deleteIfExists(lockFile);
                log.info("removed what a worker left in {}", parent);
            } catch (OverlappingFileLockException | NoSuchFileException e) {
                // Being swept by another thread of this process, or swept by somebody just now.
                log.debug("{} is not ours to sweep", lockFile);
            }
        }
    }

    private static boolean isForeignLock(String name) {
        return name.startsWith(PREFIX) && name.endsWith(LOCK) && !OWN.contains(name);
    }

    /** A new empty folder, gone with everything in it when it is closed. */
    public Staging stage(String name) {
        try {
            return new Staging(Files.createDirectory(folder.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException("no staging area could be made in " + folder, e);
        }
    }

    /** Removes the folder with everything in it. */
    @Override
    public void close() {
        try (lock) {
            remove(folder);
            Files.deleteIfExists(lockFile);
        } catch (IOException e) {
            log.warn("{} could not be removed; the next start sweeps it: {}", folder, e.toString());
        } finally {
            OWN.remove(String.valueOf(lockFile.getFileName()));
        }
    }

    private static void remove(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** The staging area of one run. */
    public record Staging(Path path) implements AutoCloseable {
        @Override
        public void close() {
            try {
                remove(path);
            } catch (IOException e) {
                log.warn("{} could not be removed; it goes when the worker ends: {}", path, e.toString());
            }
        }
    }
}
