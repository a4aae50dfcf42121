package dev.karet.store.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Puts finished files where their keys are, and forces to disk what was promised. Thread-safe.
 *
 * <p>A rename needs its folder to stay while it happens, and a deletion takes empty folders away: renames share a lock that folders are
 * made and removed under alone.
 */
final class ObjectFiles {

    private final ReadWriteLock folders = new ReentrantReadWriteLock();

    /** Something done to files. */
    interface Action {
        void run() throws IOException;
    }

    /** Moves {@code staged} to {@code target}, replacing what is there; durable once the folder of {@code target} is forced. */
    void publish(Path staged, Path target) throws IOException {
        while (!moveInto(folderOf(target), staged, target)) {
            makeFolder(folderOf(target));
        }
    }

    /** Runs a deletion below {@code root}, and forces what is left of the folder of {@code target}. */
    void remove(Path root, Path target, Action deletion) throws IOException {
        folders.writeLock().lock();
        try {
            deletion.run();
            var left = folderOf(target);
            while (!left.equals(root) && !Files.isDirectory(left)) {
                left = folderOf(left);
            }
            force(left);
        } finally {
            folders.writeLock().unlock();
        }
    }

    /** The folder that holds {@code path}, which is below a bucket's. */
    static Path folderOf(Path path) {
        return Objects.requireNonNull(path.getParent(), "nothing of a store lies at the root of a disk");
    }

    /** Forces a file's bytes and attributes, or a folder's entries, to disk. */
    static void force(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private boolean moveInto(Path folder, Path staged, Path target) throws IOException {
        folders.readLock().lock();
        try {
            if (!Files.isDirectory(folder)) {
                return false;
            }
            Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } finally {
            folders.readLock().unlock();
        }
    }

    private void makeFolder(Path folder) throws IOException {
        folders.writeLock().lock();
        try {
            makeDurably(folder);
        } finally {
            folders.writeLock().unlock();
        }
    }

    private static void makeDurably(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        var parent = folderOf(folder);
        makeDurably(parent);
        Files.createDirectory(folder);
        force(parent);
    }
}
