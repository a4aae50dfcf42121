package dev.karet.web.schedules;

import dev.karet.model.job.JobRecord;
import dev.karet.store.JobId;
import dev.karet.store.Slug;
import dev.karet.store.StoreException;
import dev.karet.web.jobs.JobRecords;
import dev.karet.web.jobs.RunOptions;
import dev.karet.web.jobs.RunQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the runs of schedules. Thread-safe; any number of services may do so on one bucket.
 *
 * <p>The record of a run for a due time has an id made of that time alone, and can be created once only: that is what makes one run of it. After a
 * time in which no service was up, and while a run waits for its turn, the last of the due times that went by gets a run, the others
 * none.
 */
public final class DueRuns {

    private static final Logger log = LoggerFactory.getLogger(DueRuns.class);

    /** The trigger of these runs. */
    public static final String SCHEDULE = "schedule";

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration FORGOTTEN = Duration.ofDays(31);

    private final Schedules schedules;
    private final RunQueue queue;
    private final JobRecords records;
    private final Clock clock;
    private final Executor background;
    private final Map<Slug, Instant> looks = new HashMap<>();
    private final Map<Slug, Instant> done = new HashMap<>();

    public DueRuns(Schedules schedules, RunQueue queue, JobRecords records, Clock clock, Executor background) {
        this.schedules = schedules;
        this.queue = queue;
        this.records = records;
        this.clock = clock;
        this.background = background;
    }

    /** Looks at a pipeline's schedule, which may have changed, and starts what is due. */
    public void refresh(Slug slug) {
        Schedule schedule = schedules.get(slug);
        Optional<CronTimes> times = schedule.times();
        if (times.isEmpty()) {
            forget(slug);
            return;
        }
        Instant now = clock.instant();
        Optional<Instant> due = times.get()
                .last(now)
                .filter(time -> time.isAfter(schedule.since()) && time.isAfter(now.minus(FORGOTTEN)))
                .filter(time -> !isDone(slug, time));
        if (due.isPresent() && !start(slug, due.get())) {
            plan(slug, now.plus(SOON));
            return;
        }
        due.ifPresent(time -> note(slug, time));
        times.get().next(now).ifPresentOrElse(next -> plan(slug, next), () -> forget(slug));
    }

    /** Gives a due time its run; false when that has to wait, because a run waits already. */
    private boolean start(Slug slug, Instant due) {
        JobId job = new JobId("job-%013d-sched0".formatted(due.toEpochMilli()));
        List<JobId> runs = records.newestFirst(slug);
        // The oldest record that is left may be younger: then the one of this time is gone by now, or a later run did
        // its work.
        if (runs.contains(job) || (!runs.isEmpty() && runs.getLast().compareTo(job) > 0)) return true;
        if (!schedules.mayRun(slug)) return true;
        if (queue.waiting(slug).isPresent()) return false;
        Instant now = clock.instant();
        JobRecord record = queue.add(slug, job, SCHEDULE, RunOptions.PLAIN, now, now);
        log.atInfo()
                .addKeyValue("pipeline", slug)
                .addKeyValue("job", record.id())
                .log("a scheduled run is due");
        return true;
    }

    /** Starts what is due now. To be called about once a second; does not block on the store unless the executor does. */
    public void tick() {
        for (Slug slug : due(clock.instant())) {
            try {
                background.execute(() -> look(slug));
            } catch (RejectedExecutionException e) {
                return;
            }
        }
    }

    private void look(Slug slug) {
        try {
            refresh(slug);
        } catch (StoreException e) {
            log.atWarn()
                    .addKeyValue("pipeline", slug)
                    .addKeyValue("cause", e.getMessage())
                    .log("a run that is due could not be started yet");
            plan(slug, clock.instant().plus(SOON));
        }
    }

    private synchronized List<Slug> due(Instant now) {
        List<Slug> due = looks.entrySet().stream()
                .filter(entry -> !entry.getValue().isAfter(now))
                .map(Map.Entry::getKey)
                .toList();
        due.forEach(looks::remove);
        return due;
    }

    private synchronized void plan(Slug slug, Instant at) {
        looks.put(slug, at);
    }

    private synchronized void forget(Slug slug) {
        looks.remove(slug);
        done.remove(slug);
    }

    private synchronized void note(Slug slug, Instant due) {
        done.put(slug, due);
    }

    private synchronized boolean isDone(Slug slug, Instant due) {
        return due.equals(done.get(slug));
    }
}
