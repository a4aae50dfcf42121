package dev.karet.engine;

import java.nio.file.Path;

/** Computes the tables of a run. Implementations pass one conformance suite, so that a config means the same on each. Thread-safe. */
public interface Engine extends AutoCloseable {

    /**
     * Builds every table of {@code plan} that is not kept into files below {@code staging}, which exists, is empty and is the caller's to remove.
     *
     * <p>A bad row, a bad file and a failed table are part of the result. Memory is bounded by the plan's limits, not by the data; disk use by the size
     * of the largest staged tables plus a few segments of source and a few earlier data files.
     *
     * @throws RunCancelled soon (within a second or so) after {@code watch} wants to stop, if only just before the end
     * @throws java.io.UncheckedIOException when a source or an earlier data file could not be read to its end, or the disk is full
     * @throws EngineFault when the engine failed at something that is not the data's fault, such as an earlier data file that is not what the plan says
     */
    BuildResult build(RunPlan plan, SourceBytes sources, Path staging, RunWatch watch);

    @Override
    void close();
}
