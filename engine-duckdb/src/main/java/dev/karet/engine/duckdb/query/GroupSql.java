package dev.karet.engine.duckdb.query;

import dev.karet.engine.duckdb.query.TableSql.Column;
import dev.karet.engine.query.Grouping;
import dev.karet.engine.query.Grouping.Function;
import dev.karet.engine.query.Grouping.Measure;
import dev.karet.engine.query.Groups;
import dev.karet.engine.query.Groups.Group;
import dev.karet.engine.query.RowFilter;
import dev.karet.engine.query.RowPredicate;
import dev.karet.engine.query.Value;
import dev.karet.model.expr.DataType;
import dev.karet.model.expr.DataType.Decimal;
import dev.karet.model.expr.DataType.Simple;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Groups of rows. For one question.
 *
 * <p>Doubles are summed as whole numbers: each is multiplied by a power of two that leaves it 62 bits before the point, and what is behind the
 * point then by 2^24 once more, so that 2^40 of them fit into 128 bits. Such sums do not depend on the order of the rows, and lose nothing that a
 * double could show unless they cancel out. Two sums of 64 bits cost half of one of 128.
 */
final class GroupSql {

    private static final int BITS = 62;
    private static final double REST = 1 << 24;
    private static final int LARGEST_EXPONENT = 980;
    private static final DataType WIDE = new Decimal(38, 0);

    private final Session session;
    private final TableSql table;
    private final Magnitudes magnitudes;
    private final Grouping grouping;

    GroupSql(Session session, TableSql table, Magnitudes magnitudes, Grouping grouping) {
        this.session = session;
        this.table = table;
        this.magnitudes = magnitudes;
        this.grouping = grouping;
    }

    /** What a table without a file has. */
    static Groups ofNothing(Grouping grouping) {
        if (!grouping.keys().isEmpty()) return new Groups(List.of(), 0);
        List<Value> measures = new ArrayList<>();
        for (Measure measure : grouping.measures()) {
            measures.add(isCount(measure.function()) ? new Value.Whole(0) : new Value.Nothing());
        }
        return new Groups(List.of(new Group(List.of(), measures)), 1);
    }

    Groups answer() throws IOException {
        List<Integer> files = new FileChoice(table, cells(grouping.where())).files(session);
        return files.isEmpty()
                ? ofNothing(grouping)
                : session.query(sentence(files), rows -> {
                    List<Group> groups = new ArrayList<>();
                    long total = 0;
                    while (rows.next()) {
                        groups.add(new Group(keys(rows), measures(rows)));
                        total = rows.getLong(
                                grouping.keys().size() + 2 * grouping.measures().size() + 1);
                    }
                    return new Groups(grouping.order() == Grouping.Order.LATEST ? groups.reversed() : groups, total);
                });
    }

