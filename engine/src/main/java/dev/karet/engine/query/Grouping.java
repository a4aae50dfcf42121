package dev.karet.engine.query;

import java.util.List;
import java.util.Optional;

/**
 * Which rows of a table, put into groups by what, and what is wanted of every group. Immutable.
 *
 * @param keys without any, all rows are one group, even when there is no row
 * @param measures at least one
 * @param limit groups that the answer has at most, 1 to {@link #MOST_GROUPS}
 */
public record Grouping(List<Key> keys, List<Measure> measures, RowPredicate where, Order order, int limit) {

    /** Groups of an answer. */
    public static final int MOST_GROUPS = 10_000;

    public Grouping {
        keys = List.copyOf(keys);
        measures = List.copyOf(measures);
        if (measures.isEmpty()) throw new IllegalArgumentException("nothing is measured");
        if (limit < 1 || limit > MOST_GROUPS) throw new IllegalArgumentException(limit + " groups");
    }

    /**
     * What rows of a group have in common; null is a value like any other.
     *
     * @param span of a date or timestamp; then the key is the first day of the span
     */
    public record Key(String column, Optional<Span> span) {}

    /** A stretch of the calendar. */
    public enum Span {
        DAY,
        /** From Monday, as ISO 8601 has it. */
        WEEK,
        MONTH,
        YEAR
    }

    /**
     * A number or value of a group.
     *
     * @param column absent only for {@link Function#COUNT}, which counts rows then
     */
    public record Measure(Function function, Optional<String> column) {}

    /** How the values of a group become one. Nulls do not take part; without any value the result is null, but a count is 0. */
    public enum Function {
        COUNT,
        DISTINCT,
        /** The exact sum of int64 and decimals; of doubles the same in whatever order they are added. */
        SUM,
        /** The sum without its sign. */
        ABS_SUM,
        /** The sum divided by the count, as a double. */
        AVG,
        MIN,
        MAX
    }

    /** Which groups come first. */
    public enum Order {
        /** The largest first measure, equals by their keys; null last. */
        LARGEST,
        /** The last groups by their keys, told in ascending order; null last. */
        LATEST
    }
}
