package dev.karet.model.pipeline;

import dev.karet.model.Quoted;
import dev.karet.model.expr.ColumnScope;
import dev.karet.model.expr.DataType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The parts of a pipeline by id, and each table's mappings and columns by name. Where an id stands twice, the first has it. */
final class PipelineIndex {

    private final Map<String, SourceContainer> sources = new LinkedHashMap<>();
    private final Map<String, AnalyticTable> tables = new LinkedHashMap<>();
    private final Map<String, List<Mapping>> mappingsByTable = new HashMap<>();
    private final Map<String, Map<String, ColumnSchema>> columnsByTable = new HashMap<>();
    private final Map<String, List<String>> requiredByTable = new HashMap<>();
    private final Map<String, ColumnScope> scopeBySource = new HashMap<>();
    private final LookupIndex lookups;

    PipelineIndex(PipelineConfig config) {
        config.sourceContainers().forEach(source -> sources.putIfAbsent(source.id(), source));
        config.analyticTables().forEach(table -> tables.putIfAbsent(table.id(), table));
        tables.values().forEach(table -> columnsByTable.put(table.id(), byName(table.schema())));
        sources.values().forEach(source -> scopeBySource.put(source.id(), scope(source)));
        for (Mapping mapping : config.mappings()) {
            mappingsByTable
                    .computeIfAbsent(mapping.analyticTableId(), _ -> new ArrayList<>())
                    .add(mapping);
        }
        lookups = new LookupIndex(config.lookupMappings());
    }

    Map<String, SourceContainer> sources() {
        return sources;
    }

    Map<String, AnalyticTable> tables() {
        return tables;
    }

    LookupIndex lookups() {
        return lookups;
    }

    /** The columns that the expressions of {@code mapping} may name; empty when its source is not known. */
    Optional<ColumnScope> scope(Mapping mapping) {
        return Optional.ofNullable(scopeBySource.get(mapping.sourceContainerId()));
    }

    Optional<AnalyticTable> table(Mapping mapping) {
        return Optional.ofNullable(tables.get(mapping.analyticTableId()));
    }

    /** In the order of the config. */
    List<Mapping> mappings(AnalyticTable table) {
        return mappingsByTable.getOrDefault(table.id(), List.of());
    }

    Map<String, ColumnSchema> columns(AnalyticTable table) {
        return columnsByTable.getOrDefault(table.id(), Map.of());
    }

    /** The columns of {@code table} in which every row needs a value. */
    List<String> required(AnalyticTable table) {
        return requiredByTable.computeIfAbsent(table.id(), _ -> requiredOf(table));
    }

    private static List<String> requiredOf(AnalyticTable table) {
        Set<String> keys = new HashSet<>(table.partitionKeys());
        return table.schema().stream()
                .filter(column -> !column.nullable() || column.assertions().notNull() || keys.contains(column.name()))
                .map(ColumnSchema::name)
                .toList();
    }

    private static ColumnScope scope(SourceContainer source) {
        Map<String, DataType> types = new LinkedHashMap<>();
        source.schema().forEach(column -> types.putIfAbsent(column.name(), column.type()));
        return new ColumnScope("source " + Quoted.text(source.id()), types);
    }

    private static Map<String, ColumnSchema> byName(List<ColumnSchema> schema) {
        Map<String, ColumnSchema> columns = new LinkedHashMap<>();
        schema.forEach(column -> columns.putIfAbsent(column.name(), column));
        return columns;
    }
}
