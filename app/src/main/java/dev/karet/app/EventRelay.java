package dev.karet.app;

import dev.karet.store.server.ObjectCreated;
import dev.karet.store.server.ObjectListener;
import dev.karet.web.events.ObjectEvents;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Hands the embedded store's events to the web service, which starts after the store. Thread-safe. */
final class EventRelay implements ObjectListener {

    private final String bucket;
    private final AtomicReference<@Nullable ObjectEvents> target = new AtomicReference<>();

    EventRelay(String bucket) {
        this.bucket = bucket;
    }

    /** From now on events go there. */
    void to(ObjectEvents events) {
        target.set(events);
    }

    /** What comes before somebody listens is found by the web service, which looks through the bucket when it starts. */
    @Override
    public void created(ObjectCreated event) {
        ObjectEvents events = target.get();
        if (events != null) events.accept(bucket, event.key());
    }
}
