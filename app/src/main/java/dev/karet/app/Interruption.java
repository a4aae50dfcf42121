package dev.karet.app;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What happens when somebody presses Ctrl-C, or the process is told to end, between the birth of this and its close: the wish is carried
 * out, and the process then lasts until this is closed, so that whatever stands inside is taken down properly.
 */
final class Interruption implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;

    Interruption(Runnable wish) {
        hook = new Thread(
                () -> {
                    wish.run();
                    await();
                },
                "interruption");
        Runtime.getRuntime().addShutdownHook(hook);
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
