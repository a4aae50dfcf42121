package dev.karet.web.events;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.karet.model.job.JobRecord;
import dev.karet.store.JobId;
import dev.karet.store.Layout;
import dev.karet.store.Slug;
import dev.karet.web.jobs.JobRecords;
import dev.karet.web.jobs.PendingRuns;
import dev.karet.web.jobs.PendingRuns.Pending;
import dev.karet.web.jobs.RunOptions;
import dev.karet.web.jobs.RunQueue;
import dev.karet.web.schedules.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Turns events of source files into runs: one for many, five seconds after the last event and half a minute after the first at the latest. Thread-safe;
 * events of one pipeline may reach any number of services, in any order and more than once.
 *
 * <p>The first event takes the pipeline's place for a run that waits, and creates its record; the others find it there. An object is visible
 * before its event comes, and the place is given up before the run begins: so a run sees whatever found its place taken.
 */
public final class ObjectEvents {

    private static final Duration MARGIN = Duration.ofSeconds(2);
    private static final Duration KNOWN_FOR = Duration.ofSeconds(10);
    private static final int MOST_TRIES = 4;

    private final String bucket;
    private final RunQueue queue;
    private final JobRecords records;
    private final Schedules schedules;
    private final Clock clock;
    private final Cache<Slug, Known> known =
            Caffeine.newBuilder().maximumSize(10_000).build();

    /** @param bucket ours; events of others are none of our business */
    public ObjectEvents(String bucket, RunQueue queue, JobRecords records, Schedules schedules, Clock clock) {
        this.bucket = bucket;
        this.queue = queue;
        this.records = records;
        this.schedules = schedules;
        this.clock = clock;
    }

    /**
     * What is remembered of a pipeline for some seconds.
     *
     * @param wanted whether uploads start runs of it; remembered only when they do
     * @param waiting the run that its last event belonged to
     */
    private record Known(boolean wanted, Instant since, Optional<Waiting> waiting) {}

    private record Waiting(JobId job, Instant first) {}

    /**
     * Takes an event of an object that was made or removed.
     *
     * @param eventBucket where
     * @param key decoded
     * @return whether a run will see it; false when the object is no source file of a pipeline that uploads start
     * @throws dev.karet.store.StoreException when the event could not be noted, and should be told again
     */
    public boolean accept(String eventBucket, String key) {
        if (!eventBucket.equals(bucket)) return false;
        Optional<Slug> slug = Layout.pipelineOfSource(key);
        return slug.isPresent() && accept(slug.get());
    }

    private boolean accept(Slug slug) {
        Instant now = clock.instant();
        Known before = known(slug, now);
        if (!before.wanted()) return false;
        if (before.waiting().filter(run -> belongsTo(slug, run, now)).isPresent()) return true;
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Optional<Waiting> run = waiting(slug, now);
            if (run.isPresent()) {
                known.put(slug, new Known(true, before.since(), run));
                return true;
            }
        }
        // The place changes hands faster than it can be looked at: runs begin, and this event's object was there before
        // them.
        return true;
    }

    private Known known(Slug slug, Instant now) {
        Known found = known.getIfPresent(slug);
        if (found != null && now.isBefore(found.since().plus(KNOWN_FOR))) return found;
        boolean wanted = schedules.mayRun(slug) && schedules.get(slug).autoRun();
        Known fresh = new Known(wanted, now, Optional.empty());
        // What is not wanted may be in a moment: a pipeline that is being made has its files first.
        if (wanted) known.put(slug, fresh);
        return fresh;
    }

    /** Whether the bucket need not be asked: it was less than a second ago, and no service can have begun the run since. */
    private boolean belongsTo(Slug slug, Waiting run, Instant now) {
        return now.isBefore(run.first().plus(PendingRuns.AT_LATEST).minus(MARGIN))
                && queue.pending().touchAgain(slug, run.job(), now);
    }

    /** The waiting run that the event belongs to now; empty when another look is needed. */
    private Optional<Waiting> waiting(Slug slug, Instant now) {
        Optional<Pending> place = queue.pending().find(slug);
        if (place.isEmpty()) {
            JobId job = queue.newId();
            if (!queue.pending().take(slug, job, now)) return Optional.empty();
            queue.pending().touch(slug, job, now);
            queue.add(slug, job, RunQueue.WEBHOOK, RunOptions.PLAIN, now, now.plus(PendingRuns.QUIET));
            return Optional.of(new Waiting(job, now));
        }
        JobId job = place.get().job();
        Optional<JobRecord> record = records.read(slug, job);
        if (record.isEmpty()) {
            // Whoever took the place has not written the record yet, or died before it could.
            queue.pending().touch(slug, job, now);
            queue.add(slug, job, RunQueue.WEBHOOK, RunOptions.PLAIN, now, now.plus(PendingRuns.QUIET));
            return Optional.of(new Waiting(job, place.get().since()));
        }
        if (record.get().status() != JobRecord.Status.SCHEDULED) {
            queue.pending().free(slug, job);
            return Optional.empty();
        }
        if (now.isBefore(record.get().startedAt().plus(PendingRuns.AT_LATEST)))
            queue.pending().touch(slug, job, now);
        return Optional.of(new Waiting(job, record.get().startedAt()));
    }
}
