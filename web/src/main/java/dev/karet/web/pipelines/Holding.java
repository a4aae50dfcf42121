package dev.karet.web.pipelines;

import dev.karet.store.JobId;
import dev.karet.store.Lease;
import dev.karet.store.Leases;
import dev.karet.store.Slug;
import dev.karet.store.StoreException;
import dev.karet.web.pipelines.PipelineRefused.Reason;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pipelines that nobody else may run or change as a whole meanwhile. Their leases are gone when it is closed. */
final class Holding implements AutoCloseable, PipelineFolder.Permit {

    private static final Logger log = LoggerFactory.getLogger(Holding.class);

    private final Map<Slug, Lease> leases;

    private Holding(Map<Slug, Lease> leases) {
        this.leases = leases;
    }

    /** Somebody else holds one of them. */
    static final class Taken extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Slug slug;
        private final String job;

        Taken(Slug slug, String job) {
            super(job, null, false, false);
            this.slug = slug;
            this.job = job;
        }

        Slug slug() {
            return slug;
        }

        String job() {
            return job;
        }
    }

    /** Takes all of them or none. */
    static Holding of(Leases all, Clock clock, Slug... slugs) throws Taken {
        JobId job = JobId.create(clock.instant(), ThreadLocalRandom.current());
        Holding holding = new Holding(new TreeMap<>());
        try {
            for (Slug slug : Stream.of(slugs).sorted().toList()) {
                switch (all.acquire(slug, job)) {
                    case Leases.Outcome.Held(var lease, var _) -> holding.leases.put(slug, lease);
                    case Leases.Outcome.Busy(var other) -> {
                        holding.close();
                        throw new Taken(slug, other);
                    }
                }
            }
            return holding;
        } catch (RuntimeException | Error e) {
            holding.close();
            throw e;
        }
    }

    /** Returns while nobody can have taken over. */
    @Override
    public void require() {
        leases.forEach((slug, lease) -> {
            if (!lease.isHeld()) {
                throw PipelineRefused.of(
                        Reason.CONTENDED,
                        "The store was out of reach for so long that another service may be at \"%s\" by now. It will be finished."
                                .formatted(slug));
            }
        });
    }

    @Override
    public void close() {
        List<Lease> held = List.copyOf(leases.values());
        leases.clear();
        removeAll(held);
    }

    /** However one ends, the others are not renewed any longer. */
    private static void removeAll(List<Lease> held) {
        if (held.isEmpty()) return;
        try {
            held.getFirst().remove();
        } catch (StoreException e) {
            log.warn("a lease lapses by itself: {}", e.getMessage());
        } finally {
            removeAll(held.subList(1, held.size()));
        }
    }
}
