package dev.karet.model.pipeline;

import dev.karet.model.expr.DataType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

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
     * @param acceptedValues the only values allowed, spelt as {@code cast} from string reads them; absent: any. Null values pass.
     * @param min the smallest number allowed, inclusive; null values pass
     * @param max the largest number allowed, inclusive; null values pass
     */
    public record Assertions(
            boolean notNull,
            boolean unique,
            Optional<List<String>> acceptedValues,
            Optional<BigDecimal> min,
            Optional<BigDecimal> max,
            OtherFields other) {

        public static final Assertions NONE =
                new Assertions(false, false, Optional.empty(), Optional.empty(), Optional.empty(), OtherFields.NONE);

        public Assertions {
            acceptedValues = acceptedValues.map(List::copyOf);
            min = min.map(BigDecimal::stripTrailingZeros);
            max = max.map(BigDecimal::stripTrailingZeros);
        }

        public boolean isEmpty() {
            return !notNull && !unique && acceptedValues.isEmpty() && min.isEmpty() && max.isEmpty();
        }
    }
}
