package dev.karet.store.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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

    /** Moves {@code staged}, whose bytes are on disk already, to {@code target}, replacing what is there; durable on return. */
    void publish(Path staged, Path target) throws IOException {
        var folder = target.getParent();
        if (!moveInto(folder, staged, target)) {
            makeFolder(folder);
            while (!moveInto(folder, staged, target)) {
                makeFolder(folder);
            }
        }
        force(folder);
    }

    /** Runs a deletion below {@code root}, and forces what is left of the folder of {@code target}. */
    void remove(Path root, Path target, Action deletion) throws IOException {
        folders.writeLock().lock();
        try {
            deletion.run();
            var left = target.getParent();
            while (!left.equals(root) && !Files.isDirectory(left)) {
                left = left.getParent();
            }
            force(left);
        } finally {
            folders.writeLock().unlock();
        }
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
        var parent = folder.getParent();
        makeDurably(parent);
        Files.createDirectory(folder);
        force(parent);
    }
}
