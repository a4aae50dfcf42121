package dev.karet.web.jobs;

import dev.karet.model.job.JobRecord;
import dev.karet.model.job.Progress;
import dev.karet.model.json.ProgressJson;
import dev.karet.store.JobId;
import dev.karet.store.Layout;
import dev.karet.store.ObjectStore;
import dev.karet.store.Slug;
import dev.karet.store.StoredObject;
import dev.karet.web.jobs.JobRefused.Reason;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Gatherers;

/** The runs of pipelines as people see them: start, list, show, cancel. Thread-safe. */
public final class Jobs {

    private static final int READ_AT_ONCE = 8;
    private static final int MOST_READ = 400;

    private final ObjectStore store;
    private final RunQueue queue;
    private final Clock clock;
    private final JobRecords records;

    public Jobs(ObjectStore store, RunQueue queue, Clock clock) {
        this.store = store;
        this.queue = queue;
        this.clock = clock;
        this.records = new JobRecords(store);
    }

    /**
     * Which runs to list.
     *
     * @param before only runs older than this one
     * @param most how many, at least 1
     */
    public record Filter(
            Optional<JobRecord.Status> status, Optional<String> trigger, Optional<JobId> before, int most) {

        private boolean admits(JobRecord job) {
            return status.filter(wanted -> wanted != job.status()).isEmpty()
                    && trigger.filter(wanted -> !wanted.equals(job.trigger())).isEmpty();
        }
    }

    /**
     * Some runs, newest first.
     *
     * @param next where the next page begins; absent at the end. A filter that admits few may leave a page short of its number, even empty, before that
     */
    public record Page(List<JobRecord> jobs, Optional<JobId> next) {
        public Page {
            jobs = List.copyOf(jobs);
        }
    }

    /**
     * Starts a run. While another is at work it waits for that one's end, and is the only one to wait: a second wish for the same is answered with
     * the run that waits already.
     *
     * @throws JobRefused when there is no such pipeline, or a run with other options waits already
     */
    public JobRecord start(Slug slug, String trigger, RunOptions options) {
        requirePipeline(slug);
        if (store.head(Layout.change(slug)).isPresent()) {
            throw new JobRefused(
                    Reason.PIPELINE_CHANGING,
                    "The pipeline \"%s\" is being renamed or deleted. Ask again in a while.".formatted(slug));
        }
        JobId job = queue.newId();
        Instant now = clock.instant();
        if (queue.atWork(slug).isPresent()) {
            Optional<JobRecord> waiting = queue.waiting(slug);
            // Somebody else may take the place between the look and the grasp.
            if (waiting.isEmpty() && !queue.pending().take(slug, job, now)) waiting = queue.waiting(slug);
            if (waiting.isPresent()) return joined(waiting.get(), options);
        }
        return queue.add(slug, job, trigger, options, now, now);
    }

    /** The run that waits for its turn, or for uploads to end; empty when none does. */
    public Optional<JobRecord> waiting(Slug slug) {
        return queue.waiting(slug);
    }

    private static JobRecord joined(JobRecord waiting, RunOptions options) {
        if (RunOptions.of(waiting).equals(options)) return waiting;
        throw new JobRefused(
                Reason.RUN_QUEUED,
                "%s waits for its turn already, with other options. Cancel it, or start this run when it has begun."
                        .formatted(waiting.id()));
    }

    /** Starts a run with the options of an earlier one. */
    public JobRecord again(Slug slug, JobId job) {
        return start(slug, JobRecord.MANUAL, RunOptions.of(show(slug, job)));
    }

    /** The record of a run. */
    public JobRecord show(Slug slug, JobId job) {
        return records.read(slug, job)
                .orElseThrow(() -> new JobRefused(
                        Reason.JOB_NOT_FOUND, "The pipeline \"%s\" has no run %s.".formatted(slug, job)));
    }

    /** How far a run is; empty when it is not at work, or has not said so yet. */
    public Optional<Progress> progress(Slug slug, JobId job) {
        return store.get(Layout.progress(slug, job)).map(StoredObject::body).flatMap(ProgressJson::read);
    }

    /** Lists runs, newest first; reads the records of the page and of what the filter leaves out, 400 at most. */
    public Page list(Slug slug, Filter filter) {
        requirePipeline(slug);
        List<JobId> ids = records.newestFirst(slug).stream()
                .filter(id -> filter.before()
                        .filter(before -> id.compareTo(before) >= 0)
                        .isEmpty())
                .toList();
        List<JobRecord> page = new ArrayList<>();
        int seen = 0;
        while (seen < ids.size() && seen < MOST_READ && page.size() < filter.most()) {
            int most = Math.min(MOST_READ - seen, Math.max(READ_AT_ONCE, filter.most() - page.size()));
            List<JobId> batch = ids.subList(seen, Math.min(ids.size(), seen + most));
            List<Optional<JobRecord>> read = batch.stream()
                    .gather(Gatherers.mapConcurrent(
                            READ_AT_ONCE, id -> records.read(slug, id).map(Jobs::brief)))
                    .toList();
            for (Optional<JobRecord> record : read) {
                if (page.size() == filter.most()) break;
                seen++;
                record.filter(filter::admits).ifPresent(page::add);
            }
        }
        return new Page(page, seen < ids.size() ? Optional.of(ids.get(seen - 1)) : Optional.empty());
    }

    /** The record without its lists, which may be long. */
    private static JobRecord brief(JobRecord job) {
        return new JobRecord(
                job.id(),
                job.pipeline(),
                job.status(),
                job.trigger(),
                job.startedAt(),
                job.completedAt(),
                job.nextRunAt(),
                job.error(),
                job.report()
                        .map(report -> new dev.karet.model.job.RunReport(
                                report.partitionsWritten(),
                                report.filesProcessed(),
                                report.rows(),
                                List.of(),
                                List.of(),
                                List.of())),
                job.other());
    }

    /**
     * Stops a run: one that waits ends at once, one at work within a second or two, unless it has begun to publish.
     *
     * @throws JobRefused when there is no such run, or it has ended
     */
    public JobRecord cancel(Slug slug, JobId job) {
        JobRecord record = show(slug, job);
        if (record.hasEnded()) {
            throw new JobRefused(Reason.JOB_ENDED, "%s has ended already and cannot be cancelled.".formatted(job));
        }
        // The wish first: a run that a worker takes on just now sees it there.
        String wish = Layout.cancel(slug, job);
        store.put(wish, new byte[0], "text/plain");
        JobRecord after = switch (record.status()) {
            case SCHEDULED -> queue.cancel(slug, job, record);
            case RUNNING, COMPLETED, FAILED -> show(slug, job);
        };
        if (after.hasEnded() && record.status() == JobRecord.Status.RUNNING) store.delete(wish);
        return after;
    }

    private void requirePipeline(Slug slug) {
        if (store.head(Layout.pipelineConfig(slug)).isEmpty()) {
            throw new JobRefused(Reason.PIPELINE_CONFIG_NOT_FOUND, "There is no pipeline \"%s\".".formatted(slug));
        }
    }
}
