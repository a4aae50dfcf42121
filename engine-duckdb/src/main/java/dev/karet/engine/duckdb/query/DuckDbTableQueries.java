package dev.karet.engine.duckdb.query;

import dev.karet.engine.EngineFault;
import dev.karet.engine.duckdb.DuckDbLiterals;
import dev.karet.engine.duckdb.Sql;
import dev.karet.engine.duckdb.query.TableSql.Column;
import dev.karet.engine.query.ColumnProfile;
import dev.karet.engine.query.Grouping;
import dev.karet.engine.query.Groups;
import dev.karet.engine.query.Position;
import dev.karet.engine.query.QueryWatch;
import dev.karet.engine.query.RowFilter;
import dev.karet.engine.query.RowPage;
import dev.karet.engine.query.RowPredicate;
import dev.karet.engine.query.RowSink;
import dev.karet.engine.query.Selection;
import dev.karet.engine.query.Selection.Sort;
import dev.karet.engine.query.TableFiles;
import dev.karet.engine.query.TableQueries;
import dev.karet.engine.query.Value;
import dev.karet.model.expr.DataType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers with DuckDB in this process. Thread-safe. */
public final class DuckDbTableQueries implements TableQueries {

    /** Characters after which a page ends, so that wide rows do not fill the memory. */
    private static final long LARGEST_TEXT = 4_000_000;

    private static final RowPredicate ALL = new RowPredicate.All(List.of());

    private final QueryDatabase database;
    private final Magnitudes magnitudes = new Magnitudes();

    /**
     * Loads DuckDB, which takes a second the first time.
     *
     * @param memoryBytes what all queries together may hold
     * @throws EngineFault when DuckDB cannot work on this machine
     */
    public DuckDbTableQueries(Path temp, long memoryBytes, long diskBytes, int threads) {
        database = new QueryDatabase(temp, memoryBytes, diskBytes, threads);
    }

    @Override
    public RowPage rows(TableFiles table, Selection selection, Optional<Position> after, int limit, QueryWatch watch) {
        if (limit < 1 || limit > LARGEST_PAGE) throw new IllegalArgumentException("a page of " + limit + " rows");
        after.ifPresent(position -> check(table, position));
        if (table.files().isEmpty()) return new RowPage(List.of(), Optional.empty());
        return asked(watch, session -> {
            TableSql sql = tableSql(session, table);
            List<Integer> files = new FileChoice(sql, selection.filters()).files(session);
            if (selection.order().isEmpty()) files = from(files, after);
            if (selection.order().isEmpty()
                    && isOnPaths(sql, selection.filters())
                    && selection.where().equals(ALL)) {
                files = enough(table, files, after, limit);
            }
            return files.isEmpty()
                    ? new RowPage(List.of(), Optional.empty())
                    : page(session, sql, files, selection, after, limit);
        });
    }

    private static RowPage page(
            Session session,
            TableSql sql,
            List<Integer> files,
            Selection selection,
            Optional<Position> after,
            int limit)
            throws IOException {
        List<Column> columns = selection.columns().stream().map(sql::column).toList();
        Sentence sentence = selected(sql, files, columns, selection.filters(), selection.where());
        if (after.isPresent()) {
            List<Value> sorted = valuesAt(session, sql, selection.order(), after.get());
            sentence.add(" AND ").add(OrderSql.after(sql, selection.order(), after.get(), sorted));
        }
        // Ingest order is that of the files, in which DuckDB reads them no further than it must.
        if (!selection.order().isEmpty()) sentence.add(OrderSql.of(sql, selection.order()));
        sentence.add(" LIMIT " + (limit + 1));
        return session.query(sentence, found -> {
            List<List<Value>> rows = new ArrayList<>();
            Optional<Position> last = Optional.empty();
            long text = 0;
            while (found.next()) {
                if (rows.size() == limit || text > LARGEST_TEXT) return new RowPage(rows, last);
                List<Value> values = read(found, columns);
                text += length(values);
                rows.add(values);
                last = Optional.of(new Position(
                        Math.toIntExact(found.getLong(columns.size() + 1)), found.getLong(columns.size() + 2)));
            }
            return new RowPage(rows, Optional.empty());
        });
    }

