package dev.karet.engine.duckdb.query;

import dev.karet.engine.duckdb.DuckDbLiterals;
import dev.karet.engine.duckdb.HivePath;
import dev.karet.engine.duckdb.Sql;
import dev.karet.engine.query.TableFiles;
import dev.karet.engine.query.TableFiles.LocalFile;
import dev.karet.model.expr.DataType;
import dev.karet.model.pipeline.ColumnSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table in SQL. Immutable.
 *
 * <p>Columns are renamed by position, so that the table's own names never meet SQL's: {@code c0} and on in the files, {@code p0} and on in
 * their paths. What stands in paths comes from lists of constants, because Hive's own rules would let a segment hide a column of the files and
 * would guess types.
 */
final class TableSql {

    /** Which of {@link TableFiles#files} a row is from. */
    static final String FILE = "file_number";

    /** Where in its file a row is. */
    static final String ROW = "row_number";

    private final TableFiles table;
    private final List<String> fileColumns;
    private final Map<String, Column> columns = new LinkedHashMap<>();

    /** @param inPath whether it stands in the files' paths */
    record Column(String sql, DataType type, boolean inPath) {}

    /**
     * @param fileColumns the names that the files have, in their order
     * @throws IllegalArgumentException when a column of the table is neither there nor in the paths
     */
    TableSql(TableFiles table, List<String> fileColumns) {
        this.table = table;
        this.fileColumns = List.copyOf(fileColumns);
        for (ColumnSchema column : table.columns()) {
            int inPath = table.pathColumns().indexOf(column.name());
            int inFile = fileColumns.indexOf(column.name());
            if (inPath < 0 && inFile < 0) {
                throw new IllegalArgumentException("the files of " + table.name() + " have no column " + column.name());
            }
            String sql = inPath >= 0 ? "p" + inPath : "c" + inFile;
            columns.put(column.name(), new Column(sql, column.type(), inPath >= 0));
        }
    }

    TableFiles table() {
        return table;
    }

    Column column(String name) {
        Column column = columns.get(name);
        if (column == null) throw new IllegalArgumentException("no column " + name + " in " + table.name());
        return column;
    }

    /** A relation of the rows of some files, given by their places. */
    String rows(List<Integer> files) {
        if (files.isEmpty()) throw new IllegalArgumentException("no file to read");
        List<String> outputs = new ArrayList<>();
        for (Column column : columns.values()) {
            outputs.add(column.inPath() ? picked(values(column, files)) + " AS " + column.sql() : column.sql());
        }
        outputs.add((isRun(files) ? "CAST(file_index AS BIGINT) + " + files.getFirst() : picked(list(files))) + " AS "
                + FILE);
        outputs.add("file_row_number AS " + ROW);
        String names =
                IntStream.range(0, fileColumns.size()).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
        return "(SELECT " + String.join(", ", outputs) + " FROM read_parquet("
                + Sql.files(files.stream()
                        .map(file -> table.files().get(file).file())
                        .toList())
                + ", hive_partitioning = false) AS t(" + names + ")) AS r";
    }

    /** A relation of all files: their places, and what stands in their paths. */
    String paths() {
        List<Integer> all = allFiles();
        String places = "unnest(range(" + all.size() + ")) AS " + FILE;
        String values = columns.values().stream()
                .filter(Column::inPath)
                .map(column -> ", unnest(" + values(column, all) + ") AS " + column.sql())
                .collect(Collectors.joining());
        return "(SELECT " + places + values + ") AS paths";
    }

    List<Integer> allFiles() {
        return IntStream.range(0, table.files().size()).boxed().toList();
    }

    private static String picked(String list) {
        return "(" + list + ")[CAST(file_index AS BIGINT) + 1]";
    }

    private String values(Column column, List<Integer> files) {
        int level = table.pathColumns().indexOf(name(column));
        IntFunction<String> value =
                file -> DuckDbLiterals.text(segment(table.files().get(file), level, name(column)));
        return files.stream()
                .map(value::apply)
                .collect(Collectors.joining(", ", "CAST([", "] AS " + DuckDbLiterals.type(column.type()) + "[])"));
    }

    private String name(Column column) {
        return table.pathColumns().get(Integer.parseInt(column.sql().substring(1)));
    }

    private static String segment(LocalFile file, int level, String name) {
        String[] segments = file.path().split("/", -1);
        if (level >= segments.length) throw new IllegalArgumentException(file.path() + " has no folder for " + name);
        return HivePath.valueOf(name, segments[level])
                .orElseThrow(() -> new IllegalArgumentException(file.path() + " has no folder for " + name));
    }

    private static String list(List<Integer> files) {
        return "CAST(" + files + " AS BIGINT[])";
    }

    private static boolean isRun(List<Integer> files) {
        return files.getLast() - files.getFirst() == files.size() - 1;
    }
}
