package dev.karet.worker;

import dev.karet.engine.BuildResult;
import dev.karet.engine.BuildResult.BuiltTable;
import dev.karet.engine.Engine;
import dev.karet.engine.RunCancelled;
import dev.karet.engine.RunPlan;
import dev.karet.model.job.JobRecord;
import dev.karet.model.job.RunReport;
import dev.karet.model.pipeline.AnalyticTable;
import dev.karet.model.pipeline.PipelineConfig;
import dev.karet.store.DownloadBroken;
import dev.karet.store.Layout;
import dev.karet.store.ObjectStore;
import dev.karet.store.StoreException;
import dev.karet.table.PartitionFile;
import dev.karet.table.Publisher;
import dev.karet.worker.PlannedBytes.SourceChanged;
import dev.karet.worker.WorkDirectory.Staging;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Runs one pipeline from its configuration to its published tables: plan, stage, publish.
 *
 * <p>The job's record in the bucket says {@code running} from the first moment and how the run ended at the last, whatever happens in
 * between. A run can be stopped until it begins to publish; from there on it goes to its end. Thread-safe; that no two runs of one
 * pipeline meet is up to the caller ({@link Runs}).
 */
public final class RunPipeline {

    private static final String INTERNAL = "The run failed inside the worker. Its log says why, under this job's id.";

    private final ObjectStore store;
    private final Engine engine;
    private final WorkDirectory work;
    private final PipelineLoader loader;
    private final Planner planner;
    private final Publisher publisher;
    private final JobJournal journal;
    private final Duration progressPeriod;

    public RunPipeline(
            ObjectStore store,
            Engine engine,
            WorkDirectory work,
            RunPlan.Limits limits,
            Clock clock,
            Duration progressPeriod) {
        this.store = store;
        this.engine = engine;
        this.work = work;
        this.loader = new PipelineLoader(store);
        this.planner = new Planner(store, limits);
        this.publisher = new Publisher(store, Math.min(8, 2 * limits.threads()));
        this.journal = new JobJournal(store, clock);
        this.progressPeriod = progressPeriod;
    }

    /**
     * Runs the pipeline and answers its ended record, whose report is present.
     *
     * @throws RunRefused when the configuration is missing or faulty, a source changed under the run, or disk or memory ran out
     * @throws RunStopped when {@code stop} came before publishing
     * @throws StoreException when the store failed; tables may then be published in part
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
        JobRecord job = journal.begin(order, scheduled);
        journal.endAbandoned(order);
        try {
            return journal.end(order, job, report(order, config, stop));
        } catch (RunCancelled e) {
            RunStopped stopped = new RunStopped(stop.wanted().orElse(StopSignal.Reason.CANCELLED));
            journal.fail(order, job, stopped.reason().sentence());
            throw stopped;
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
    }

    /** Records the end of a run that failed at something; what to throw says what the machine lacked, if that was it. */
    private RuntimeException broken(RunOrder order, JobRecord job, RuntimeException failure) {
        Optional<RunRefused> shortage = Shortage.behind(failure, work.parent());
        journal.fail(order, job, shortage.map(RunRefused::sentence).orElse(INTERNAL));
        return shortage.isPresent() ? shortage.get() : failure;
    }

    private RunReport report(RunOrder order, PipelineConfig config, StopSignal stop) {
        try (RunProgress progress = new RunProgress(store, order, stop, progressPeriod);
                Staging staging = work.stage(order.job().value())) {
            RunPlan plan = planner.plan(order.slug(), config);
            if (progress.stopWanted()) {
                throw new RunCancelled();
            }
            BuildResult built = engine.build(plan, new PlannedBytes(store), staging.path(), progress);
            if (progress.stopWanted()) {
                throw new RunCancelled();
            }
            // Rejected rows first: a row that left a table must not be lost with a worker that dies while it publishes.
            List<Optional<String>> rejects = keepRejects(order, built);
            publish(order, built, progress);
            RunReport report = Reports.of(order, plan, built, rejects);
            if (report.failure().isEmpty()) {
                publisher.removeOthers(
                        order.slug(),
                        config.analyticTables().stream().map(AnalyticTable::id).collect(Collectors.toSet()));
            }
            return report;
        }
    }

    private void publish(RunOrder order, BuildResult built, RunProgress progress) {
        List<BuiltTable.Ready> ready = Reports.ready(built);
        progress.publishing(
                ready.stream().mapToInt(table -> table.files().size()).sum());
        for (BuiltTable.Ready table : ready) {
            List<PartitionFile> files = table.files().stream()
                    .map(file -> new PartitionFile(file.relativePath(), file.path()))
                    .toList();
            publisher.publish(order.slug(), table.tableId(), files, progress::published);
        }
    }

    /** Stores the rejected rows; the key of each file's rows, in the order of the files. */
    private List<Optional<String>> keepRejects(RunOrder order, BuildResult built) {
        List<Optional<String>> keys = new ArrayList<>();
        for (int i = 0; i < built.files().size(); i++) {
            String key = Layout.rejectsFile(order.slug(), order.job(), "%05d.jsonl".formatted(i));
            keys.add(built.files().get(i).rejects().map(path -> {
                store.putFile(key, path, "application/x-ndjson");
                return key;
            }));
        }
        return keys;
    }

    private static RunRefused sourceChanged(RunOrder order, SourceChanged changed) {
        return new RunRefused(
                RunRefused.Reason.SOURCE_CHANGED,
                "%s was replaced or removed while the run was reading it. Start the run again."
                        .formatted(Reports.inPipeline(order.slug(), String.valueOf(changed.getMessage()))),
                List.of());
    }
}