    /** A position keeps no values, which may be megabytes of text: they are read where they stand. */
    private static List<Value> valuesAt(Session session, TableSql sql, List<Sort> order, Position position)
            throws IOException {
        if (order.isEmpty()) return List.of();
        List<Column> sorted =
                order.stream().map(sort -> sql.column(sort.column())).toList();
        Sentence sentence = selected(sql, List.of(position.file()), sorted, List.of(), ALL)
                .add(" AND " + TableSql.ROW + " = " + position.row());
        return session.query(sentence, found -> {
            if (!found.next()) throw new IllegalArgumentException("no row at " + position);
            return read(found, sorted);
        });
    }

    private static void check(TableFiles table, Position position) {
        boolean isThere = position.file() >= 0
                && position.file() < table.files().size()
                && position.row() >= 0
                && position.row() < table.files().get(position.file()).rows();
        if (!isThere) throw new IllegalArgumentException("no row at " + position);
    }

    @Override
    public long count(TableFiles table, List<RowFilter> filters, QueryWatch watch) {
        if (table.files().isEmpty()) return 0;
        return asked(watch, session -> {
            TableSql sql = tableSql(session, table);
            List<Integer> files = new FileChoice(sql, filters).files(session);
            if (isOnPaths(sql, filters)) {
                return files.stream()
                        .mapToLong(file -> table.files().get(file).rows())
                        .sum();
            }
            if (files.isEmpty()) return 0L;
            Sentence sentence = Sentence.of("SELECT count(*) FROM " + sql.rows(files) + " WHERE ")
                    .add(FilterSql.onFiles(sql, filters));
            return session.query(sentence, found -> {
                found.next();
                return found.getLong(1);
            });
        });
    }

    @Override
    public Groups groups(TableFiles table, Grouping grouping, QueryWatch watch) {
        if (table.files().isEmpty()) return GroupSql.ofNothing(grouping);
        return asked(watch, session -> new GroupSql(session, tableSql(session, table), magnitudes, grouping).answer());
    }

    @Override
    public List<ColumnProfile> profile(TableFiles table, List<String> columns, QueryWatch watch) {
        return asked(watch, session -> {
            if (table.files().isEmpty()) {
                return columns.stream()
                        .map(name -> Profiling.empty(name, type(table, name)))
                        .toList();
            }
            TableSql sql = tableSql(session, table);
            return new Profiling(session, sql).of(columns);
        });
    }

    @Override
    public void scan(TableFiles table, Selection selection, RowSink sink, QueryWatch watch) throws IOException {
        if (table.files().isEmpty()) return;
        database.ask(watch, session -> {
            TableSql sql = tableSql(session, table);
            List<Integer> files = new FileChoice(sql, selection.filters()).files(session);
            if (files.isEmpty()) return 0L;
            List<Column> columns = selection.columns().stream().map(sql::column).toList();
            return session.query(whole(sql, files, selection), found -> {
                long rows = 0;
                while (found.next()) {
                    if (++rows % 1_000 == 0) session.check();
                    sink.row(read(found, columns));
                }
                return rows;
            });
        });
    }

    @Override
    public void writeParquet(TableFiles table, Selection selection, Path target, QueryWatch watch) {
        asked(watch, session -> {
            copy(session, toWrite(session, table, selection), target);
            return target;
        });
    }

