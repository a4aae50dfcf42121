package dev.karet.engine.duckdb.sql;

import dev.karet.engine.query.TableFiles;
import dev.karet.engine.query.TableFiles.LocalFile;
import dev.karet.engine.query.TableSource;
import dev.karet.model.expr.DataType;
import dev.karet.model.pipeline.ColumnSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tables on the local disk: {@code sales}, in folders by region, {@code days}, in folders by month, and {@code none} without rows. */
final class LocalTables implements TableSource {

    private final Map<String, TableFiles> tables = new TreeMap<>();
    private final List<String> asked = new ArrayList<>();
    private final List<String> distrusted = new ArrayList<>();
    private int open;

    LocalTables(Path folder) {
        DataType.Decimal money = new DataType.Decimal(12, 2);
        add(new TableFiles(
                "sales",
                List.of(
                        ColumnSchema.of("id", DataType.Simple.INT64),
                        ColumnSchema.of("region", DataType.Simple.TEXT),
                        ColumnSchema.of("amount", money),
                        ColumnSchema.of("sold", DataType.Simple.TIMESTAMP)),
                List.of("region"),
                List.of(
                        file(
                                folder,
                                "region=north %26 west/data.parquet",
                                "SELECT i AS id, CAST(i AS DECIMAL(12, 2)) + 0.25 AS amount,"
                                        + " TIMESTAMP '2024-01-01 00:00:00' + to_hours(i) AS sold FROM range(1000) r(i)",
                                1000),
                        file(
                                folder,
                                "region=south/data.parquet",
                                "SELECT i AS id, CAST(i AS DECIMAL(12, 2)) AS amount,"
                                        + " TIMESTAMP '2024-01-01 00:00:00.123456' AS sold FROM range(1000, 1010) r(i)",
                                10))));
        add(new TableFiles(
                "days",
                List.of(ColumnSchema.of("day", DataType.Simple.DATE), ColumnSchema.of("month", DataType.Simple.TEXT)),
                List.of(),
                List.of(file(
                        folder,
                        "year=2024/month=02/data.parquet",
                        "SELECT DATE '2024-02-28' + CAST(i AS INT) AS day, 'February' AS month FROM range(2) r(i)",
                        2))));
        add(new TableFiles(
                "none",
                List.of(ColumnSchema.of("n", DataType.Simple.INT64), ColumnSchema.of("d", money)),
                List.of(),
                List.of()));
    }

    private void add(TableFiles table) {
        tables.put(table.name(), table);
    }

    private static LocalFile file(Path folder, String path, String query, long rows) {
        try {
            // As a cache of copies may name them.
            Path file = folder.resolve(HexFormat.of().toHexDigits(path.hashCode()) + ".parquet");
            Files.createDirectories(folder);
            try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                    var statement = connection.createStatement()) {
                statement.execute("COPY (" + query + ") TO '" + file + "' (FORMAT parquet)");
            }
            return new LocalFile(path, file, rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    List<String> names() {
        return List.copyOf(tables.keySet());
    }

    List<Path> files() {
        return tables.values().stream()
                .flatMap(table -> table.files().stream())
                .map(LocalFile::file)
                .toList();
    }

    /** The names of every call so far. */
    synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    synchronized List<String> distrusted() {
        return List.copyOf(distrusted);
    }

    synchronized int stillOpen() {
        return open;
    }

    @Override
    public synchronized OpenTables open(List<String> names) {
        asked.addAll(names);
        open++;
        List<TableFiles> wanted = names.stream()
                .map(name -> tables.getOrDefault(name, tables.get("none")))
                .toList();
        return new OpenTables() {
            @Override
            public List<TableFiles> tables() {
                return wanted;
            }

            @Override
            public void distrust(TableFiles table) {
                synchronized (LocalTables.this) {
                    distrusted.add(table.name());
                }
            }

            @Override
            public void close() {
                synchronized (LocalTables.this) {
                    open--;
                }
            }
        };
    }
}
