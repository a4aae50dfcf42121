package dev.karet.engine.duckdb;

import dev.karet.engine.EngineFault;
import dev.karet.engine.RunCancelled;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * An in-memory DuckDB that computes with one thread, and so keeps the order of rows. For one thread at a time.
 *
 * <p>A build has one for each of its workers: two such databases taking files in turn beat one database with two threads, hold less memory, and
 * need no sorting to keep order.
 */
final class Database implements AutoCloseable {

    /** Takes what it wants of a result. */
    interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    /** What a COPY wrote. */
    record Copied(long rows, long bytes, Map<String, Map<String, String>> statistics) {

        /** The smallest or largest value of a column as text; null when every value is null or the writer kept none. */
        @Nullable
        String statistic(String column, String name) {
            return statistics
                    .getOrDefault('"' + column.replace("\"", "\"\"") + '"', Map.of())
                    .get(name);
        }
    }

    private final DuckDBConnection connection;
    private final Stop stop;

    private Database(DuckDBConnection connection, Stop stop) {
        this.connection = connection;
        this.stop = stop;
    }

    /** Loads the native library, which unpacks itself into the system's temporary folder, and starts and ends a database. */
    static void load() {
        try {
            DriverManager.getConnection("jdbc:duckdb:").close();
        } catch (SQLException | LinkageError e) {
            throw new EngineFault(
                    "DuckDB could not be started: " + e.getMessage()
                            + ". Its library is unpacked to and loaded from " + System.getProperty("java.io.tmpdir")
                            + ", which must have 100 MB of room and allow programs (no \"noexec\").",
                    e);
        }
    }

    /**
     * @param temp where it may put what does not fit into memory; made and removed by DuckDB
     * @param memoryBytes what it may hold
     * @param diskBytes what it may put into {@code temp}
     */
    static Database open(Path temp, long memoryBytes, long diskBytes, DuckDbFunctions functions, Stop stop) {
        try {
            var connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", new Properties());
            var database = new Database(connection, stop);
            try {
                functions.register(connection);
                database.run("SET threads = 1");
                database.run("SET memory_limit = '" + memoryBytes / 1024 + "KiB'");
                database.run("SET temp_directory = " + DuckDbLiterals.text(temp.toString()));
                database.run("SET max_temp_directory_size = '" + diskBytes / 1024 + "KiB'");
                database.run("SET enable_progress_bar = false");
                database.run("SET autoinstall_known_extensions = false");
                database.run("SET autoload_known_extensions = false");
                return database;
            } catch (SQLException | RuntimeException e) {
                database.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new EngineFault("DuckDB could not be started: " + e.getMessage(), e);
        }
    }

    void run(String sql) {
        execute(sql, statement -> sql);
    }

    <T> T query(String sql, Reader<T> reader) {
        return execute(sql, statement -> {
            try (ResultSet rows = statement.getResultSet()) {
                return reader.read(rows);
            }
        });
    }

    /** Whether filters stay where the query has them. Pushed below a mapping, one on its fault has everything computed twice. */
    void keepFiltersAbove(boolean kept) {
        run(kept ? "SET disabled_optimizers = 'filter_pushdown'" : "RESET disabled_optimizers");
    }

    /** Writes the rows of {@code query} to {@code file} in their order. */
    Copied copy(String query, Path file, String options) {
        String sql = "COPY (" + query + ") TO " + DuckDbLiterals.text(file.toString()) + " (FORMAT parquet, " + options
                + ", RETURN_STATS)";
        return query(sql, rows -> {
            if (!rows.next()) throw new EngineFault("DuckDB did not tell what it wrote to " + file);
            @SuppressWarnings("unchecked") // DuckDB declares the column as MAP(VARCHAR, MAP(VARCHAR, VARCHAR)).
            var statistics = (Map<String, Map<String, String>>) rows.getObject("column_statistics");
            return new Copied(rows.getLong("count"), rows.getLong("file_size_bytes"), statistics);
        });
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new EngineFault("DuckDB could not be closed: " + e.getMessage(), e);
        }
    }

    private interface Body<T> {
        T apply(Statement statement) throws SQLException;
    }

    private <T> T execute(String sql, Body<T> body) {
        stop.check();
        try (Statement statement = connection.createStatement()) {
            stop.started(statement);
            try {
                statement.execute(sql);
                return body.apply(statement);
            } finally {
                stop.ended(statement);
            }
        } catch (SQLException e) {
            throw stop.wanted() ? new RunCancelled() : Failures.of(e);
        }
    }
}
