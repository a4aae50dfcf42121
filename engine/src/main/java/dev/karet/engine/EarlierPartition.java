package dev.karet.engine;

import java.util.List;

/**
 * A published data file of a table that is being updated. Immutable.
 *
 * @param relativePath below {@code clean/<table>/}, such as {@code year=2024/month=01/data.parquet}
 * @param bytes its size
 * @param rows how many it has; the sum of those of its slices
 * @param slices whose rows it holds, in the file's order, which is ingest order
 */
public record EarlierPartition(String relativePath, long bytes, long rows, List<EarlierSlice> slices) {
    public EarlierPartition {
        slices = List.copyOf(slices);
        long sliced = slices.stream().mapToLong(EarlierSlice::rows).sum();
        if (sliced != rows) {
            throw new IllegalArgumentException(relativePath + " has " + rows + " rows, and its slices " + sliced);
        }
    }
}
