package dev.karet.worker;

import dev.karet.engine.BuildResult;
import dev.karet.engine.Engine;
import dev.karet.engine.RunCancelled;
import dev.karet.engine.RunPlan;
import dev.karet.engine.TablePlan;
import dev.karet.model.job.JobRecord;
import dev.karet.model.job.RunReport;
import dev.karet.model.pipeline.PipelineConfig;
import dev.karet.store.DownloadBroken;
import dev.karet.store.Layout;
import dev.karet.store.Lease;
import dev.karet.store.Leases;
import dev.karet.store.ObjectStore;
import dev.karet.store.StoreException;
import dev.karet.table.CommitUnreadable;
import dev.karet.table.PublishedTables;
import dev.karet.table.PublishedTables.Examination;
import dev.karet.table.Sweep;
import dev.karet.table.TableDamaged;
import dev.karet.worker.PlannedBytes.SourceChanged;
import dev.karet.worker.Publication.Published;
import dev.karet.worker.RunRefused.Reason;
import dev.karet.worker.WorkDirectory.Staging;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs one pipeline from its configuration to its published tables: take the lease, examine what is published, plan, build, publish.
 *
 * <p>The job's record in the bucket says {@code running} from the first moment and how the run ended at the last, whatever happens in
 * between. A run can be stopped until it commits; from there on it goes to its end. Thread-safe; any number of workers may run the same
 * pipeline, of which one at a time gets through.
 */
public final class RunPipeline {

    private static final String INTERNAL = "The run failed inside the worker. Its log says why, under this job's id.";

    private final ObjectStore store;
    private final Engine engine;
    private final WorkDirectory work;
    private final Habits habits;
    private final PipelineLoader loader;
    private final Planner planner;
    private final Leases leases;
    private final PublishedTables tables;
    private final Publication publication;
    private final JobJournal journal;

    /**
     * How a worker goes about its runs.
     *
     * @param limits what one run may use
     * @param progressPeriod how often a run tells how far it is
     * @param leaseTerm how long a worker may be silent before another takes its run for dead
     * @param keep what the sweep after a run leaves
     */
    public record Habits(RunPlan.Limits limits, Duration progressPeriod, Duration leaseTerm, Sweep.Keep keep) {

        /** What suits people: a word a second, half a minute of patience. */
        public static Habits of(RunPlan.Limits limits) {
            return new Habits(limits, Duration.ofSeconds(1), Duration.ofSeconds(30), Sweep.Keep.DEFAULT);
        }
    }

    public RunPipeline(ObjectStore store, Engine engine, WorkDirectory work, Habits habits, Clock clock) {
        this.store = store;
        this.engine = engine;
        this.work = work;
        this.habits = habits;
        this.loader = new PipelineLoader(store);
        this.planner = new Planner(store);
        this.leases = new Leases(store, habits.leaseTerm(), clock);
        this.tables = new PublishedTables(store);
        this.publication =
                new Publication(store, Math.min(8, 2 * habits.limits().threads()), habits.keep(), clock);
        this.journal = new JobJournal(store, clock);
    }

    /**
     * Runs the pipeline and answers its ended record, whose report is present.
     *
     * @throws RunRefused when the configuration is missing or faulty, another run is at work, a source changed under the run, disk or memory
     *     ran out, the lease was lost, or somebody removed what was to be published
     * @throws RunStopped when {@code stop} came before the commit
     * @throws StoreException when the store failed; before the commit nothing is published, after it everything will be
     */
    public JobRecord run(RunOrder order, StopSignal stop) {
        Optional<JobRecord> scheduled = journal.scheduled(order);
        PipelineConfig config;
        try {
            config = loader.load(order.slug());
        } catch (RunRefused refused) {
            scheduled.ifPresent(job -> journal.fail(order, job, refused.sentence()));
            throw refused;
        }
        return switch (leases.acquire(order.slug(), order.job())) {
            case Leases.Outcome.Busy(var other) -> throw RunRefused.busy(order.slug(), other);
            case Leases.Outcome.Held(var lease, var tookOver) -> {
                try (lease) {
                    yield run(order, journal.begin(order, scheduled), config, stop, lease, tookOver);
                }
            }
        };
    }

