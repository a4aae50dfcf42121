package dev.karet.engine.duckdb;

import java.util.List;

/**
 * Which partition of its table a row belongs to. Immutable.
 *
 * @param values one text for each level of folders, as DuckDB prints it; none for a table without partitions
 */
record PartitionKey(List<String> values) {

    static final PartitionKey WHOLE_TABLE = new PartitionKey(List.of());

    PartitionKey {
        values = List.copyOf(values);
    }
}
