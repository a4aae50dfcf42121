package dev.karet.engine;

import dev.karet.model.pipeline.PipelineConfig;
import java.util.List;

/**
 * Everything a run needs to know before it reads a byte. Immutable.
 *
 * @param config checked and without a fault
 * @param sources every current source file: container by container in the config's order, within one by key in the order of UTF-8
 *     bytes; the ingest order of the engine follows from it and from the order of the mappings
 */
public record RunPlan(PipelineConfig config, List<SourceFile> sources, Limits limits) {

    public RunPlan {
        sources = List.copyOf(sources);
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
