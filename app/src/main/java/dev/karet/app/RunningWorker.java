package dev.karet.app;

import dev.karet.engine.Engine;
import dev.karet.engine.duckdb.DuckDbEngine;
import dev.karet.store.ObjectStore;
import dev.karet.worker.RunPipeline;
import dev.karet.worker.Runs;
import dev.karet.worker.WorkDirectory;
import dev.karet.worker.WorkerSettings;
import dev.karet.worker.http.WorkerMetrics;
import dev.karet.worker.http.WorkerServer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/** A worker put together and listening. Thread-safe. */
public final class RunningWorker implements AutoCloseable {

    /** How long runs may go on after the worker was told to stop. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Engine engine;
    private final WorkDirectory work;
    private final WorkerMetrics metrics;
    private final WorkerServer server;

    private RunningWorker(Engine engine, WorkDirectory work, WorkerMetrics metrics, WorkerServer server) {
        this.engine = engine;
        this.work = work;
        this.metrics = metrics;
        this.server = server;
    }

    /** Starts a worker on {@code store}, which stays the caller's. */
    public static RunningWorker start(WorkerSettings settings, ObjectStore store) {
        WorkDirectory work = WorkDirectory.open(settings.tempDirectory());
        Engine engine = new DuckDbEngine();
        WorkerMetrics metrics = new WorkerMetrics();
        try {
            Runs runs = new Runs(pipeline(settings, store, engine, work), settings.maxRuns(), metrics);
            WorkerServer server = WorkerServer.start(settings, runs, metrics, Clock.systemUTC(), PATIENCE);
            return new RunningWorker(engine, work, metrics, server);
        } catch (RuntimeException e) {
            metrics.close();
            work.close();
            engine.close();
            throw e;
        }
    }

    /** What runs a pipeline, with or without a worker around it. */
    static RunPipeline pipeline(WorkerSettings settings, ObjectStore store, Engine engine, WorkDirectory work) {
        return new RunPipeline(store, engine, work, settings.habits(), Clock.systemUTC());
    }

    public URI address() {
        return server.address();
    }

    @Override
    public void close() {
        server.close();
        metrics.close();
        work.close();
        engine.close();
    }
}
