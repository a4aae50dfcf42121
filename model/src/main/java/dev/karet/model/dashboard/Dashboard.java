package dev.karet.model.dashboard;

import dev.karet.model.expr.Expr;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is shown of one table. Immutable. A value of this type is well formed, not yet well meant: {@link DashboardChecker} finds what
 * is wrong with it.
 *
 * @param where conditions over the table's columns that hold before everything else, the choices of filters too; all of them must.
 *     With null on either side {@code ne} is true and every other comparison false
 * @param panels in the order in which they are laid out
 */
public record Dashboard(
        String id,
        String name,
        String analyticTableId,
        List<Filter> filters,
        List<Expr> where,
        List<Panel> panels,
        Layout layout) {

    public Dashboard {
        filters = List.copyOf(filters);
        where = List.copyOf(where);
        panels = List.copyOf(panels);
    }

    /** What its viewer can choose. */
    public record Filter(Kind kind, String column, String label) {

        /** How a filter is worked. The constant's name in lower case is the filter's {@code kind}. */
        public enum Kind {
            /** Some of the values that the column has. */
            DROPDOWN,
            /** From one day to another, both included. */
            DATE_RANGE
        }
    }

    /**
     * The grid that panels lie on, in the words of CSS.
     *
     * @param columns how many columns of equal width; ignored where {@code templateColumns} is given
     */
    public record Layout(
            OptionalInt columns,
            Optional<String> templateColumns,
            Optional<String> templateRows,
            Optional<String> gap) {

        /** Whatever the page makes of it. */
        public static final Layout AUTOMATIC =
                new Layout(OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
