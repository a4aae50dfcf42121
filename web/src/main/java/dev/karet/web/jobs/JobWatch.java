package dev.karet.web.jobs;

import dev.karet.model.job.JobRecord;
import dev.karet.model.job.Progress;
import dev.karet.model.json.ProgressJson;
import dev.karet.store.JobId;
import dev.karet.store.Layout;
import dev.karet.store.ObjectStore;
import dev.karet.store.Slug;
import dev.karet.store.StoreException;
import dev.karet.store.StoredObject;
import dev.karet.web.jobs.JobRefused.Reason;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows runs to those who listen: looks at each watched run once a tick, however many listen to it. Thread-safe. */
public final class JobWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(JobWatch.class);

    private final ObjectStore store;
    private final Clock clock;
    private final Executor background;
    private final int mostListeners;
    private final JobRecords records;
    private final Map<String, Watched> watched = new HashMap<>();
    private int listeners;
    private boolean closed;

    /** @param mostListeners over all runs */
    public JobWatch(ObjectStore store, Clock clock, Executor background, int mostListeners) {
        this.store = store;
        this.clock = clock;
        this.background = background;
        this.mostListeners = mostListeners;
        this.records = new JobRecords(store);
    }

    /** More listen than may. */
    public static final class TooManyListeners extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyListeners() {
            super(
                    "As many listen to runs as this service allows. Ask for the run's record from time to time instead.",
                    null,
                    false,
                    false);
        }
    }

    /** A run that somebody listens to. Guarded by itself. */
    private final class Watched {

        private final Slug slug;
        private final JobId job;
        private JobSight sight;
        private int listening;
        private boolean looking;

        Watched(Slug slug, JobId job, JobSight sight) {
            this.slug = slug;
            this.job = job;
            this.sight = sight;
        }

        void look() {
            try {
                Optional<JobRecord> record = records.read(slug, job);
                Optional<Progress> progress = farOf(slug, job);
                synchronized (this) {
                    if (record.isPresent()) sight = sight.then(record.get(), progress, clock.instant());
                    notifyAll();
                }
            } catch (StoreException e) {
                log.atDebug().addKeyValue("job", job).setCause(e).log("a watched run could not be looked at");
            } finally {
                synchronized (this) {
                    looking = false;
                }
            }
        }

        synchronized boolean mayLook() {
            if (looking || sight.job().hasEnded()) return false;
            looking = true;
            return true;
        }
    }

    /** One who listens, until closed. */
    public final class Listening implements AutoCloseable {

        private final Watched run;

        private Listening(Watched run) {
            this.run = run;
        }

        /**
         * The next sight of the run after the one with the number {@code seen}, as soon as there is one; empty when nothing has changed in {@code
         * patience}, or the watch is over.
         */
        public Optional<JobSight> next(long seen, Duration patience) throws InterruptedException {
            long deadline = System.nanoTime() + patience.toNanos();
            synchronized (run) {
                while (run.sight.version() <= seen && !isOver()) {
                    long left = (deadline - System.nanoTime()) / 1_000_000;
                    if (left <= 0) return Optional.empty();
                    run.wait(left);
                }
                return run.sight.version() > seen ? Optional.of(run.sight) : Optional.empty();
            }
        }

        /** Whether the service is going down. */
        public boolean isOver() {
            return closed();
        }

        @Override
        public void close() {
            leave(run);
        }
    }

    private Optional<Progress> farOf(Slug slug, JobId job) {
        return store.get(Layout.progress(slug, job)).map(StoredObject::body).flatMap(ProgressJson::read);
    }

    /**
     * Begins to listen to a run.
     *
     * @throws JobRefused when there is no such run
     * @throws TooManyListeners when as many listen as may
     */
    public Listening listen(Slug slug, JobId job) {
        JobRecord record = records.read(slug, job)
                .orElseThrow(() -> new JobRefused(
                        Reason.JOB_NOT_FOUND, "The pipeline \"%s\" has no run %s.".formatted(slug, job)));
        JobSight first = JobSight.first(record, farOf(slug, job), clock.instant());
        synchronized (this) {
            if (listeners >= mostListeners || closed) throw new TooManyListeners();
            listeners++;
            Watched run = watched.computeIfAbsent(Layout.job(slug, job), _ -> new Watched(slug, job, first));
            run.listening++;
            return new Listening(run);
        }
    }

    private synchronized void leave(Watched run) {
        listeners--;
        if (--run.listening == 0) watched.remove(Layout.job(run.slug, run.job));
    }

    private synchronized boolean closed() {
        return closed;
    }

    private synchronized List<Watched> all() {
        return List.copyOf(watched.values());
    }

    /** Looks at every watched run. To be called once a second; does not block on the store unless the executor does. */
    public void tick() {
        for (Watched run : all()) {
            if (!run.mayLook()) continue;
            try {
                background.execute(run::look);
            } catch (RejectedExecutionException e) {
                return;
            }
        }
    }

    /** Ends every listener's wait. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        for (Watched run : all()) {
            synchronized (run) {
                run.notifyAll();
            }
        }
    }
}
