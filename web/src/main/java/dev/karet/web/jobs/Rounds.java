package dev.karet.web.jobs;

import dev.karet.store.Layout;
import dev.karet.store.ObjectStore;
import dev.karet.store.Slug;
import dev.karet.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Visits every pipeline from time to time, one after the other, in the background; the first time at once. Thread-safe. */
public final class Rounds {

    private static final Logger log = LoggerFactory.getLogger(Rounds.class);

    private final ObjectStore store;
    private final Clock clock;
    private final Executor background;
    private final Duration period;
    private final BooleanSupplier ours;
    private final List<Consumer<Slug>> visits;
    private final AtomicBoolean underWay = new AtomicBoolean();
    private Instant next = Instant.MIN;

    /**
     * Rounds that have not begun.
     *
     * @param ours asked before each round whether this service does it
     * @param visits what is done at each pipeline; a failure of one neither keeps the next nor the next pipeline from its visit
     */
    public Rounds(
            ObjectStore store,
            Clock clock,
            Executor background,
            Duration period,
            BooleanSupplier ours,
            List<Consumer<Slug>> visits) {
        this.store = store;
        this.clock = clock;
        this.background = background;
        this.period = period;
        this.ours = ours;
        this.visits = List.copyOf(visits);
    }

    /** Begins a round when it is time for one and the one before is over. */
    public void tick() {
        if (!isTime() || underWay.getAndSet(true)) return;
        try {
            background.execute(this::round);
        } catch (RejectedExecutionException e) {
            underWay.set(false);
        }
    }

    private synchronized boolean isTime() {
        Instant now = clock.instant();
        if (next.isAfter(now)) return false;
        next = now.plus(period);
        return true;
    }

    private void round() {
        try {
            if (!ours.getAsBoolean()) return;
            List<Slug> slugs;
            try (var names = store.listFolders(Layout.PIPELINES)) {
                slugs = names.filter(Slug::isValid).map(Slug::new).toList();
            }
            for (Slug slug : slugs) visits.forEach(visit -> visit(slug, visit));
        } catch (StoreException e) {
            log.atWarn().addKeyValue("cause", e.getMessage()).log("the pipelines could not be visited");
        } finally {
            underWay.set(false);
        }
    }

    private static void visit(Slug slug, Consumer<Slug> visit) {
        try {
            visit.accept(slug);
        } catch (StoreException e) {
            log.atWarn()
                    .addKeyValue("pipeline", slug)
                    .addKeyValue("cause", e.getMessage())
                    .log("a pipeline could not be visited");
        } catch (RuntimeException e) {
            log.atError().addKeyValue("pipeline", slug).setCause(e).log("a visit to a pipeline failed");
        }
    }
}
