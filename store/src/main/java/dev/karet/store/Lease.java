package dev.karet.store;

import dev.karet.model.commit.LeaseRecord;
import dev.karet.model.json.CommitJson;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A pipeline that is ours to run, renewed until it is closed. Thread-safe. */
public final class Lease implements AutoCloseable {

    private static final String JSON = "application/json";
    private static final int RENEWALS_A_TERM = 3;

    private final ObjectStore store;
    private final Slug slug;
    private final long number;
    private final LeaseRecord record;
    private final Duration term;
    private final Clock clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicBoolean taken = new AtomicBoolean();
    private final Thread renewals;
    private volatile long renewed = System.nanoTime();

    Lease(ObjectStore store, Slug slug, long number, LeaseRecord record, Duration term, Clock clock) {
        this.store = store;
        this.slug = slug;
        this.number = number;
        this.record = record;
        this.term = term;
        this.clock = clock;
        this.renewals = Thread.ofVirtual().name("lease-" + slug).start(this::renewUntilClosed);
    }

    /** Whether nobody can have taken the lease over yet, going by the time that went by since it was renewed. */
    public boolean isHeld() {
        return !taken.get() && System.nanoTime() - renewed < term.toNanos();
    }

    private void renewUntilClosed() {
        try {
            while (!closing.await(term.toNanos() / RENEWALS_A_TERM, TimeUnit.NANOSECONDS) && !taken.get()) {
                renew();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void renew() {
        long began = System.nanoTime();
        try {
            if (store.head(Layout.lease(slug, number + 1)).isPresent() || !isOurs()) {
                taken.set(true);
                return;
            }
            say(false);
            renewed = began;
        } catch (StoreException e) {
            // The next renewal may get through; until then the lease runs out by itself.
            return;
        }
    }

    /** False when the pipeline was deleted meanwhile, with all that had been its leases. */
    private boolean isOurs() {
        return store.get(Layout.lease(slug, number))
                .flatMap(object -> CommitJson.readLease(object.body()))
                .filter(there -> there.holder().equals(record.holder()))
                .isPresent();
    }

    private void say(boolean released) {
        var beat = new LeaseRecord(record.holder(), record.job(), clock.instant(), released);
        store.put(Layout.leaseBeat(slug, number), CommitJson.write(beat), JSON);
    }

    /** Says that the run is done, so that the next one need not wait. A store that fails here only makes it wait. */
    @Override
    public void close() {
        stopRenewing();
        if (taken.get()) return;
        try {
            say(true);
        } catch (StoreException e) {
            // It lapses by itself.
            return;
        }
    }

    /**
     * Ends the lease and leaves nothing of it and those before it, for a pipeline that has gone; in place of {@link #close}.
     *
     * @throws StoreException when the store failed; the lease lapses by itself
     */
    public void remove() {
        stopRenewing();
        if (taken.get()) return;
        List<String> keys;
        try (var objects = store.list(Layout.leases(slug))) {
            keys = objects.map(ObjectInfo::key).toList();
        }
        boolean overtaken = keys.stream()
                .map(key -> Layout.leaseOf(slug, key))
                .anyMatch(found -> found.isPresent() && found.getAsLong() > number);
        if (!overtaken) store.deleteAll(keys);
    }

    private void stopRenewing() {
        closing.countDown();
        boolean interrupted = false;
        while (true) {
            try {
                renewals.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
