package dev.karet.engine.query;

import dev.karet.engine.query.RowFilter.Operator;
import java.util.List;

/**
 * What a row must fulfil, over any of its columns. Immutable. Every part is true or false, never unknown: with null on either side {@link
 * Operator#NE} holds and every other comparison does not, before anything is negated or joined.
 */
public sealed interface RowPredicate {

    /** Every part holds; with none of them it holds. */
    record All(List<RowPredicate> parts) implements RowPredicate {
        public All {
            parts = List.copyOf(parts);
        }
    }

    /** Some part holds; with none of them it does not. */
    record Any(List<RowPredicate> parts) implements RowPredicate {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    record Not(RowPredicate part) implements RowPredicate {}

    /** One cell fulfils a condition. */
    record Cell(RowFilter filter) implements RowPredicate {}

    /** A numeric column compares, as a double, with a number. */
    record Quantity(String column, Operator operator, double number) implements RowPredicate {}

    /** Two columns of one type compare. */
    record Columns(String left, Operator operator, String right) implements RowPredicate {}
}
