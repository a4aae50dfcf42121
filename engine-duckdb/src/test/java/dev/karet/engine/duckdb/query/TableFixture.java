package dev.karet.engine.duckdb.query;

import dev.karet.engine.duckdb.DuckDbLiterals;
import dev.karet.engine.duckdb.Sql;
import dev.karet.engine.query.TableFiles;
import dev.karet.engine.query.TableFiles.LocalFile;
import dev.karet.engine.query.Value;
import dev.karet.model.expr.TypeNames;
import dev.karet.model.pipeline.ColumnSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** A table's files as the engine would have written them, with rows of a test's choice. */
final class TableFixture {

    /** Footers are remembered by name, and no published file's copy ever gets another's. */
    private static final AtomicLong MADE = new AtomicLong();

    private final Path folder;
    private final List<ColumnSchema> columns;
    private final List<String> inPath;
    private final List<LocalFile> files = new ArrayList<>();

    /** @param columns such as {@code "name string", "amount decimal(10,2)"} */
    TableFixture(Path folder, List<String> inPath, String... columns) {
        this.folder = folder;
        this.inPath = inPath;
        this.columns = Arrays.stream(columns).map(TableFixture::column).toList();
    }

    private static ColumnSchema column(String text) {
        int space = text.lastIndexOf(' ');
        if (TypeNames.read(text.substring(space + 1)) instanceof TypeNames.Reading.Type(var type)) {
            return ColumnSchema.of(text.substring(0, space), type);
        }
        throw new IllegalArgumentException(text);
    }

    /** A file of rows without the columns of its path. */
    TableFixture file(String path, List<List<Value>> rows) {
        return write(path, rows.size(), connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE t("
                        + inFile().stream()
                                .map(column -> Sql.name(column.name()) + " " + DuckDbLiterals.type(column.type()))
                                .collect(Collectors.joining(", "))
                        + ")");
            }
            for (List<Value> row : rows) insert(connection, row);
            return "SELECT * FROM t";
        });
    }

    private void insert(Connection connection, List<Value> row) throws SQLException {
        Sentence sentence = Sentence.of("INSERT INTO t VALUES (");
        for (int i = 0; i < row.size(); i++) {
            if (i > 0) sentence.add(", ");
            if (row.get(i) instanceof Value.Nothing) sentence.add("NULL");
            else sentence.add(row.get(i), inFile().get(i).type());
        }
        try (PreparedStatement statement =
                connection.prepareStatement(sentence.add(")").sql())) {
            int place = 1;
            for (Value value : sentence.values()) Cells.bind(statement, place++, value);
            statement.execute();
        }
    }

    /** A file of what a query gives, in row groups of some thousands. */
    TableFixture file(String path, long rows, String query) {
        return write(path, rows, _ -> query);
    }

    private interface Filling {
        String query(Connection connection) throws SQLException;
    }

    private TableFixture write(String path, long rows, Filling filling) {
        Path file = folder.resolve(MADE.incrementAndGet() + ".parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            String query = filling.query(connection);
            try (Statement statement = connection.createStatement()) {
                statement.execute("COPY (" + query + ") TO " + DuckDbLiterals.text(file.toString())
                        + " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 8192)");
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        files.add(new LocalFile(path, file, rows));
        return this;
    }

    private List<ColumnSchema> inFile() {
        return columns.stream()
                .filter(column -> !inPath.contains(column.name()))
                .toList();
    }

    TableFiles table() {
        return new TableFiles("things", columns, inPath, files);
    }

    void delete() {
        files.forEach(file -> {
            try {
                Files.delete(file.file());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
