package dev.karet.store;

import dev.karet.model.commit.LeaseRecord;
import dev.karet.model.json.CommitJson;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Lets one run of a pipeline at a time work, over any number of machines, by objects alone. Thread-safe.
 *
 * <p>A lease is the right to the highest number: whoever creates the next one holds the pipeline, and has to say again and again that it
 * lives. The danger: clocks differ and processes are paused, so two may for a while believe that they hold it. A lease saves work; what
 * keeps the data right is that a commit's number can be created once only.
 */
public final class Leases {

    private static final String JSON = "application/json";

    private final ObjectStore store;
    private final Duration term;
    private final Clock clock;

    /** @param term how long a holder may be silent before its lease counts as lapsed */
    public Leases(ObjectStore store, Duration term, Clock clock) {
        this.store = store;
        this.term = term;
        this.clock = clock;
    }

    /** How an attempt ended. */
    public sealed interface Outcome {

        /**
         * The pipeline is ours.
         *
         * @param tookOver whether the one before never said that it was done
         */
        record Held(Lease lease, boolean tookOver) implements Outcome {}

        /** Another run is at work: the job it said it is for. */
        record Busy(String job) implements Outcome {}
    }

    /** Takes the lease for {@code job}, unless another run holds it. */
    public Outcome acquire(Slug slug, JobId job) {
        OptionalLong newest = newest(slug);
        boolean tookOver = false;
        if (newest.isPresent()) {
            Optional<LeaseRecord> held = read(slug, newest.getAsLong());
            if (held.filter(this::isAlive).isPresent()) {
                return new Outcome.Busy(held.get().job());
            }
            tookOver = held.filter(LeaseRecord::released).isEmpty();
        }
        long number = newest.orElse(0) + 1;
        var record = new LeaseRecord(UUID.randomUUID().toString(), job.value(), clock.instant(), false);
        return switch (store.createOnly(Layout.lease(slug, number), CommitJson.write(record), JSON)) {
            case PutResult.Stored _ -> new Outcome.Held(new Lease(store, slug, number, record, term, clock), tookOver);
            case PutResult.Lost _ ->
                new Outcome.Busy(read(slug, number).map(LeaseRecord::job).orElse("another run"));
        };
    }

    /** Whether some run holds the pipeline now, and which. */
    public Optional<String> holder(Slug slug) {
        OptionalLong newest = newest(slug);
        return newest.isEmpty()
                ? Optional.empty()
                : read(slug, newest.getAsLong()).filter(this::isAlive).map(LeaseRecord::job);
    }

    /** When the pipeline's last run took its lease, by the store's clock; empty before the first. */
    public Optional<Instant> lastTaken(Slug slug) {
        OptionalLong newest = newest(slug);
        return newest.isEmpty()
                ? Optional.empty()
                : store.head(Layout.lease(slug, newest.getAsLong())).map(ObjectInfo::lastModified);
    }

    private OptionalLong newest(Slug slug) {
        try (var keys = store.list(Layout.leases(slug))) {
            return keys.map(object -> Layout.leaseOf(slug, object.key()))
                    .flatMapToLong(OptionalLong::stream)
                    .max();
        }
    }

    private Optional<LeaseRecord> read(Slug slug, long number) {
        return store.get(Layout.leaseBeat(slug, number))
                .or(() -> store.get(Layout.lease(slug, number)))
                .map(StoredObject::body)
                .flatMap(CommitJson::readLease);
    }

    /** A time further ahead than a term is no clock's difference but nonsense, and must not block the pipeline for long. */
    private boolean isAlive(LeaseRecord lease) {
        Instant now = clock.instant();
        return !lease.released()
                && lease.renewedAt().isAfter(now.minus(term))
                && lease.renewedAt().isBefore(now.plus(term));
    }
}
