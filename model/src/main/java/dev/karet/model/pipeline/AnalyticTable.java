package dev.karet.model.pipeline;

import java.util.List;
import java.util.Optional;

/**
 * A table that pipelines publish and dashboards read. Immutable.
 *
 * @param outputPrefix as older configs carry it; anything but {@code clean/<id>/} is an error
 * @param partitionKeys columns, in order, that name the partition and are left out of the file
 * @param dedupKeys the identity of a row; null equals null
 */
public record AnalyticTable(
        String id,
        String name,
        List<ColumnSchema> schema,
        Optional<String> outputPrefix,
        List<String> partitionKeys,
        List<String> dedupKeys,
        OtherFields other) {

    public AnalyticTable {
        schema = List.copyOf(schema);
        partitionKeys = List.copyOf(partitionKeys);
        dedupKeys = List.copyOf(dedupKeys);
    }
}
