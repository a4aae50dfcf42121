package dev.karet.engine.duckdb;

import dev.karet.engine.BuildResult;
import dev.karet.engine.Engine;
import dev.karet.engine.EngineFault;
import dev.karet.engine.RunPlan;
import dev.karet.engine.RunWatch;
import dev.karet.engine.SourceBytes;
import dev.karet.engine.csv.IntakeLimits;
import java.nio.file.Path;

/**
 * Builds tables with DuckDB in this process. Thread-safe; a build shares nothing with another but the machine.
 *
 * <p>Source files stream through the CSV intake into segments on local disk; each of the plan's threads maps segments with a database of its
 * own, and then makes partitions out of what was mapped. Everything that touches the disk lies below the build's staging folder.
 */
public final class DuckDbEngine implements Engine {

    private final IntakeLimits intake;

    /** @throws EngineFault when DuckDB cannot work on this machine */
    public DuckDbEngine() {
        this(IntakeLimits.DEFAULT);
    }

    /**
     * Loads DuckDB, so that a machine on which it cannot work is told of at the start and the first run does not wait for it.
     *
     * @param intake how large segments and records may be; the result does not depend on it, except for records over the limit
     * @throws EngineFault when DuckDB cannot work on this machine
     */
    public DuckDbEngine(IntakeLimits intake) {
        this.intake = intake;
        Database.load();
    }

    @Override
    public BuildResult build(RunPlan plan, SourceBytes sources, Path staging, RunWatch watch) {
        try (var build = new Build(plan, sources, staging, watch, intake)) {
            return build.run();
        }
    }

    @Override
    public void close() {}
}
