package dev.karet.engine.duckdb.query;

import dev.karet.engine.duckdb.query.TableSql.Column;
import dev.karet.engine.query.ColumnProfile;
import dev.karet.engine.query.ColumnProfile.Bin;
import dev.karet.engine.query.ColumnProfile.Distinct;
import dev.karet.engine.query.ColumnProfile.Frequency;
import dev.karet.engine.query.ColumnProfile.Lengths;
import dev.karet.engine.query.Value;
import dev.karet.model.expr.DataType;
import dev.karet.model.expr.DataType.Decimal;
import dev.karet.model.expr.DataType.Simple;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Finds out what columns hold: one pass for the extremes, one for the frequencies, one for the histogram. Grouping by a column of very many
 * values would take memory without a bound; there the candidates for the most frequent come from a sketch, and only their counts are exact.
 * For one thread.
 */
final class Profiling {

    private static final int MOST_FREQUENT = 10;
    private static final long MOST_GROUPS = 1_000_000;

    private final Session session;
    private final TableSql table;
    private final String rows;

    Profiling(Session session, TableSql table) {
        this.session = session;
        this.table = table;
        this.rows = table.rows(table.allFiles());
    }

    /** Of a table without a row. */
    static ColumnProfile empty(String name, DataType type) {
        return new ColumnProfile(
                name,
                type,
                0,
                0,
                new Distinct(0, true),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                List.of(),
                true,
                List.of());
    }

    List<ColumnProfile> of(List<String> names) throws IOException {
        List<ColumnProfile> profiles = new ArrayList<>();
        for (String name : names) profiles.add(of(name, table.column(name)));
        return profiles;
    }

    private ColumnProfile of(String name, Column column) throws IOException {
        Extent extent = extent(column);
        if (extent.rows() == extent.nulls()) {
            ColumnProfile none = empty(name, column.type());
            return new ColumnProfile(
                    name,
                    column.type(),
                    extent.rows(),
                    extent.nulls(),
                    none.distinct(),
                    none.min(),
                    none.max(),
                    none.mean(),
                    none.lengths(),
                    none.top(),
                    true,
                    none.histogram());
        }
        boolean few = extent.roughlyDistinct() <= MOST_GROUPS;
        Top top = few ? counted(column) : sketched(column, extent.roughlyDistinct());
        List<Bin> bins = extent.min().equals(extent.max())
                ? List.of()
                : HistogramSql.of(column, extent.min(), extent.max())
                        .map(histogram -> histogram.bins(session, rows))
                        .orElse(List.of());
        return new ColumnProfile(
                name,
                column.type(),
                extent.rows(),
                extent.nulls(),
                new Distinct(top.distinct(), few),
                Optional.of(shown(extent.min())),
                Optional.of(shown(extent.max())),
                extent.mean(),
                extent.lengths(),
                top.values(),
                few,
                bins);
    }

    /** @param roughlyDistinct by a sketch, a few per cent off */
    private record Extent(
            long rows,
            long nulls,
            long roughlyDistinct,
            Value min,
            Value max,
            OptionalDouble mean,
            Optional<Lengths> lengths) {}

    private record Top(long distinct, List<Frequency> values) {}

    private Extent extent(Column column) throws IOException {
        String c = column.sql();
        boolean text = column.type() == Simple.TEXT;
        // fsum gives one result whatever the order of rows; the sum of int64 is exact anyway.
        String mean = switch (column.type()) {
            case Simple.INT64 -> "CAST(sum(" + c + ") AS DOUBLE) / count(" + c + ")";
            case Simple.FLOAT64 -> "fsum(" + c + ") / count(" + c + ")";
            case Decimal _ -> "fsum(CAST(" + c + " AS DOUBLE)) / count(" + c + ")";
            case Simple.TEXT -> "CAST(sum(length(" + c + ")) AS DOUBLE) / count(" + c + ")";
            case Simple.BOOL, Simple.DATE, Simple.TIMESTAMP -> "NULL";
        };
        String lengths = text ? "min(length(" + c + ")), max(length(" + c + "))" : "NULL, NULL";
        return session.query(
                Sentence.of("SELECT count(*), count(*) - count(" + c + "), approx_count_distinct(" + c + "), min(" + c
                        + "), max(" + c + "), " + mean + ", " + lengths + " FROM " + rows),
                found -> {
                    found.next();
                    double average = found.getDouble(6);
                    boolean none = found.wasNull() || !Double.isFinite(average);
                    return new Extent(
                            found.getLong(1),
                            found.getLong(2),
                            found.getLong(3),
                            Cells.read(found, 4, column.type()),
                            Cells.read(found, 5, column.type()),
                            none || text ? OptionalDouble.empty() : OptionalDouble.of(average + 0.0),
                            none || !text
                                    ? Optional.empty()
                                    : Optional.of(new Lengths(found.getLong(7), found.getLong(8), average)));
                });
    }

    private Top counted(Column column) throws IOException {
        String c = column.sql();
        return session.query(
                Sentence.of("SELECT " + c + ", n, count(*) OVER () FROM (SELECT " + c + ", count(*) AS n FROM " + rows
                        + " WHERE " + c + " IS NOT NULL GROUP BY " + c + ") ORDER BY n DESC, " + c + " LIMIT "
                        + MOST_FREQUENT),
                found -> top(found, column));
    }

    private Top sketched(Column column, long distinct) throws IOException {
        String c = column.sql();
        return session.query(
                Sentence.of("SELECT " + c + ", count(*) AS n, CAST(" + distinct + " AS BIGINT) FROM " + rows + " WHERE "
                        + c + " IN (SELECT unnest(approx_top_k(" + c + ", " + MOST_FREQUENT + ")) FROM " + rows
                        + ") GROUP BY " + c + " ORDER BY n DESC, " + c),
                found -> top(found, column));
    }

    private static Top top(ResultSet found, Column column) throws SQLException {
        List<Frequency> values = new ArrayList<>();
        long distinct = 0;
        while (found.next()) {
            values.add(new Frequency(shown(Cells.read(found, 1, column.type())), found.getLong(2)));
            distinct = found.getLong(3);
        }
        return new Top(distinct, values);
    }

    private static Value shown(Value value) {
        if (!(value instanceof Value.Text(var text)) || text.length() <= ColumnProfile.LONGEST_TEXT) return value;
        int characters = text.codePointCount(0, text.length());
        int end = text.offsetByCodePoints(0, Math.min(characters, ColumnProfile.LONGEST_TEXT));
        return end == text.length() ? value : new Value.Text(text.substring(0, end) + "…");
    }
}
