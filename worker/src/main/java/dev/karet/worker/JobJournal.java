package dev.karet.worker;

import dev.karet.model.commit.CommitRecord.Commit;
import dev.karet.model.job.JobRecord;
import dev.karet.model.job.RunReport;
import dev.karet.model.json.JobJson;
import dev.karet.store.JobId;
import dev.karet.store.Layout;
import dev.karet.store.ObjectInfo;
import dev.karet.store.ObjectStore;
import dev.karet.store.Slug;
import dev.karet.store.StoreException;
import dev.karet.store.StoredObject;
import dev.karet.table.CommitUnreadable;
import dev.karet.table.Commits;
import dev.karet.worker.RunRefused.Reason;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a run's record in the bucket true from its beginning to its end. Thread-safe. */
final class JobJournal {

    private static final Logger log = LoggerFactory.getLogger(JobJournal.class);
    private static final String JSON = "application/json";
    private static final String ABANDONED = "The worker ended before the run did. Start it again.";
    private static final int MOST_ABANDONED = 50;
    private static final int ENOUGH_ENDED = 3;
    private static final Duration LONG_OVERDUE = Duration.ofHours(1);

    /** Stores refuse whoever's clock differs from theirs by more than a quarter of an hour, so no two workers' differ by more than this. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(30);

    private final ObjectStore store;
    private final Clock clock;
    private final Commits commits;

    JobJournal(ObjectStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.commits = new Commits(store);
    }

    /**
     * The record that whoever asked for the run wrote beforehand; empty when the run begins with the worker.
     *
     * @throws RunRefused when it is the record of a run that has ended, which stays as it is
     */
    Optional<JobRecord> scheduled(RunOrder order) {
        Optional<JobRecord> found = read(order.slug(), order.job());
        if (found.filter(job -> job.completedAt().isPresent() || hasEnded(job)).isPresent()) {
            throw new RunRefused(
                    Reason.ALREADY_EXISTS,
                    "%s has ended already. Leave job_id out, or give a new one.".formatted(order.job()),
                    List.of());
        }
        return found;
    }

    private static boolean hasEnded(JobRecord job) {
        return switch (job.status()) {
            case SCHEDULED, RUNNING -> false;
            case COMPLETED, FAILED -> true;
        };
    }

    private Optional<JobRecord> read(Slug slug, JobId job) {
        return store.get(Layout.job(slug, job)).map(StoredObject::body).flatMap(JobJson::read);
    }

    /** Says that the run is at work; what asked for it stays as it was scheduled. */
    JobRecord begin(RunOrder order, Optional<JobRecord> scheduled) {
        JobRecord job = scheduled
                .map(record -> record.taken(clock.instant()))
                .orElseGet(() -> JobRecord.running(
                        order.job().value(), order.slug().value(), JobRecord.MANUAL, clock.instant()));
        write(order, job);
        return job;
    }

    /**
     * Ends the records of this pipeline's earlier runs that say they are at work, because the worker that ran them is gone: the lease is ours. Goes
     * back until it has met some that ended, as each of those did the same when it began. A store that fails here does not fail the run. A record
     * that waits for its time belongs to whoever scheduled it, unless it is long overdue.
     *
     * <p>A run that had committed is told from its commit. Whoever took the pipeline over has to fence the run off before, so that it cannot commit
     * any more after it was said to have published nothing.
     */
    void endAbandoned(RunOrder order) {
        try {
            int ended = 0;
            for (JobId id : newestBefore(order)) {
                Optional<JobRecord> job = read(order.slug(), id);
                if (job.filter(JobJournal::hasEnded).isPresent() && ++ended == ENOUGH_ENDED) return;
                job.filter(this::isAbandoned).ifPresent(left -> write(order.slug(), id, ended(order.slug(), left)));
            }
        } catch (StoreException | CommitUnreadable e) {
            log.atWarn().addKeyValue("cause", e.getMessage()).log("abandoned runs could not be ended");
        }
    }

    private JobRecord ended(Slug slug, JobRecord left) {
        Optional<Commit> made = left.status() == JobRecord.Status.RUNNING
                ? commits.madeBy(slug, left.id(), left.startedAt().minus(CLOCKS_APART))
                : Optional.empty();
        return made.map(commit -> left.ended(commit.at(), Reports.of(commit, commits.before(slug, commit))))
                .orElseGet(() -> left.failed(clock.instant(), ABANDONED));
    }

    private List<JobId> newestBefore(RunOrder order) {
        try (var objects = store.list(Layout.jobs(order.slug()))) {
            return objects.map(ObjectInfo::key)
                    .flatMap(key -> Layout.jobOf(order.slug(), key).stream())
                    .filter(id -> id.compareTo(order.job()) < 0)
                    .sorted(Comparator.reverseOrder())
                    .limit(MOST_ABANDONED)
                    .toList();
        }
    }

    private boolean isAbandoned(JobRecord job) {
        return switch (job.status()) {
            case RUNNING -> true;
            case SCHEDULED ->
                job.nextRunAt().orElse(job.startedAt()).plus(LONG_OVERDUE).isBefore(clock.instant());
            case COMPLETED, FAILED -> false;
        };
    }

    /**
     * Says how the run ended.
     *
     * @throws StoreException when that could not be stored; a run that committed is told by the next one from its commit
     */
    JobRecord end(RunOrder order, JobRecord job, RunReport report) {
        JobRecord ended = job.ended(clock.instant(), report);
        try {
            write(order, ended);
        } catch (StoreException e) {
            throw e.saying("What the run made is published, but the store failed before its record was written. "
                    + "The next run completes the record; nothing is lost. " + e.getMessage());
        }
        return ended;
    }

    /** Says why the run failed. A store that cannot be reached now is only logged, so that the first fault stays the one that is told. */
    JobRecord fail(RunOrder order, JobRecord job, String error) {
        JobRecord failed = job.failed(clock.instant(), error);
        try {
            write(order, failed);
        } catch (StoreException e) {
            log.atWarn()
                    .addKeyValue("job", job.id())
                    .addKeyValue("cause", e.getMessage())
                    .log("the end of a run could not be recorded");
        }
        return failed;
    }

    private void write(RunOrder order, JobRecord job) {
        write(order.slug(), order.job(), job);
    }

    private void write(Slug slug, JobId id, JobRecord job) {
        store.put(Layout.job(slug, id), JobJson.write(job), JSON);
    }
}
