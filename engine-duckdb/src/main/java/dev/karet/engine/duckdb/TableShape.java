package dev.karet.engine.duckdb;

import dev.karet.engine.duckdb.PartitionScheme.ByDate;
import dev.karet.engine.duckdb.PartitionScheme.ByKeys;
import dev.karet.engine.duckdb.PartitionScheme.Whole;
import dev.karet.model.pipeline.AnalyticTable;
import dev.karet.model.pipeline.ColumnSchema;
import dev.karet.model.pipeline.Mapping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the files of a table look like, on their way and when finished. Immutable.
 *
 * <p>A run holds the table's columns that stay in the files, then the columns that only name folders, then {@link #RECORD} if the run is
 * sorted and the table deduplicates. Runs are read with their columns renamed by position, so a table's own names never meet SQL's.
 *
 * @param columns in the table's order
 */
record TableShape(AnalyticTable table, List<Column> columns, PartitionScheme scheme) {

    /** The column of a sorted run that keeps the order of its source. */
    static final String RECORD = "rec";

    /**
     * A column of the table.
     *
     * @param sql what runs call it: {@code c0} or, for one that names folders, {@code p0}
     */
    record Column(String sql, ColumnSchema schema, boolean inFile) {}

    TableShape {
        columns = List.copyOf(columns);
    }

    /** @param mapping any of {@code table}'s: they agree on partitioning */
    static TableShape of(AnalyticTable table, Mapping mapping) {
        var columns = new ArrayList<Column>();
        var keys = new ByKeys.Key[table.partitionKeys().size()];
        for (int i = 0; i < table.schema().size(); i++) {
            ColumnSchema schema = table.schema().get(i);
            int key = table.partitionKeys().indexOf(schema.name());
            if (key < 0) {
                columns.add(new Column("c" + i, schema, true));
            } else {
                columns.add(new Column("p" + key, schema, false));
                keys[key] = new ByKeys.Key("p" + key, schema.name(), schema.type());
            }
        }
        return new TableShape(table, columns, scheme(columns, List.of(keys), mapping));
    }

    private static PartitionScheme scheme(List<Column> columns, List<ByKeys.Key> keys, Mapping mapping) {
        if (!keys.isEmpty()) return new ByKeys(keys);
        return mapping.partitionBy()
                .<PartitionScheme>map(
                        by -> new ByDate(column(columns, by.column()).sql(), by.granularity()))
                .orElseGet(Whole::new);
    }

    private static Column column(List<Column> columns, String name) {
        return columns.stream()
                .filter(column -> column.schema().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no column " + name));
    }

    boolean deduplicates() {
        return !table.dedupKeys().isEmpty();
    }

    List<Column> fileColumns() {
        return columns.stream().filter(Column::inFile).toList();
    }

    /** What the table calls the column that runs call {@code sql}. */
    String nameOf(String sql) {
        return columns.stream()
                .filter(column -> column.sql().equals(sql))
                .map(column -> column.schema().name())
                .findFirst()
                .orElseThrow();
    }

    /** What the dedup keys are called in runs. */
    List<String> dedupColumns() {
        return table.dedupKeys().stream()
                .map(name -> column(columns, name).sql())
                .toList();
    }

    /** The type of the column that runs call {@code sql}, as SQL spells it. */
    String typeOf(String sql) {
        return columns.stream()
                .filter(column -> column.sql().equals(sql))
                .map(column -> DuckDbLiterals.type(column.schema().type()))
                .findFirst()
                .orElseThrow();
    }

    /** What SQL calls the table's columns in runs: those of the files, then those that name folders. */
    List<String> runColumns() {
        return Stream.concat(fileColumns().stream().map(Column::sql), folderColumns().stream())
                .toList();
    }

    /** The columns of a finished file, named as the table names them. */
    String finished() {
        return String.join(
                ", ",
                fileColumns().stream()
                        .map(column ->
                                column.sql() + " AS " + Sql.name(column.schema().name()))
                        .toList());
    }

    /** The columns of a run. */
    String written(boolean sorted) {
        var all = Stream.concat(Stream.of(finished()), folderColumns().stream());
        return String.join(", ", (hasRecord(sorted) ? Stream.concat(all, Stream.of(RECORD)) : all).toList());
    }

    /** A relation of the rows of {@code runs}, in order, with columns called as SQL calls them. */
    String relation(List<Run> runs) {
        boolean record = runs.stream().anyMatch(run -> hasRecord(run.sorted()));
        var names = new ArrayList<>(runColumns());
        if (record) names.add(RECORD);
        return "read_parquet(" + Sql.files(runs.stream().map(Run::path).toList()) + ", hive_partitioning = false"
                + (record ? ", union_by_name = true" : "") + ") AS t(" + String.join(", ", names) + ")";
    }

    /** A relation of the rows of finished files, with columns called as SQL calls them. */
    String finishedRelation(List<Path> files) {
        return "read_parquet(" + Sql.files(files) + ", hive_partitioning = false) AS t("
                + String.join(", ", fileColumns().stream().map(Column::sql).toList()) + ")";
    }

    /** Over {@link #relation}: where a row stands among those of its run's source. */
    String recordOf(List<Run> runs) {
        return runs.stream().anyMatch(run -> hasRecord(run.sorted()))
                ? "coalesce(" + RECORD + ", file_row_number)"
                : "file_row_number";
    }

    private boolean hasRecord(boolean sorted) {
        return sorted && deduplicates();
    }

    private List<String> folderColumns() {
        return IntStream.range(0, table.partitionKeys().size())
                .mapToObj(i -> "p" + i)
                .toList();
    }
}
