package dev.karet.engine.duckdb;

import dev.karet.engine.duckdb.TableBuild.Finished;
import dev.karet.engine.duckdb.TableShape.Column;
import dev.karet.engine.sql.SqlDialect;
import dev.karet.model.expr.DataType;
import dev.karet.model.expr.DataType.Decimal;
import dev.karet.model.expr.DataType.Simple;
import dev.karet.model.pipeline.ColumnSchema.Assertions;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/** Checks what a table's schema asserts against its finished files, and says what does not hold in a sentence each. */
final class AssertionCheck {

    private static final int SAMPLES = 5;
    private static final int SAMPLE_LENGTH = 80;

    private final TableShape shape;
    private final List<Finished> files;
    private final SqlDialect dialect;

    AssertionCheck(TableShape shape, List<Finished> files, SqlDialect dialect) {
        this.shape = shape;
        this.files = files;
        this.dialect = dialect;
    }

    /** Rows that break an assertion, with some of their values. */
    private record Broken(long rows, List<String> samples) {

        String count() {
            return rows == 1 ? "1 row" : rows + " rows";
        }

        String suchAs() {
            return samples.isEmpty()
                    ? ""
                    : ", such as " + samples.stream().map(Broken::shorten).collect(Collectors.joining(", "));
        }

        private static String shorten(String sample) {
            return '"' + (sample.length() > SAMPLE_LENGTH ? sample.substring(0, SAMPLE_LENGTH) + "…" : sample) + '"';
        }
    }

    /** A sentence for each assertion that does not hold, in the order of columns. */
    List<String> check(Workers<Database> workers) {
        var reasons = new ConcurrentSkipListMap<Integer, List<String>>();
        for (int i = 0; i < shape.columns().size() && !files.isEmpty(); i++) {
            int number = i;
            Column column = shape.columns().get(i);
            if (column.schema().assertions().isEmpty()) continue;
            workers.submit(database -> reasons.put(number, check(database, column)));
        }
        workers.await();
        return reasons.values().stream().flatMap(List::stream).toList();
    }

    private List<String> check(Database database, Column column) {
        var reasons = new ArrayList<String>();
        Assertions wanted = column.schema().assertions();
        String name = "column \"" + column.schema().name() + "\"";
        String rows = rows(column);
        String text = column.schema().type() == Simple.TEXT
                ? "v"
                : dialect.cast("v", column.schema().type(), Simple.TEXT, sql -> "(" + sql + ")");
        if (wanted.notNull()) {
            broken(database, rows, "NULL", "v IS NULL")
                    .ifPresent(found -> reasons.add(name + " must have a value: " + found.count() + " without"));
        }
        if (wanted.unique()) {
            String repeated =
                    "(SELECT v, sum(w) AS w FROM " + rows + " WHERE v IS NOT NULL GROUP BY v HAVING sum(w) > 1)";
            broken(database, repeated, text, "true")
                    .ifPresent(found -> reasons.add(name + " must be unique: " + found.count()
                            + " share their value with others" + found.suchAs()));
        }
        wanted.acceptedValues().ifPresent(accepted -> {
            String condition =
                    "v IS NOT NULL" + (accepted.isEmpty() ? "" : " AND v NOT IN " + values(accepted, column));
            broken(database, rows, text, condition)
                    .ifPresent(found ->
                            reasons.add(name + " has values that are not accepted: " + found.count() + found.suchAs()));
        });
        wanted.min()
                .ifPresent(min -> broken(
                                database, rows, text, below(min, column.schema().type()))
                        .ifPresent(found -> reasons.add(name + " must be at least " + plain(min) + ": " + found.count()
                                + " below" + found.suchAs())));
        wanted.max()
                .ifPresent(max -> broken(
                                database, rows, text, above(max, column.schema().type()))
                        .ifPresent(found -> reasons.add(name + " must be at most " + plain(max) + ": " + found.count()
                                + " above" + found.suchAs())));
        return reasons;
    }

    /** A query for the accepted values in the column's own type. */
    private String values(List<String> accepted, Column column) {
        DataType type = column.schema().type();
        String texts = accepted.stream()
                .map(value -> "(" + DuckDbLiterals.text(value) + ")")
                .collect(Collectors.joining(", "));
        String value = type == Simple.TEXT ? "x" : dialect.cast("x", Simple.TEXT, type, sql -> "(" + sql + ")");
        return "(SELECT y FROM (SELECT " + value + " AS y FROM (VALUES " + texts + ") t(x)) WHERE y IS NOT NULL)";
    }

    private String below(BigDecimal min, DataType type) {
        return switch (type) {
            case Decimal(var _, var scale) -> exact("<", min.setScale(scale, RoundingMode.CEILING));
            case Simple.INT64 -> exact("<", min.setScale(0, RoundingMode.CEILING));
            case Simple _ -> "CAST(v AS DOUBLE) < " + dialect.number(min.doubleValue());
        };
    }

    private String above(BigDecimal max, DataType type) {
        return switch (type) {
            case Decimal(var _, var scale) -> exact(">", max.setScale(scale, RoundingMode.FLOOR));
            case Simple.INT64 -> exact(">", max.setScale(0, RoundingMode.FLOOR));
            case Simple _ -> "CAST(v AS DOUBLE) > " + dialect.number(max.doubleValue());
        };
    }

    /** A comparison with a number of the column's own scale; one that no decimal can hold lies beyond every value. */
    private static String exact(String operator, BigDecimal bound) {
        if (bound.precision() > Decimal.MAX_PRECISION) {
            return Boolean.toString(operator.equals("<") == bound.signum() > 0);
        }
        String type = DuckDbLiterals.type(new Decimal(Decimal.MAX_PRECISION, bound.scale()));
        return "CAST(v AS " + type + ") " + operator + " CAST('" + bound.toPlainString() + "' AS " + type + ")";
    }

    private Optional<Broken> broken(Database database, String rows, String text, String condition) {
        String groups =
                "SELECT " + text + " AS sample, sum(w) AS n FROM " + rows + " WHERE " + condition + " GROUP BY 1";
        return database.query(
                "SELECT sample, n, CAST(sum(n) OVER () AS BIGINT) FROM (" + groups + ") ORDER BY n DESC, sample LIMIT "
                        + SAMPLES,
                AssertionCheck::read);
    }

    private static Optional<Broken> read(ResultSet found) throws SQLException {
        long total = 0;
        var samples = new ArrayList<String>();
        while (found.next()) {
            total = found.getLong(3);
            String sample = found.getString(1);
            if (sample != null) samples.add(sample);
        }
        return total == 0 ? Optional.empty() : Optional.of(new Broken(total, samples));
    }

    /** A relation of a column's values {@code v}, each standing for {@code w} rows. */
    private String rows(Column column) {
        if (column.inFile()) {
            String relation = shape.finishedRelation(
                    files.stream().map(file -> file.staged().path()).toList());
            return "(SELECT " + column.sql() + " AS v, 1 AS w FROM " + relation + ")";
        }
        int level = shape.table().partitionKeys().indexOf(column.schema().name());
        var values = new ArrayList<String>();
        for (Finished file : files) {
            values.add("(" + DuckDbLiterals.text(file.key().values().get(level)) + ", "
                    + file.staged().rows() + ")");
        }
        return "(SELECT CAST(v AS " + DuckDbLiterals.type(column.schema().type()) + ") AS v, w FROM (VALUES "
                + String.join(", ", values) + ") AS k(v, w))";
    }

    private static String plain(BigDecimal number) {
        return number.toPlainString();
    }
}
