package dev.karet.store;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/** Calls of a store side by side, a bounded number at a time. */
public final class SideBySide {

    private SideBySide() {}

    /** The answers in the order of {@code things}; throws what the first that failed threw, after which no other begins. */
    public static <T, R> List<R> map(List<T> things, int most, Function<T, R> work) {
        if (things.size() <= 1) return things.stream().map(work).toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(
                Math.min(most, things.size()), Thread.ofVirtual().factory())) {
            List<Future<R>> pending = things.stream()
                    .map(thing -> threads.submit(() -> work.apply(thing)))
                    .toList();
            return pending.stream().map(one -> await(one, threads)).toList();
        }
    }

    /** Returns when all are done; throws what the first that failed threw, after which no other begins. */
    public static <T> void forEach(List<T> things, int most, Consumer<T> work) {
        map(things, most, thing -> {
            work.accept(thing);
            return true;
        });
    }

    private static <R> R await(Future<R> one, ExecutorService threads) {
        try {
            return one.get();
        } catch (ExecutionException e) {
            threads.shutdownNow();
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            if (e.getCause() instanceof Error cause) throw cause;
            throw new IllegalStateException("a call failed", e.getCause());
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for the store");
        }
    }
}