    private Sentence sentence(List<Integer> files) throws IOException {
        List<String> outputs = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < grouping.keys().size(); i++) {
            outputs.add(key(grouping.keys().get(i)) + " AS k" + i);
            names.add("k" + i);
        }
        String groupBy = names.isEmpty() ? "" : " GROUP BY " + String.join(", ", names);
        for (int i = 0; i < grouping.measures().size(); i++) {
            Measure measure = grouping.measures().get(i);
            outputs.add(value(measure, files) + " AS v" + i);
            outputs.add("count(" + measure.column().map(this::sql).orElse("*") + ") AS n" + i);
        }
        PredicateSql where = new PredicateSql(table, grouping.where());
        return Sentence.of("SELECT *, count(*) OVER () FROM (SELECT " + String.join(", ", outputs) + " FROM "
                        + where.rows(files) + " WHERE ")
                .add(where.sentence())
                .add(groupBy + ") AS g" + order(names) + " LIMIT " + grouping.limit());
    }

    private String order(List<String> keys) {
        List<String> order = new ArrayList<>();
        switch (grouping.order()) {
            case LARGEST -> {
                boolean isMean = grouping.measures().getFirst().function() == Function.AVG;
                order.add((isMean ? "CAST(v0 AS DOUBLE) / n0" : "v0") + " DESC NULLS LAST");
                keys.forEach(key -> order.add(key + " ASC NULLS LAST"));
            }
            // Turned round afterwards.
            case LATEST -> keys.forEach(key -> order.add(key + " DESC NULLS FIRST"));
        }
        return order.isEmpty() ? "" : " ORDER BY " + String.join(", ", order);
    }

    /** DuckDB's own truncation of dates computes with timestamps, which takes twice as long. */
    private String key(Grouping.Key key) {
        String column = sql(key.column());
        if (key.span().isEmpty()) return column;
        String day = "CAST(" + column + " AS DATE)";
        return switch (key.span().get()) {
            case DAY -> day;
            case WEEK -> day + " - CAST(isodow(" + column + ") - 1 AS INTEGER)";
            case MONTH -> day + " - CAST(day(" + column + ") - 1 AS INTEGER)";
            case YEAR -> day + " - CAST(dayofyear(" + column + ") - 1 AS INTEGER)";
        };
    }

    private String value(Measure measure, List<Integer> files) throws IOException {
        if (measure.column().isEmpty()) return "count(*)";
        Column column = table.column(measure.column().get());
        return switch (measure.function()) {
            case COUNT -> "count(" + column.sql() + ")";
            case DISTINCT -> "count(DISTINCT " + column.sql() + ")";
            case SUM, AVG -> sum(column, files);
            case ABS_SUM -> "abs(" + sum(column, files) + ")";
            case MIN -> "min(" + column.sql() + ")";
            case MAX -> "max(" + column.sql() + ")";
        };
    }

    private String sum(Column column, List<Integer> files) throws IOException {
        if (!column.type().isNumeric())
            throw new IllegalArgumentException("a sum of " + column.type().label());
        if (column.type() == Simple.INT64) return "CAST(sum(" + column.sql() + ") AS DECIMAL(38,0))";
        if (column.type() != Simple.FLOAT64) return "sum(" + column.sql() + ")";
        double scale = Math.scalb(1.0, exponent(column, files));
        String scaled = column.sql() + " * " + real(scale);
        // A double that is no finite number has no whole part, and so no part in the sum.
        String whole = "TRY_CAST(" + scaled + " AS BIGINT)";
        String rest = "TRY_CAST((" + scaled + " - CAST(" + whole + " AS DOUBLE)) * " + real(REST) + " AS BIGINT)";
        return "CAST(sum(" + whole + ") * " + (long) REST + "::HUGEINT + sum(" + rest + ") AS DOUBLE) / "
                + real(scale * REST);
    }

    private static String real(double number) {
        return "CAST(" + number + " AS DOUBLE)";
    }

    private int exponent(Column column, List<Integer> files) throws IOException {
        double largest = magnitudes.largest(session, table, column, files);
        return largest == 0 ? 0 : Math.min(LARGEST_EXPONENT, BITS - 1 - Math.getExponent(largest));
    }

    private List<Value> keys(ResultSet rows) throws SQLException {
        List<Value> keys = new ArrayList<>();
        for (Grouping.Key key : grouping.keys()) {
            DataType type = key.span().isPresent()
                    ? Simple.DATE
                    : table.column(key.column()).type();
            keys.add(Cells.read(rows, keys.size() + 1, type));
        }
        return keys;
    }

    private List<Value> measures(ResultSet rows) throws SQLException {
        List<Value> values = new ArrayList<>();
        for (Measure measure : grouping.measures()) {
            int place = grouping.keys().size() + 2 * values.size() + 1;
            Optional<DataType> type =
                    measure.column().map(name -> table.column(name).type());
            values.add(
                    isCount(measure.function()) || type.isEmpty()
                            ? new Value.Whole(rows.getLong(place))
                            : measured(rows, place, measure.function(), type.get()));
        }
        return values;
    }

    private static Value measured(ResultSet rows, int place, Function function, DataType type) throws SQLException {
        boolean isExtreme = function == Function.MIN || function == Function.MAX;
        Value value = Cells.read(rows, place, !isExtreme && type == Simple.INT64 ? WIDE : type);
        if (function == Function.AVG) return mean(value, rows.getLong(place + 1));
        return !isExtreme && type == Simple.INT64 ? narrowed(value) : value;
    }

    private static Value mean(Value sum, long count) {
        return switch (sum) {
            case Value.Exact(var number) -> new Value.Real(number.doubleValue() / count);
            case Value.Real(var number) -> new Value.Real(number / count);
            case Value.Nothing _, Value.Text _, Value.Whole _, Value.Truth _, Value.Day _, Value.Moment _ ->
                new Value.Nothing();
        };
    }

    private static Value narrowed(Value value) {
        return value instanceof Value.Exact(BigDecimal number)
                        && number.toBigInteger().bitLength() < Long.SIZE
                ? new Value.Whole(number.longValue())
                : value;
    }

    private static boolean isCount(Function function) {
        return function == Function.COUNT || function == Function.DISTINCT;
    }

    private String sql(String column) {
        return table.column(column).sql();
    }

    /** Those conditions on single cells that choose files. */
    private static List<RowFilter> cells(RowPredicate where) {
        List<RowFilter> filters = new ArrayList<>();
        if (where instanceof RowPredicate.Cell(var filter)) filters.add(filter);
        if (where instanceof RowPredicate.All(var parts)) parts.forEach(part -> filters.addAll(cells(part)));
        return filters;
    }
}
