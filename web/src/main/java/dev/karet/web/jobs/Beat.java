package dev.karet.web.jobs;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that makes the service do things by itself: calls what ticks, once a period. Thread-safe. */
public final class Beat implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Beat.class);

    private final List<Runnable> ticking;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private Beat(Duration period, List<Runnable> ticking) {
        this.ticking = List.copyOf(ticking);
        this.thread = Thread.ofVirtual().name("beat").start(() -> beat(period));
    }

    /** Begins to call {@code ticking}, none of which may block. */
    public static Beat start(Duration period, List<Runnable> ticking) {
        return new Beat(period, ticking);
    }

    private void beat(Duration period) {
        try {
            do {
                ticking.forEach(Beat::tick);
            } while (!closing.await(period.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tick(Runnable tick) {
        try {
            tick.run();
        } catch (RuntimeException e) {
            log.error("something that is done once a second failed", e);
        }
    }

    /** Calls nothing any more. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
