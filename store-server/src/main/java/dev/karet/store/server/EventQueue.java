package dev.karet.store.server;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands events to a listener from a thread of its own, again and again until each is taken, so that a slow listener never slows a
 * write down. Thread-safe.
 */
final class EventQueue implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EventQueue.class);
    private static final int LONGEST = 100_000;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final BlockingQueue<ObjectCreated> waiting = new LinkedBlockingQueue<>(LONGEST);
    private final ObjectListener listener;
    private final Thread thread;

    EventQueue(ObjectListener listener) {
        this.listener = listener;
        this.thread = Thread.ofPlatform().daemon().name("store-events").start(this::deliverAll);
    }

    void add(ObjectCreated event) {
        if (!waiting.offer(event)) {
            log.warn("{} events wait for a listener that takes none; the one for {} is dropped", LONGEST, event.key());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void deliverAll() {
        try {
            while (true) {
                deliver(waiting.take());
            }
        } catch (InterruptedException closed) {
            log.debug("the store closes; {} events were not delivered", waiting.size());
        }
    }

    private void deliver(ObjectCreated event) throws InterruptedException {
        var pause = FIRST_PAUSE;
        while (true) {
            try {
                listener.created(event);
                return;
            } catch (InterruptedException closed) {
                throw closed;
            } catch (Exception refused) {
                log.warn(
                        "the event for {} was not taken, next try in {} ms: {}",
                        event.key(),
                        pause.toMillis(),
                        refused.toString());
                Thread.sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }
}
