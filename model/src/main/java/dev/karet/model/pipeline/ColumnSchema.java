package dev.karet.model.pipeline;

import dev.karet.model.expr.DataType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A column of a source or of a table. Immutable.
 *
 * @param nullable when false, a row with null here is rejected
 * @param assertions what must hold for the whole table; empty on a source
 */
public record ColumnSchema(String name, DataType type, boolean nullable, Assertions assertions, OtherFields other) {

    public static ColumnSchema of(String name, DataType type) {
        return new ColumnSchema(name, type, true, Assertions.NONE, OtherFields.NONE);
    }

    /**
     * Conditions on the finished table; one that fails keeps the table's old data and fails the job.
     *
     * @param acceptedValues the only texts a value may print as; absent: any. Null values pass.
     * @param min the smallest number allowed, inclusive; null values pass
     * @param max the largest number allowed, inclusive; null values pass
     */
    public record Assertions(
            boolean notNull,
            boolean unique,
            Optional<List<String>> acceptedValues,
            OptionalDouble min,
            OptionalDouble max,
            OtherFields other) {

        public static final Assertions NONE = new Assertions(
                false, false, Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty(), OtherFields.NONE);

        public Assertions {
            acceptedValues = acceptedValues.map(List::copyOf);
        }

        public boolean isEmpty() {
            return !notNull && !unique && acceptedValues.isEmpty() && min.isEmpty() && max.isEmpty();
        }
    }
}
