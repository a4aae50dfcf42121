package dev.karet.engine.duckdb;

import dev.karet.engine.RunCancelled;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Threads that compute, each with something of its own to compute with. Thread-safe.
 *
 * <p>The first task that fails stops everything.
 *
 * @param <T> what each thread has; opened by the thread at its first task and closed with the workers
 */
final class Workers<T extends AutoCloseable> implements AutoCloseable {

    /** A piece of work. */
    interface Task<T> {
        void run(T tool) throws Exception;
    }

    private final Supplier<T> open;
    private final Stop stop;
    private final BlockingQueue<Task<T>> tasks = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private int unfinished;

    Workers(String name, int count, Supplier<T> open, Stop stop) {
        this.open = open;
        this.stop = stop;
        for (int i = 0; i < count; i++) {
            threads.add(Thread.ofPlatform().name(name + "-" + i).daemon().start(this::work));
        }
    }

    void submit(Task<T> task) {
        synchronized (this) {
            unfinished++;
        }
        tasks.add(task);
    }

    /** Waits until every task ended, those too that tasks submitted; throws what made the build stop, if it did. */
    synchronized void await() {
        try {
            while (unfinished > 0) wait();
        } catch (InterruptedException e) {
            stop.because(new RunCancelled());
            Thread.currentThread().interrupt();
        }
        stop.check();
    }

    @Override
    public void close() {
        boolean interrupted = false;
        synchronized (this) {
            if (unfinished > 0) stop.because(new RunCancelled());
        }
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    private void work() {
        T tool = null;
        try {
            while (true) {
                Task<T> task = tasks.take();
                try {
                    if (!stop.wanted()) {
                        if (tool == null) tool = open.get();
                        task.run(tool);
                    }
                } catch (InterruptedException e) {
                    stop.because(new RunCancelled());
                    throw e;
                } catch (Throwable e) {
                    stop.because(e);
                } finally {
                    done();
                }
            }
        } catch (InterruptedException e) {
            // The workers are being closed.
        } finally {
            close(tool);
        }
    }

    private void close(@Nullable T tool) {
        try {
            if (tool != null) tool.close();
        } catch (Exception e) {
            stop.because(e);
        }
    }

    private synchronized void done() {
        unfinished--;
        notifyAll();
    }
}
