package dev.karet.e2e.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every published table of a pipeline as a reader that knows nothing but Hive-partitioned Parquet finds it: the rows of each partition in
 * the order of its file. Two are equal when every table has the same partitions with the same columns, types and rows in the same order.
 * Immutable.
 *
 * @param tables by table, then by the partition's path below its table's folder; a partition without rows counts as absent, and so does a
 *     table without partitions
 */
record PublishedRows(SortedMap<String, SortedMap<String, Partition>> tables) {

    /**
     * One partition.
     *
     * @param columns name and type of each, those that only the path holds included
     * @param rows the cells of each as DuckDB prints them
     */
    record Partition(List<String> columns, List<String> rows) {}

    private static final String DATA_FILE = "/data.parquet";

    PublishedRows {
        tables = Collections.unmodifiableSortedMap(tables);
    }

    /** Reads what is under {@code clean/} now. */
    static PublishedRows of(PipelineFolder pipeline) {
        var files = new TreeMap<String, byte[]>();
        pipeline.keys("clean/").forEach(key -> files.put(key, pipeline.bytes(key)));
        return of(files);
    }

    /** Reads data files by their keys below the pipeline's folder. */
    static PublishedRows of(Map<String, byte[]> files) {
        var tables = new TreeMap<String, SortedMap<String, Partition>>();
        files.forEach((key, parquet) -> {
            int table = key.indexOf('/', "clean/".length());
            if (table < 0 || !key.endsWith(DATA_FILE)) {
                return;
            }
            Partition partition = DuckDb.read(key, parquet);
            if (!partition.rows().isEmpty()) {
                tables.computeIfAbsent(key.substring("clean/".length(), table), id -> new TreeMap<>())
                        .put(key.substring(table + 1), partition);
            }
        });
        return new PublishedRows(tables);
    }

    /** The table's partitions; none when it has no rows. */
    SortedMap<String, Partition> table(String id) {
        return tables.getOrDefault(id, Collections.emptySortedMap());
    }

    long rowCount() {
        return tables.values().stream()
                .flatMap(table -> table.values().stream())
                .mapToLong(partition -> partition.rows().size())
                .sum();
    }

    /** One database for all readings of a process, and one reading at a time. */
    private static final class DuckDb {

        private static final Connection CONNECTION = open();

        private static Connection open() {
            try {
                Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                try (var statement = connection.createStatement()) {
                    statement.execute("set threads = 1");
                }
                return connection;
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }

        static synchronized Partition read(String key, byte[] parquet) {
            try {
                Path folder = Files.createTempDirectory("published");
                Path file = folder.resolve(key);
                try {
                    Files.createDirectories(file.getParent());
                    Files.write(file, parquet);
                    return rows(file);
                } finally {
                    remove(folder, file);
                }
            } catch (IOException | SQLException e) {
                throw new AssertionError(key + " cannot be read", e);
            }
        }

        private static Partition rows(Path file) throws SQLException {
            String sql = "from read_parquet('%s', hive_partitioning = true, hive_types_autocast = false)"
                    .formatted(file.toString().replace("'", "''"));
            try (var statement = CONNECTION.createStatement();
                    var result = statement.executeQuery(sql)) {
                List<String> columns = new ArrayList<>();
                var shape = result.getMetaData();
                for (int i = 1; i <= shape.getColumnCount(); i++) {
                    columns.add(shape.getColumnName(i) + " " + shape.getColumnTypeName(i));
                }
                List<String> rows = new ArrayList<>();
                while (result.next()) {
                    rows.add(row(result, columns.size()));
                }
                return new Partition(List.copyOf(columns), List.copyOf(rows));
            }
        }

        /** Text is put in quotes, so that it is told from null and its edges can be seen. */
        private static String row(ResultSet result, int columns) throws SQLException {
            List<String> cells = new ArrayList<>();
            for (int i = 1; i <= columns; i++) {
                Object cell = result.getObject(i);
                cells.add(cell instanceof String text ? '"' + text.replace("\"", "\"\"") + '"' : String.valueOf(cell));
            }
            return String.join(", ", cells);
        }

        private static void remove(Path folder, Path file) throws IOException {
            for (Path path = file; !path.equals(folder.getParent()); path = path.getParent()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
