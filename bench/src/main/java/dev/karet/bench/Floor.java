package dev.karet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** The least that any run can cost: each CSV file copied to Parquet as text, one after another, by DuckDB with two threads. */
final class Floor {

    private Floor() {}

    static Cost measure(List<Path> files, Path scratch) throws SQLException, IOException {
        Files.createDirectories(scratch);
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            statement.execute("SET threads = 2");
            double cpu = ownCpuSeconds();
            long start = System.nanoTime();
            for (Path file : files) statement.execute(copy(file, scratch.resolve(file.getFileName() + ".parquet")));
            return new Cost((System.nanoTime() - start) / 1e9, ownCpuSeconds() - cpu);
        }
    }

    private static double ownCpuSeconds() {
        return ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .map(Duration::toMillis)
                        .orElse(0L)
                / 1e3;
    }

    private static String copy(Path csv, Path parquet) {
        return "COPY (SELECT * FROM read_csv('" + csv
                + "', auto_detect = false, header = true, delim = ',', quote = '\"', columns = {"
                + "'date': 'VARCHAR', 'description': 'VARCHAR', 'amount': 'VARCHAR', 'account': 'VARCHAR'})) TO '"
                + parquet
                + "' (FORMAT parquet, COMPRESSION zstd)";
    }
}
