package dev.karet.web.jobs;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.karet.model.commit.CommitRecord.Commit;
import dev.karet.model.job.JobRecord;
import dev.karet.store.JobId;
import dev.karet.store.Layout;
import dev.karet.store.Leases;
import dev.karet.store.ObjectStore;
import dev.karet.store.Slug;
import dev.karet.table.CommitUnreadable;
import dev.karet.table.Commits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the newest records of a pipeline against what is so: remembers scheduled runs that a service left behind, and ends the records of runs
 * whose worker is gone. Thread-safe; what several services do at the same time is the same.
 *
 * <p>Goes back until it has met some that ended. What has ended never changes again and is not read twice.
 */
public final class Reconciler {

    private static final Logger log = LoggerFactory.getLogger(Reconciler.class);
    private static final int ENOUGH_ENDED = 5;
    private static final int MOST = 50;
    private static final Duration CLOCKS_APART = Duration.ofMinutes(10);
    private static final String LOST = "The worker ended before the run did. Start it again.";

    private final RunQueue queue;
    private final Clock clock;
    private final Duration silence;
    private final JobRecords records;
    private final Claims claims;
    private final Leases leases;
    private final Commits commits;
    private final ObjectStore store;
    private final Cache<String, Boolean> ended =
            Caffeine.newBuilder().maximumSize(50_000).build();

    public Reconciler(ObjectStore store, RunQueue queue, Clock clock, RunQueue.Patience patience) {
        this.store = store;
        this.queue = queue;
        this.clock = clock;
        // A lease lapses after a term of silence; a worker that was only slow gets another.
        this.silence = patience.leaseTerm().multipliedBy(2);
        this.records = new JobRecords(store);
        this.claims = new Claims(store);
        this.leases = new Leases(store, silence, clock);
        this.commits = new Commits(store);
    }

    /** Sets a pipeline's newest records right. */
    public void reconcile(Slug slug) {
        int met = 0;
        for (JobId job : records.newestFirst(slug).stream().limit(MOST).toList()) {
            String key = Layout.job(slug, job);
            if (ended.getIfPresent(key) == null) {
                Optional<JobRecord> record = records.read(slug, job);
                if (record.isEmpty()) continue;
                switch (record.get().status()) {
                    case SCHEDULED -> queue.remember(slug, job, record.get());
                    case RUNNING -> endIfLost(slug, job, record.get());
                    case COMPLETED, FAILED -> ended.put(key, true);
                }
                if (!record.get().hasEnded()) continue;
            }
            if (++met == ENOUGH_ENDED) break;
        }
        claims.sweep(slug, clock.instant());
    }

    private void endIfLost(Slug slug, JobId job, JobRecord record) {
        Instant now = clock.instant();
        if (record.startedAt().plus(silence).isAfter(now)) return;
        if (leases.holder(slug).filter(job.value()::equals).isPresent()) return;
        // A run writes its end before it gives up its lease: one that still says "running" now will never say anything
        // else.
        if (records.read(slug, job)
                .filter(again -> again.status() == JobRecord.Status.RUNNING)
                .isEmpty()) return;
        Optional<Commit> published = madeBy(slug, record);
        records.put(
                slug,
                job,
                published.isPresent() ? record.published(published.get().at()) : record.failed(now, LOST));
        store.delete(Layout.cancel(slug, job));
        log.atInfo()
                .addKeyValue("job", job)
                .addKeyValue("published", published.isPresent())
                .log("ended the record of a run whose worker is gone");
    }

    private Optional<Commit> madeBy(Slug slug, JobRecord record) {
        try {
            return commits.madeBy(slug, record.id(), record.startedAt().minus(CLOCKS_APART));
        } catch (CommitUnreadable e) {
            return Optional.empty();
        }
    }
}
