package dev.karet.engine.duckdb.sql;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one process started, so that the next statement need not wait for it. Thread-safe. */
final class SpareProcess implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SpareProcess.class);

    private final ProcessCommand command;
    private final ExecutorService starting = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("statement-process").factory());

    private @Nullable ChildProcess waiting;
    private boolean closed;

    SpareProcess(ProcessCommand command) {
        this.command = command;
    }

    /** The process that waits, or a new one. The caller closes it. */
    ChildProcess take() {
        ChildProcess taken;
        synchronized (this) {
            taken = waiting;
            waiting = null;
        }
        if (taken != null && taken.isAlive()) return taken;
        if (taken != null) taken.close();
        return command.start();
    }

    /** Sees to it that a process waits; returns at once. */
    void prepare() {
        try {
            starting.execute(this::startIfNone);
        } catch (RejectedExecutionException closing) {
            log.debug("no process is started any more");
        }
    }

    private synchronized void startIfNone() {
        if (closed || (waiting != null && waiting.isAlive())) return;
        try {
            if (waiting != null) waiting.close();
            waiting = command.start();
        } catch (RuntimeException failure) {
            // The next statement tries again, and tells whoever asks.
            log.atWarn().setCause(failure).log("no process could be started for the next statement");
        }
    }

    synchronized Optional<Long> pid() {
        return Optional.ofNullable(waiting).map(ChildProcess::pid);
    }

    @Override
    public void close() {
        starting.shutdown();
        synchronized (this) {
            closed = true;
            if (waiting != null) waiting.close();
            waiting = null;
        }
        command.remove();
    }
}
