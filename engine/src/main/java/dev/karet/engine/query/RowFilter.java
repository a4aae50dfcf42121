package dev.karet.engine.query;

import java.util.List;

/**
 * What rows must fulfil in one column. Immutable. With null in the column {@link Operator#NE} holds and every other comparison does not.
 *
 * @param column one of the table's
 */
public record RowFilter(String column, Condition condition) {

    /** What a cell must fulfil. */
    public sealed interface Condition {

        /**
         * A comparison with a value.
         *
         * @param value not null, and of the column's type; text compares by code point
         */
        record Compare(Operator operator, Value value) implements Condition {}

        /**
         * One of some values.
         *
         * @param values as {@link Compare#value}; with none of them no row passes
         */
        record In(List<Value> values) implements Condition {
            public In {
                values = List.copyOf(values);
            }
        }

        /** Text that holds {@code part}, letter for letter. */
        record Contains(String part) implements Condition {}

        /** Text that begins with {@code start}, letter for letter. */
        record StartsWith(String start) implements Condition {}

        record IsNull() implements Condition {}

        record IsNotNull() implements Condition {}
    }

    /** How a cell compares with a value. */
    public enum Operator {
        EQ,
        NE,
        LT,
        LE,
        GT,
        GE
    }
}
