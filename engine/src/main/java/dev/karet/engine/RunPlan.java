package dev.karet.engine;

import dev.karet.model.pipeline.AnalyticTable;
import dev.karet.model.pipeline.PipelineConfig;
import java.util.List;

/**
 * Everything a run needs to know before it reads a byte. Immutable.
 *
 * @param config checked and without a fault
 * @param tables what to do with each table of the config, in its order
 */
public record RunPlan(PipelineConfig config, List<TablePlan> tables, Limits limits) {

    public RunPlan {
        tables = List.copyOf(tables);
        List<String> planned = tables.stream().map(TablePlan::tableId).toList();
        List<String> wanted =
                config.analyticTables().stream().map(AnalyticTable::id).toList();
        if (!planned.equals(wanted)) {
            throw new IllegalArgumentException("a plan for " + planned + " does not fit the tables " + wanted);
        }
    }

    /**
     * What a run may use.
     *
     * @param threads how much may be computed at once
     * @param memoryBytes what the engine may hold outside the Java heap, all threads together
     */
    public record Limits(int threads, long memoryBytes) {
        public Limits {
            if (threads < 1 || memoryBytes < 64L << 20) {
                throw new IllegalArgumentException("a run needs a thread and 64 MiB: " + threads + ", " + memoryBytes);
            }
        }
    }
}
