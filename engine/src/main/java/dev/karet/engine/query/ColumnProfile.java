package dev.karet.engine.query;

import dev.karet.model.expr.DataType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a column holds. Immutable. Text in it is cut after {@link #LONGEST_TEXT} characters.
 *
 * @param rows all rows of the table
 * @param nulls those without a value here
 * @param min the smallest value; absent when every value is null
 * @param max the largest value
 * @param mean of numbers; absent also when it is no finite double
 * @param lengths of text
 * @param top the most frequent values, most frequent first; their counts are exact
 * @param topExact whether no other value can be as frequent
 * @param histogram of numbers, dates and timestamps that are not all the same, in order
 */
public record ColumnProfile(
        String column,
        DataType type,
        long rows,
        long nulls,
        Distinct distinct,
        Optional<Value> min,
        Optional<Value> max,
        OptionalDouble mean,
        Optional<Lengths> lengths,
        List<Frequency> top,
        boolean topExact,
        List<Bin> histogram) {

    /** Characters of a text that are shown. */
    public static final int LONGEST_TEXT = 200;

    public ColumnProfile {
        top = List.copyOf(top);
        histogram = List.copyOf(histogram);
    }

    /** How many values there are besides null. */
    public record Distinct(long count, boolean exact) {}

    /** Characters (code points) of texts. */
    public record Lengths(long min, long max, double mean) {}

    /** A value and the rows that have it. */
    public record Frequency(Value value, long rows) {}

    /**
     * The rows of one of some equally wide ranges.
     *
     * @param from the smallest value that may be in it
     * @param to of whole numbers, dates and timestamps the largest one; of other numbers where the next begins, and in the last one the largest
     */
    public record Bin(Value from, Value to, long rows) {}
}
