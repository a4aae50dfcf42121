package dev.karet.table;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Calls of a store side by side. */
final class Parallel {

    private Parallel() {}

    /** One of them. */
    interface Task {
        void run();
    }

    /** Returns when all are done; throws what the first that failed threw, after which no other begins. */
    static void run(List<Task> tasks, int most) {
        if (tasks.size() == 1) {
            tasks.getFirst().run();
            return;
        }
        try (ExecutorService threads =
                Executors.newFixedThreadPool(most, Thread.ofVirtual().factory())) {
            List<? extends Future<?>> pending =
                    tasks.stream().map(task -> threads.submit(task::run)).toList();
            for (Future<?> one : pending) await(one, threads);
        }
    }

    private static void await(Future<?> one, ExecutorService threads) {
        try {
            one.get();
        } catch (ExecutionException e) {
            threads.shutdownNow();
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            if (e.getCause() instanceof Error cause) throw cause;
            throw new IllegalStateException("a call failed", e.getCause());
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
            throw new CancellationException("publishing was interrupted");
        }
    }
}
