package dev.karet.e2e.publish;

import dev.karet.engine.RunPlan;
import dev.karet.engine.duckdb.DuckDbEngine;
import dev.karet.model.job.JobRecord;
import dev.karet.store.JobId;
import dev.karet.worker.RunOrder;
import dev.karet.worker.RunPipeline;
import dev.karet.worker.StopSignal;
import dev.karet.worker.WorkDirectory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;

/**
 * A worker of its own over a pipeline's bucket, sharing nothing with other workers but that bucket. The only place in these tests that
 * puts a worker together.
 *
 * <p>It tells its progress so seldom that every call to the store belongs to the run itself. Thread-safe.
 */
final class TestWorker implements AutoCloseable {

    /** How long after a worker's death another may take its pipeline over, and more. */
    static final Duration UNTIL_TAKE_OVER = Duration.ofHours(2);

    private static final DuckDbEngine ENGINE = new DuckDbEngine();
    private static final Duration NEVER = Duration.ofDays(1);
    static final Duration LEASE = Duration.ofHours(1);

    private final PipelineFolder pipeline;
    private final Clock clock;
    private final WorkDirectory work;
    private final RunPipeline runs;
    private final Random random;

    /** @param seed told apart from other workers' when they work on one pipeline at once */
    TestWorker(PipelineFolder pipeline, Path temp, Clock clock, long seed) {
        this(pipeline, temp, clock, seed, LEASE);
    }

    /** @param lease how long a worker may be silent */
    TestWorker(PipelineFolder pipeline, Path temp, Clock clock, long seed, Duration lease) {
        this.pipeline = pipeline;
        this.clock = clock;
        this.random = new Random(seed);
        this.work = WorkDirectory.open(temp);
        RunPipeline.Habits habits = new RunPipeline.Habits(
                new RunPlan.Limits(1, 128L << 20), NEVER, lease, dev.karet.table.Sweep.Keep.DEFAULT);
        this.runs = new RunPipeline(pipeline.store(), ENGINE, work, habits, clock);
    }

    TestWorker(PipelineFolder pipeline, Path temp, TestClock clock) {
        this(pipeline, temp, clock, 7);
    }

    JobRecord run() {
        return run(false);
    }

    JobRecord run(boolean clean) {
        return runs.run(new RunOrder(pipeline.slug(), JobId.create(clock.instant(), random), clean), new StopSignal());
    }

    /** Starts a worker for one run; when it dies in it, only the bucket knows. */
    static JobRecord runOnce(PipelineFolder pipeline, Path temp, TestClock clock, boolean clean) {
        try (TestWorker worker = new TestWorker(pipeline, temp, clock)) {
            return worker.run(clean);
        }
    }

    @Override
    public void close() {
        work.close();
    }
}
