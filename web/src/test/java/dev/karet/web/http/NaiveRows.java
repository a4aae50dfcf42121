package dev.karet.web.http;

import dev.karet.engine.query.Value;
import dev.karet.model.dashboard.Panel.Aggregate;
import dev.karet.model.dashboard.Panel.Bin;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Rows of a table in memory, and what the plainest program makes of them. Immutable. */
record NaiveRows(List<Map<String, Value>> rows) {

    /** Null last, text by code point. */
    static final Comparator<Value> ORDER = NaiveRows::compare;

    static final Comparator<List<Value>> KEY_ORDER = (left, right) -> {
        for (int i = 0; i < left.size(); i++) {
            int order = compare(left.get(i), right.get(i));
            if (order != 0) return order;
        }
        return 0;
    };

    /** A group of rows with its one number. */
    record Bar(List<Value> keys, Value value) {}

    NaiveRows where(Predicate<Map<String, Value>> condition) {
        return new NaiveRows(rows.stream().filter(condition).toList());
    }

    NaiveRows with(String column) {
        return where(row -> !isNull(row.get(column)));
    }

    Value count() {
        return new Value.Whole(rows.size());
    }

    Value distinct(String column) {
        return new Value.Whole(with(column).column(column).stream().distinct().count());
    }

    List<Value> column(String column) {
        return rows.stream().map(row -> row.get(column)).toList();
    }

    /** @param column what is aggregated; absent for the number of rows */
    Value aggregate(Aggregate aggregate, Optional<String> column) {
        if (column.isEmpty()) return count();
        List<Value> there = with(column.get()).column(column.get());
        if (aggregate == Aggregate.COUNT) return new Value.Whole(there.size());
        if (there.isEmpty()) return new Value.Nothing();
        return switch (aggregate) {
            case SUM -> sum(there);
            case AVG -> new Value.Real(exactSum(there).doubleValue() / there.size());
            case MIN -> there.stream().min(ORDER).orElseThrow();
            case MAX -> there.stream().max(ORDER).orElseThrow();
            case COUNT, MODE -> throw new AssertionError(aggregate);
        };
    }

    private static BigDecimal exactSum(List<Value> values) {
        return values.stream().map(NaiveRows::number).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Value sum(List<Value> values) {
        BigDecimal sum = exactSum(values);
        return switch (values.getFirst()) {
            case Value.Whole _ ->
                sum.toBigInteger().bitLength() < Long.SIZE
                        ? new Value.Whole(sum.longValueExact())
                        : new Value.Exact(sum);
            case Value.Real _ -> new Value.Real(sum.doubleValue());
            case Value.Exact _ -> new Value.Exact(sum);
            case Value.Nothing _, Value.Text _, Value.Truth _, Value.Day _, Value.Moment _ ->
                throw new AssertionError(values.getFirst());
        };
    }

    static BigDecimal number(Value value) {
        return switch (value) {
            case Value.Whole(var number) -> BigDecimal.valueOf(number);
            case Value.Real(var number) -> new BigDecimal(number);
            case Value.Exact(var number) -> number;
            case Value.Nothing _, Value.Text _, Value.Truth _, Value.Day _, Value.Moment _ ->
                throw new AssertionError(value);
        };
    }

    /** Every group, by its keys in order. */
    TreeMap<List<Value>, NaiveRows> groups(List<Function<Map<String, Value>, Value>> keys) {
        TreeMap<List<Value>, List<Map<String, Value>>> groups = new TreeMap<>(KEY_ORDER);
        for (Map<String, Value> row : rows) {
            List<Value> key = keys.stream().map(each -> each.apply(row)).toList();
            groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(row);
        }
        TreeMap<List<Value>, NaiveRows> found = new TreeMap<>(KEY_ORDER);
        groups.forEach((key, members) -> found.put(key, new NaiveRows(members)));
        return found;
    }

    /** The largest first, equals by their keys. */
    static List<Bar> ranked(TreeMap<List<Value>, NaiveRows> groups, Function<NaiveRows, Value> measure) {
        List<Bar> bars = new ArrayList<>();
        groups.forEach((keys, rows) -> bars.add(new Bar(keys, measure.apply(rows))));
        bars.sort((left, right) -> isNull(left.value()) || isNull(right.value())
                ? compare(left.value(), right.value())
                : compare(right.value(), left.value()));
        return bars;
    }

    static Value bin(Value value, Bin bin) {
        LocalDate day = day(value);
        if (day == null) return value;
        return new Value.Day(
                switch (bin) {
                    case DAY -> day;
                    case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                    case MONTH -> day.withDayOfMonth(1);
                    case YEAR -> day.withDayOfYear(1);
                });
    }

    static @Nullable LocalDate day(Value value) {
        return switch (value) {
            case Value.Day(var day) -> day;
            case Value.Moment(var time) -> time.toLocalDate();
            case Value.Nothing _, Value.Text _, Value.Whole _, Value.Real _, Value.Exact _, Value.Truth _ -> null;
        };
    }

    static boolean isNull(Value value) {
        return value instanceof Value.Nothing;
    }

    static int compare(Value left, Value right) {
        if (isNull(left) || isNull(right)) return Boolean.compare(isNull(left), isNull(right));
        return switch (left) {
            case Value.Day(var day) when right instanceof Value.Day(var other) -> day.compareTo(other);
            case Value.Moment(var time) when right instanceof Value.Moment(var other) -> time.compareTo(other);
            case Value.Truth(var truth) when right instanceof Value.Truth(var other) -> Boolean.compare(truth, other);
            case Value.Text(var text)
            when right instanceof Value.Text(var other) ->
                Arrays.compareUnsigned(text.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
            case Value _ -> number(left).compareTo(number(right));
        };
    }
}
