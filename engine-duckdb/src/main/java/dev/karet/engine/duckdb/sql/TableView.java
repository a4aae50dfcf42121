package dev.karet.engine.duckdb.sql;

import dev.karet.engine.duckdb.HivePath;
import dev.karet.engine.query.TableFiles;
import dev.karet.engine.query.TableFiles.LocalFile;
import dev.karet.model.expr.DataType;
import dev.karet.model.pipeline.ColumnSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The statement that makes a table visible under its id.
 *
 * <p>The values of columns that stand in paths are told by each file's position, since a local copy may lie anywhere. DuckDB does not look at
 * local paths itself: the segments of a date partitioning would overlay columns.
 */
final class TableView {

    private TableView() {}

    static String statement(TableFiles table) {
        List<String> columns = new ArrayList<>();
        for (ColumnSchema column : table.columns()) columns.add(column(table, column));
        String from = table.files().isEmpty()
                ? " WHERE false"
                : " FROM read_parquet("
                        + list(table.files().stream()
                                .map(file -> file.file().toString())
                                .toList())
                        + ", hive_partitioning = false)";
        return "CREATE VIEW " + name(table.name()) + " AS SELECT " + String.join(", ", columns) + from;
    }

    private static String column(TableFiles table, ColumnSchema column) {
        String name = name(column.name());
        if (table.files().isEmpty()) return "CAST(NULL AS " + type(column.type()) + ") AS " + name;
        if (!table.pathColumns().contains(column.name())) return name;
        List<String> values =
                table.files().stream().map(file -> valueOf(column.name(), file)).toList();
        return "CAST(" + list(values) + " AS " + type(column.type()) + "[])[CAST(file_index AS BIGINT) + 1] AS " + name;
    }

    private static String valueOf(String column, LocalFile file) {
        return Arrays.stream(file.path().split("/", -1))
                .flatMap(segment -> HivePath.valueOf(column, segment).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the path " + file.path() + " has no value for the column " + column));
    }

    private static String type(DataType type) {
        return switch (type) {
            case DataType.Simple.TEXT -> "VARCHAR";
            case DataType.Simple.INT64 -> "BIGINT";
            case DataType.Simple.FLOAT64 -> "DOUBLE";
            case DataType.Simple.BOOL -> "BOOLEAN";
            case DataType.Simple.DATE -> "DATE";
            case DataType.Simple.TIMESTAMP -> "TIMESTAMP";
            case DataType.Decimal(var precision, var scale) -> "DECIMAL(" + precision + "," + scale + ")";
        };
    }

    /** A name in quotes. */
    static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A list of texts. */
    static String list(List<String> values) {
        return values.stream()
                .map(value -> "'" + value.replace("'", "''") + "'")
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
