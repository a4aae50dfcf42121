package dev.karet.web.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.store.Layout;
import dev.karet.store.ObjectInfo;
import dev.karet.store.ObjectStore;
import dev.karet.store.PutResult;
import dev.karet.store.Slug;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Lets one of any number of services do a thing: whoever creates the object that names it. Thread-safe. */
public final class Claims {

    private static final Duration KEPT = Duration.ofDays(1);

    private final ObjectStore store;

    public Claims(ObjectStore store) {
        this.store = store;
    }

    /** Takes what {@code key} names; false when somebody has it. */
    public boolean take(String key) {
        // Bodies of competitors must differ, or each could take the other's for its own.
        byte[] body = UUID.randomUUID().toString().getBytes(UTF_8);
        return switch (store.createOnly(key, body, "text/plain")) {
            case PutResult.Stored _ -> true;
            case PutResult.Lost _ -> false;
        };
    }

    void release(String key) {
        store.delete(key);
    }

    /** Removes what services that died left of a pipeline's claims. */
    public void sweep(Slug slug, Instant now) {
        sweep(Layout.claims(slug), now);
    }

    /** Removes the old ones of the claims that no single pipeline has. */
    public void sweepCommon(Instant now) {
        sweep(Layout.claims(), now);
    }

    private void sweep(String prefix, Instant now) {
        List<String> old;
        try (var objects = store.list(prefix)) {
            old = objects.filter(object -> object.lastModified().isBefore(now.minus(KEPT)))
                    .map(ObjectInfo::key)
                    .toList();
        }
        if (!old.isEmpty()) store.deleteAll(old);
    }
}
