package dev.karet.engine.duckdb;

import java.nio.file.Path;
import java.util.List;

/**
 * The rows that one mapping made of one segment, as a Parquet file. Immutable.
 *
 * @param sorted whether its rows are ordered by partition first, since there are several; else they are in their source's order
 * @param slices the partitions in it, in no order; one, unless sorted
 */
record Run(Path path, boolean sorted, long rows, long bytes, List<Slice> slices) {

    /** The rows of one partition in a run. */
    record Slice(PartitionKey key, long rows) {}

    Run {
        slices = List.copyOf(slices);
    }
}
