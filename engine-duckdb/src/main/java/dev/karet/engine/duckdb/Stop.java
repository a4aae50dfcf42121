package dev.karet.engine.duckdb;

import dev.karet.engine.EngineFault;
import dev.karet.engine.RunCancelled;
import dev.karet.engine.RunWatch;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Ends a build early: because its watch wants to, or because a part of it failed. Thread-safe.
 *
 * <p>A thread of its own asks the watch and interrupts the statements that run; it goes on interrupting until {@link #close}, so that a
 * statement which starts at the wrong moment is caught as well.
 */
final class Stop implements AutoCloseable {

    private static final int PERIOD_MILLIS = 100;

    private final RunWatch watch;
    private final Set<Statement> running = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread watcher;
    private final AtomicReference<@Nullable Throwable> cause = new AtomicReference<>();
    private volatile boolean wanted;

    Stop(RunWatch watch) {
        this.watch = watch;
        this.watcher = Thread.ofVirtual().name("karet-stop").start(this::keepWatch);
    }

    boolean wanted() {
        return wanted;
    }

    /** Has everything end because of {@code failure}, which {@link #check} throws from then on; the first one counts. */
    void because(Throwable failure) {
        if (!wanted) cause.compareAndSet(null, failure);
        wanted = true;
    }

    /** Throws what failed, or {@link RunCancelled}, when everything should end. */
    void check() {
        if (!wanted) return;
        switch (cause.get()) {
            case null -> throw new RunCancelled();
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case IOException e -> throw Failures.of(e);
            case Throwable e -> throw new EngineFault("A part of the build failed: " + e.getMessage(), e);
        }
    }

    /** The same, after asking the watch once more: a wish that came at the last moment counts too. */
    void checkNow() {
        if (!wanted && watch.stopWanted()) wanted = true;
        check();
    }

    void started(Statement statement) {
        running.add(statement);
    }

    void ended(Statement statement) {
        running.remove(statement);
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            watcher.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keepWatch() {
        try {
            do {
                if (!wanted && watch.stopWanted()) wanted = true;
                if (wanted) running.forEach(Stop::cancel);
            } while (!closed.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            // It ended by itself a moment ago.
        }
    }
}
