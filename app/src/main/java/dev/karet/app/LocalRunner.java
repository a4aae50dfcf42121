package dev.karet.app;

import dev.karet.engine.Engine;
import dev.karet.engine.duckdb.DuckDbEngine;
import dev.karet.model.job.JobRecord;
import dev.karet.model.job.RunAnswer;
import dev.karet.store.ObjectStore;
import dev.karet.worker.RunObserver;
import dev.karet.worker.RunOrder;
import dev.karet.worker.Runs;
import dev.karet.worker.Runs.Admission;
import dev.karet.worker.StopSignal;
import dev.karet.worker.WorkDirectory;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Runs pipelines in this process. */
final class LocalRunner implements PipelineRunner {

    private final OpenStore store;
    private final Engine engine;
    private final WorkDirectory work;
    private final Runs runs;

    private LocalRunner(OpenStore store, Engine engine, WorkDirectory work, Runs runs) {
        this.store = store;
        this.engine = engine;
        this.work = work;
        this.runs = runs;
    }

    /** A runner on the store that the settings name, or on an embedded one that lives as long as the runner. */
    static LocalRunner open(AppSettings settings) {
        OpenStore store = OpenStore.open(settings, 0);
        try {
            WorkDirectory work = WorkDirectory.open(settings.worker().tempDirectory());
            Engine engine = new DuckDbEngine();
            Runs runs = new Runs(
                    RunningWorker.pipeline(settings.worker(), store.client(), engine, work), 1, RunObserver.NONE);
            return new LocalRunner(store, engine, work, runs);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    @Override
    public String place() {
        return "Running here, on the store at " + store.settings().place() + ".";
    }

    @Override
    public CompletableFuture<RunAnswer> start(RunOrder order) {
        return switch (runs.start(order, new StopSignal())) {
            case Admission.Admitted(var end) -> end.thenApply(LocalRunner::answer);
            case Admission.PipelineBusy _, Admission.WorkerFull _, Admission.WorkerStopping _ ->
                CompletableFuture.failedFuture(
                        new CommandFailed(ExitCode.BUSY, "A run of this process is still at work."));
        };
    }

    private static RunAnswer answer(JobRecord job) {
        return new RunAnswer(job.id(), job.status(), job.report().orElseThrow());
    }

    @Override
    public Optional<ObjectStore> store() {
        return Optional.of(store.client());
    }

    @Override
    public void close() {
        runs.close(java.time.Duration.ZERO);
        work.close();
        engine.close();
        store.close();
    }
}
