package dev.karet.engine.duckdb.sql;

import dev.karet.model.json.JsonText;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.ReadResult;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** An empty database in memory that reads, once it is closed off, nothing but the files that it was given. For one thread and one statement. */
final class Sandbox {

    private static final String RESULT = "karet result";
    private static final String BEFORE_STATEMENT = "CREATE TEMP VIEW " + TableView.name(RESULT) + " AS ";

    private final Connection connection;
    private final AllowedFunctions functions;

    private Sandbox(Connection connection, AllowedFunctions functions) {
        this.connection = connection;
        this.functions = functions;
    }

    /**
     * Opens the database.
     *
     * @param memoryBytes what it may hold, and again put into the folder {@code spill} where it stands
     */
    static Sandbox open(long memoryBytes, int threads) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        for (String setting : List.of(
                "errors_as_json = true",
                "threads = " + threads,
                "memory_limit = '" + memoryBytes / 1024 + "KiB'",
                "temp_directory = 'spill'",
                "max_temp_directory_size = '" + memoryBytes / 1024 + "KiB'",
                "TimeZone = 'UTC'",
                "enable_progress_bar = false",
                "autoinstall_known_extensions = false",
                "autoload_known_extensions = false",
                "allow_community_extensions = false",
                "allow_unsigned_extensions = false",
                "allow_persistent_secrets = false")) {
            run(connection, "SET " + setting);
        }
        return new Sandbox(connection, AllowedFunctions.of(connection));
    }

    /** Does once what every statement needs, so that a statement does not wait for it. */
    void warmUp() throws SQLException, SqlRefused {
        List<String> none = tablesOf("SELECT 1 AS a, 'x' || 2 AS b", List.of());
        run(connection, "CREATE TEMP VIEW warm AS SELECT 1 AS a");
        try (PreparedStatement statement = connection.prepareStatement("SELECT left(CAST(a AS VARCHAR), 1) FROM warm");
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            if (!none.isEmpty() || !rows.getString(1).equals("1")) throw new SQLException("DuckDB cannot count");
        }
        run(connection, "DROP VIEW warm");
    }

    /**
     * The tables that a statement reads, as {@code tables} spells them.
     *
     * @throws SqlRefused when it is not one harmless SELECT
     */
    List<String> tablesOf(String statement, List<String> tables) throws SQLException, SqlRefused {
        try (PreparedStatement parse = connection.prepareStatement("SELECT json_serialize_sql(?)")) {
            parse.setString(1, statement);
            try (ResultSet rows = parse.executeQuery()) {
                rows.next();
                return StatementCheck.tablesOf(parsed(rows.getString(1)), tables, functions);
            }
        }
    }

    private static JsonTree parsed(String json) throws SqlRefused {
        return switch (JsonText.read(json)) {
            case ReadResult.Read<JsonTree>(var tree) -> tree;
            case ReadResult.Faulty<JsonTree> _ ->
                throw new SqlRefused(
                        "too_complex",
                        "The statement is nested too deeply, or too long.",
                        OptionalInt.empty(),
                        Optional.of("Take it apart with WITH."));
        };
    }

    /** Makes views, then shuts the door: from here on no other file is read and no setting is changed. */
    void closeOff(List<String> views, List<String> files) throws SQLException {
        run(connection, "SET allowed_paths = " + (files.isEmpty() ? "[]::VARCHAR[]" : TableView.list(files)));
        for (String view : views) run(connection, view);
        run(connection, "SET enable_external_access = false");
        run(connection, "SET lock_configuration = true");
    }

    /** A result's columns, and the query that gives its cells as text. */
    record Prepared(List<String> names, List<String> types, String query) {}

    /**
     * Binds the statement, which {@link #tablesOf} let pass.
     *
     * @throws SqlRefused when DuckDB finds a fault in it
     */
    Prepared prepare(String statement, int mostRows, int cellCharacters) throws SQLException, SqlRefused {
        try {
            // As a view it is the same tree, may end in a semicolon or a comment, and has columns of different names.
            run(connection, BEFORE_STATEMENT + statement);
        } catch (SQLException failure) {
            throw refused(failure, BEFORE_STATEMENT.length());
        }
        List<String> names = new ArrayList<>();
        List<String> types = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        try (PreparedStatement result = connection.prepareStatement("FROM " + TableView.name(RESULT))) {
            ResultSetMetaData columns = result.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                String name = columns.getColumnName(i);
                names.add(name);
                types.add(columns.getColumnTypeName(i));
                cells.add("left(CAST(%s AS VARCHAR), %d)".formatted(TableView.name(name), cellCharacters + 1L));
            }
        } catch (SQLException failure) {
            throw refused(failure, BEFORE_STATEMENT.length());
        }
        String query =
                "SELECT %s FROM %s LIMIT %d".formatted(String.join(", ", cells), TableView.name(RESULT), mostRows + 1L);
        return new Prepared(names, types, query);
    }

    /** Takes a result row by row. */
    interface RowReader {
        void read(ResultSet rows) throws SQLException, IOException;
    }

    /** Computes a result. */
    void read(Prepared prepared, RowReader reader) throws SQLException, SqlRefused, IOException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(prepared.query())) {
            reader.read(rows);
        } catch (SQLException failure) {
            throw refused(failure, BEFORE_STATEMENT.length());
        }
    }

    private SqlRefused refused(SQLException failure, int prefix) throws SQLException {
        DuckDbFault fault = DuckDbFault.of(failure);
        if (fault.isOutOfMemory()) throw failure;
        return fault.refused(prefix, columns());
    }

    private List<String> columns() {
        List<String> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT DISTINCT column_name FROM duckdb_columns()" + " WHERE NOT internal LIMIT 10000")) {
            while (rows.next()) columns.add(rows.getString(1));
        } catch (SQLException noHint) {
            return List.of();
        }
        return columns;
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