    private JobRecord run(
            RunOrder order, JobRecord job, PipelineConfig config, StopSignal stop, Lease lease, boolean tookOver) {
        RunReport report;
        try {
            if (tookOver) publication.fence(order.slug(), order.job());
            journal.endAbandoned(order);
            report = report(order, config, stop, lease);
        } catch (RunCancelled e) {
            RunStopped stopped = new RunStopped(stop.wanted().orElse(StopSignal.Reason.CANCELLED));
            journal.fail(order, job, stopped.reason().sentence());
            throw stopped;
        } catch (RunRefused refused) {
            journal.fail(order, job, refused.sentence());
            throw refused;
        } catch (CommitUnreadable e) {
            RunRefused refused = new RunRefused(Reason.HISTORY_UNREADABLE, String.valueOf(e.getMessage()), e);
            journal.fail(order, job, refused.sentence());
            throw refused;
        } catch (TableDamaged e) {
            RunRefused refused = new RunRefused(Reason.TABLE_DAMAGED, String.valueOf(e.getMessage()), e);
            journal.fail(order, job, refused.sentence());
            throw refused;
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof SourceChanged changed) {
                RunRefused refused = sourceChanged(order, changed);
                journal.fail(order, job, refused.sentence());
                throw refused;
            }
            if (e.getCause() instanceof DownloadBroken broken) {
                String sentence = String.valueOf(broken.getMessage());
                journal.fail(order, job, sentence);
                throw new StoreException.StoreUnavailable(sentence, e);
            }
            throw broken(order, job, e);
        } catch (StoreException e) {
            journal.fail(order, job, String.valueOf(e.getMessage()));
            throw e;
        } catch (RuntimeException e) {
            throw broken(order, job, e);
        } catch (Error e) {
            journal.fail(order, job, INTERNAL);
            throw e;
        }
        return journal.end(order, job, report);
    }

    /** Records the end of a run that failed at something; what to throw says what the machine lacked, if that was it. */
    private RuntimeException broken(RunOrder order, JobRecord job, RuntimeException failure) {
        Optional<RunRefused> shortage = Shortage.behind(failure, work.parent());
        journal.fail(order, job, shortage.map(RunRefused::sentence).orElse(INTERNAL));
        return shortage.isPresent() ? shortage.get() : failure;
    }

    private RunReport report(RunOrder order, PipelineConfig config, StopSignal stop, Lease lease) {
        try (RunProgress progress = new RunProgress(store, order, stop, habits.progressPeriod());
                Staging staging = work.stage(order.job().value())) {
            Examination published = tables.examine(order.slug());
            List<PlannedTable> planned = planner.plan(order.slug(), config, published, order.clean());
            stopIfWanted(progress);
            BuildResult built = build(order, config, published, planned, staging, progress);
            stopIfWanted(progress);
            // Rejected rows first: a commit names them.
            List<Optional<String>> rejects = keepRejects(order, built);
            Published after =
                    publication.publish(order, config, published, planned, built, rejects, new Publication.Gate() {
                        @Override
                        public void pass() {
                            stopIfWanted(progress);
                            if (!lease.isHeld()) throw RunRefused.leaseLost(order.slug());
                        }

                        @Override
                        public void publishing(int files) {
                            progress.publishing(files);
                        }

                        @Override
                        public void published() {
                            progress.published();
                        }
                    });
            return Reports.of(order.slug(), planned, after.tables(), built, rejects, after.filesPublished());
        }
    }

    private static void stopIfWanted(RunProgress progress) {
        if (progress.stopWanted()) throw new RunCancelled();
    }

    private BuildResult build(
            RunOrder order,
            PipelineConfig config,
            Examination published,
            List<PlannedTable> planned,
            Staging staging,
            RunProgress progress) {
        boolean nothingToDo = planned.stream().allMatch(table -> table.plan() instanceof TablePlan.Keep);
        if (nothingToDo) return new BuildResult(List.of(), List.of());
        RunPlan plan = Planner.runPlan(config, planned, habits.limits());
        var bytes = new PlannedBytes(store, order.slug(), published.objects());
        return engine.build(plan, bytes, staging.path(), progress);
    }

    /** Stores the rejected rows; the key of each file's rows below the pipeline's folder, in the order of the files. */
    private List<Optional<String>> keepRejects(RunOrder order, BuildResult built) {
        List<Optional<String>> keys = new ArrayList<>();
        for (int i = 0; i < built.files().size(); i++) {
            String key = Layout.rejectsFile(order.slug(), order.job(), "%05d.jsonl".formatted(i));
            keys.add(built.files().get(i).rejects().map(path -> {
                store.putFile(key, path, "application/x-ndjson");
                return Reports.inPipeline(order.slug(), key);
            }));
        }
        return keys;
    }

    private static RunRefused sourceChanged(RunOrder order, SourceChanged changed) {
        return new RunRefused(
                Reason.SOURCE_CHANGED,
                "%s was replaced or removed while the run was reading it. Start the run again."
                        .formatted(Reports.inPipeline(order.slug(), String.valueOf(changed.getMessage()))),
                List.of());
    }
}
