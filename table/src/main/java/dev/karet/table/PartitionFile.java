package dev.karet.table;

import java.nio.file.Path;

/**
 * One partition of a table, finished on local disk and not yet published. Immutable.
 *
 * @param relativePath below {@code clean/<table>/}, such as {@code year=2024/month=01/data.parquet}
 */
public record PartitionFile(String relativePath, Path path) {}
