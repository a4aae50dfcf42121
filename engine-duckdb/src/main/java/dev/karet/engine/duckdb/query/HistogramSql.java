package dev.karet.engine.duckdb.query;

import dev.karet.engine.duckdb.query.TableSql.Column;
import dev.karet.engine.query.ColumnProfile.Bin;
import dev.karet.engine.query.Value;
import dev.karet.model.expr.DataType.Decimal;
import dev.karet.model.expr.DataType.Simple;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The values of a column counted in equally wide bins. Immutable.
 *
 * @param sql the number of a row's bin
 * @param bounds what each bin may hold, in order
 */
record HistogramSql(String column, String sql, List<Bounds> bounds) {

    private static final int MOST_BINS = 20;
    private static final LocalDateTime EPOCH = LocalDate.EPOCH.atStartOfDay();

    /** See {@link Bin}. */
    record Bounds(Value from, Value to) {}

    HistogramSql {
        bounds = List.copyOf(bounds);
    }

    /**
     * A histogram between two values that are not the same; empty for a type that has none.
     *
     * @param min the smallest value of the column
     * @param max the largest
     */
    static Optional<HistogramSql> of(Column column, Value min, Value max) {
        String c = column.sql();
        return switch (column.type()) {
            case Simple.TEXT, Simple.BOOL -> Optional.empty();
            case Simple.INT64 ->
                Optional.of(whole(
                        c,
                        "CAST(" + c + " AS HUGEINT)",
                        number(min),
                        number(max),
                        number -> new Value.Whole(number.longValueExact())));
            case Simple.DATE ->
                Optional.of(whole(
                        c,
                        "CAST(" + c + " - DATE '1970-01-01' AS HUGEINT)",
                        number(min),
                        number(max),
                        number -> new Value.Day(LocalDate.ofEpochDay(number.longValueExact()))));
            case Simple.TIMESTAMP ->
                Optional.of(whole(
                        c,
                        "CAST(epoch_us(" + c + ") AS HUGEINT)",
                        number(min),
                        number(max),
                        number -> new Value.Moment(moment(number.longValueExact()))));
            case Decimal(var _, var scale) ->
                Optional.of(real(
                        c,
                        real(min),
                        real(max),
                        number -> new Value.Exact(new BigDecimal(number).setScale(scale, RoundingMode.HALF_UP)),
                        min,
                        max));
            case Simple.FLOAT64 -> Optional.of(real(c, real(min), real(max), Value.Real::new, min, max));
        };
    }

    private static HistogramSql whole(
            String column, String sql, BigInteger min, BigInteger max, Function<BigInteger, Value> value) {
        BigInteger range = max.subtract(min).add(BigInteger.ONE);
        BigInteger most = BigInteger.valueOf(MOST_BINS);
        BigInteger width = range.add(most).subtract(BigInteger.ONE).divide(most);
        List<Bounds> bounds = new ArrayList<>();
        for (BigInteger from = min; from.compareTo(max) <= 0; from = from.add(width)) {
            bounds.add(new Bounds(
                    value.apply(from),
                    value.apply(from.add(width).subtract(BigInteger.ONE).min(max))));
        }
        String bin = "(" + sql + " - CAST('" + min + "' AS HUGEINT)) // CAST('" + width + "' AS HUGEINT)";
        return new HistogramSql(column, bin, bounds);
    }

    /** Halves, because the distance of two doubles may be no double. */
    private static HistogramSql real(
            String column, double min, double max, Function<Double, Value> value, Value first, Value last) {
        double half = max / 2 - min / 2;
        List<Bounds> bounds = new ArrayList<>();
        for (int i = 0; i < MOST_BINS; i++) {
            Value from = i == 0 ? first : value.apply(edge(min, max, i));
            Value to = i == MOST_BINS - 1 ? last : value.apply(edge(min, max, i + 1));
            bounds.add(new Bounds(from, to));
        }
        String share = "(CAST(" + column + " AS DOUBLE) / 2 - CAST('" + min + "' AS DOUBLE) / 2) / CAST('" + half
                + "' AS DOUBLE)";
        return new HistogramSql(
                column,
                "greatest(0, least(" + (MOST_BINS - 1) + ", floor(" + share + " * " + MOST_BINS + ")))",
                bounds);
    }

    private static double edge(double min, double max, int bin) {
        double share = (double) bin / MOST_BINS;
        return min * (1 - share) + max * share;
    }

    List<Bin> bins(Session session, String rows) {
        try {
            return session.query(
                    Sentence.of("SELECT CAST(" + sql + " AS INTEGER) AS bin, count(*) FROM " + rows + " WHERE " + column
                            + " IS NOT NULL GROUP BY bin"),
                    found -> {
                        long[] counts = new long[bounds.size()];
                        while (found.next()) counts[found.getInt(1)] = found.getLong(2);
                        List<Bin> bins = new ArrayList<>();
                        for (int i = 0; i < counts.length; i++) {
                            Bounds bound = bounds.get(i);
                            bins.add(new Bin(bound.from(), bound.to(), counts[i]));
                        }
                        return bins;
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BigInteger number(Value value) {
        return switch (value) {
            case Value.Whole(var number) -> BigInteger.valueOf(number);
            case Value.Day(var date) -> BigInteger.valueOf(date.toEpochDay());
            case Value.Moment(var time) -> BigInteger.valueOf(micros(time));
            case Value.Nothing _, Value.Text _, Value.Real _, Value.Exact _, Value.Truth _ -> throw unexpected(value);
        };
    }

    private static double real(Value value) {
        return switch (value) {
            case Value.Real(var number) -> number;
            case Value.Exact(var number) -> number.doubleValue();
            case Value.Nothing _, Value.Text _, Value.Whole _, Value.Truth _, Value.Day _, Value.Moment _ ->
                throw unexpected(value);
        };
    }

    private static IllegalArgumentException unexpected(Value value) {
        return new IllegalArgumentException("no histogram begins or ends with " + value);
    }

    private static long micros(LocalDateTime time) {
        return ChronoUnit.MICROS.between(EPOCH, time);
    }

    private static LocalDateTime moment(long micros) {
        return EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
