package dev.karet.e2e;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Numbered inputs of a test. Each is made from its number alone, so that one that failed can be tried again by itself. */
final class Inputs {

    private Inputs() {}

    /** Tries one input. */
    interface Trial {

        /** @param lane which of the threads tries it: what belongs to a lane is used by one input at a time */
        void of(int lane, int input) throws Exception;
    }

    static void inTurn(int count, Trial trial) throws Exception {
        for (int i = 0; i < count; i++) {
            trial.of(0, i);
        }
    }

    /** Tries as many inputs at once as there are lanes; the first failure ends all, as soon as the trials under way are over. */
    static void atOnce(int lanes, int count, Trial trial) throws Exception {
        var next = new AtomicInteger();
        var failed = new AtomicBoolean();
        try (var threads = Executors.newFixedThreadPool(lanes)) {
            var ends = new ArrayList<Future<Void>>();
            for (int lane = 0; lane < lanes; lane++) {
                ends.add(threads.submit(laneOf(lane, next, count, failed, trial)));
            }
            for (Future<Void> end : ends) {
                end.get();
            }
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Error failure -> throw failure;
                case Exception failure -> throw failure;
                case null, default -> throw e;
            }
        }
    }

    private static Callable<Void> laneOf(int lane, AtomicInteger next, int count, AtomicBoolean failed, Trial trial) {
        return () -> {
            try {
                for (int i = next.getAndIncrement(); i < count && !failed.get(); i = next.getAndIncrement()) {
                    trial.of(lane, i);
                }
                return null;
            } catch (Throwable e) {
                failed.set(true);
                throw e;
            }
        };
    }
}