    private static Sentence toWrite(Session session, TableFiles table, Selection selection) throws IOException {
        if (table.files().isEmpty()) return nothing(table, selection);
        TableSql sql = tableSql(session, table);
        List<Integer> files = new FileChoice(sql, selection.filters()).files(session);
        if (files.isEmpty()) return nothing(table, selection);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < selection.columns().size(); i++) {
            names.add("o" + i + " AS " + Sql.name(selection.columns().get(i)));
        }
        return Sentence.of("SELECT " + String.join(", ", names) + " FROM (")
                .add(whole(sql, files, selection))
                .add(")");
    }

    private static Sentence nothing(TableFiles table, Selection selection) {
        return Sentence.of("SELECT "
                + String.join(
                        ", ",
                        selection.columns().stream()
                                .map(name -> "CAST(NULL AS " + DuckDbLiterals.type(type(table, name)) + ") AS "
                                        + Sql.name(name))
                                .toList())
                + " WHERE false");
    }

    private static void copy(Session session, Sentence rows, Path target) {
        session.run(Sentence.of("COPY (")
                .add(rows)
                .add(") TO " + DuckDbLiterals.text(target.toString()) + " (FORMAT parquet, COMPRESSION zstd)"));
    }

    /** Every row in order. Where that is ingest order DuckDB keeps it by itself, without sorting. */
    private static Sentence whole(TableSql sql, List<Integer> files, Selection selection) {
        List<Column> columns = selection.columns().stream().map(sql::column).toList();
        Sentence sentence = selected(sql, files, columns, selection.filters(), selection.where());
        return selection.order().isEmpty() ? sentence : sentence.add(OrderSql.of(sql, selection.order()));
    }

    /** The columns, called {@code o0} and on, and where a row is, without an order. */
    private static Sentence selected(
            TableSql sql, List<Integer> files, List<Column> columns, List<RowFilter> filters, RowPredicate where) {
        PredicateSql predicate = new PredicateSql(sql, where);
        StringBuilder outputs = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            outputs.append(columns.get(i).sql()).append(" AS o").append(i).append(", ");
        }
        return Sentence.of("SELECT " + outputs + TableSql.FILE + ", " + TableSql.ROW + " FROM " + predicate.rows(files)
                        + " WHERE ")
                .add(FilterSql.onFiles(sql, filters))
                .add(" AND ")
                .add(predicate.sentence());
    }

    private static List<Value> read(ResultSet found, List<Column> columns) throws SQLException {
        List<Value> values = new ArrayList<>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            values.add(Cells.read(found, i + 1, columns.get(i).type()));
        }
        return values;
    }

    private static long length(List<Value> values) {
        long length = 0;
        for (Value value : values) {
            if (value instanceof Value.Text(var text)) length += text.length();
        }
        return length;
    }

    private static boolean isOnPaths(TableSql sql, List<RowFilter> filters) {
        return filters.stream().allMatch(filter -> sql.column(filter.column()).inPath());
    }

    /** In ingest order, nothing before the position's file is asked for. */
    private static List<Integer> from(List<Integer> files, Optional<Position> after) {
        return after.map(position ->
                        files.stream().filter(file -> file >= position.file()).toList())
                .orElse(files);
    }

    /** As many of {@code files} as a page needs for its rows and for knowing whether there are more. */
    private static List<Integer> enough(TableFiles table, List<Integer> files, Optional<Position> after, int limit) {
        long wanted = limit + 1L;
        int taken = 0;
        while (taken < files.size() && wanted > 0) {
            int file = files.get(taken++);
            long before = after.filter(position -> position.file() == file)
                    .map(position -> position.row() + 1)
                    .orElse(0L);
            wanted -= table.files().get(file).rows() - before;
        }
        return files.subList(0, taken);
    }

    private static TableSql tableSql(Session session, TableFiles table) throws IOException {
        String file = DuckDbLiterals.text(table.files().getFirst().file().toString());
        // Its first row is the whole; tables have no columns inside columns.
        Sentence sentence =
                Sentence.of("SELECT name FROM parquet_schema(" + file + ") WHERE column_id > 0 ORDER BY column_id");
        return new TableSql(table, session.query(sentence, found -> {
            List<String> names = new ArrayList<>();
            while (found.next()) names.add(found.getString(1));
            return names;
        }));
    }

    private static DataType type(TableFiles table, String name) {
        return table.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no column " + name + " in " + table.name()))
                .type();
    }

    private <T> T asked(QueryWatch watch, QueryDatabase.Question<T> question) {
        try {
            return database.ask(watch, question);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
