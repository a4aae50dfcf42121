package dev.karet.app;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What happens when somebody presses Ctrl-C, or the process is told to end, between the birth of this and its close: the wish is carried
 * out, and the process then lasts until this is closed, so that whatever stands inside is taken down properly.
 */
final class Interruption implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicBoolean wished = new AtomicBoolean();
    private final AtomicReference<Optional<Integer>> ending = new AtomicReference<>(Optional.empty());
    private final Thread hook;

    Interruption(Runnable wish) {
        hook = new Thread(
                () -> {
                    wished.set(true);
                    wish.run();
                    await();
                    ending.get().ifPresent(Runtime.getRuntime()::halt);
                },
                "interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whether somebody wants the process to end. */
    boolean isWished() {
        return wished.get();
    }

    /** The work was done all the same: a process that is going down ends with {@code exitCode} and not with that of its signal. */
    void cameTooLate(int exitCode) {
        ending.set(Optional.of(exitCode));
    }

    private void await() {
        try {
            if (!done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                System.err.println("Karet did not stop in time and is ended as it is.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException goingDown) {
            // The hook is at work; it ends now that this is closed.
        }
    }
}
