package dev.karet.engine.query;

import dev.karet.engine.query.RowFilter.Operator;
import dev.karet.model.expr.Expr;
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

    /** An expression over the table's columns gives true. It reads no dates or numbers from text by a format and asks no lookup. */
    record Holds(Expr condition) implements RowPredicate {}
}
