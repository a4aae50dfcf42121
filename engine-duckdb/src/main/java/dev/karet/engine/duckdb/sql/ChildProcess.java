package dev.karet.engine.duckdb.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.engine.EngineFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A process for one statement, with a folder of its own. Messages are for one thread at a time; the rest is thread-safe. */
final class ChildProcess implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ChildProcess.class);
    private static final String ERRORS = "errors.txt";
    private static final int MOST_ERRORS = 4_000;
    private static final int KILLED = 128 + 9;

    private final Process process;
    private final Path folder;
    private final WireWriter out;
    private final WireReader in;
    private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();

    private ChildProcess(Process process, Path folder, long mostAnswer) {
        this.process = process;
        this.folder = folder;
        this.out = new WireWriter(process.getOutputStream());
        this.in = new WireReader(process.getInputStream(), mostAnswer);
    }

    /** Why a process was ended from outside. */
    enum Ending {
        DEADLINE,
        CANCEL,
        /** It did not start, or said what it may not. */
        FAULT
    }

    /**
     * Starts a process with an empty environment.
     *
     * @param parent where its folder is made
     * @param mostAnswer bytes that it may say
     */
    static ChildProcess start(List<String> command, Path parent, long mostAnswer) {
        try {
            Path folder = Files.createTempDirectory(parent, "statement-");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(folder.resolve(ERRORS).toFile());
            builder.environment().clear();
            builder.environment()
                    .putAll(Map.of(
                            "PATH", "/usr/bin:/bin",
                            "HOME", folder.toString(),
                            "LC_ALL", "C.UTF-8",
                            // Each arena of the allocator takes 64 MB of the address space.
                            "MALLOC_ARENA_MAX", "2"));
            return new ChildProcess(builder.start(), folder, mostAnswer);
        } catch (IOException failure) {
            throw new EngineFault("A process for a statement could not be started: " + failure.getMessage(), failure);
        }
    }

    WireWriter out() {
        return out;
    }

    WireReader in() {
        return in;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Ends it at once; the first reason given counts. */
    void end(Ending why) {
        ending.compareAndSet(null, why);
        process.destroyForcibly();
    }

    /** Why it was ended from outside; empty when it was not. */
    Optional<Ending> ending() {
        return Optional.ofNullable(ending.get());
    }

    /** How a process ended that was not ended from outside. */
    record Death(int exitCode, String errors) {

        /** Whether the operating system would not give it more memory, or ended it for what it had. */
        boolean isForMemory() {
            return exitCode == KILLED
                    || errors.contains("std::bad_alloc")
                    || errors.contains("OutOfMemoryError")
                    || errors.contains("insufficient memory")
                    || errors.contains("Out of Memory Error")
                    || errors.contains("Cannot allocate memory");
        }
    }

    /** Waits for its end, and tells of it. */
    Death death() {
        int code = process.onExit().join().exitValue();
        String errors = "";
        try (var stream = Files.newInputStream(folder.resolve(ERRORS))) {
            errors = new String(stream.readNBytes(MOST_ERRORS), UTF_8);
        } catch (IOException unreadable) {
            log.debug("what a process said last cannot be read", unreadable);
        }
        return new Death(code, errors);
    }

    /** Ends it; returns when it is gone. */
    void stop() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Ends it, and removes its folder. */
    @Override
    public void close() {
        stop();
        removeFolder(folder);
    }

    static void removeFolder(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
        } catch (IOException | UncheckedIOException failure) {
            log.atWarn().addKeyValue("folder", folder).setCause(failure).log("a statement's folder stays behind");
        }
    }
}
