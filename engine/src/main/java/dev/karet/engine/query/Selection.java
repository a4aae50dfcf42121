package dev.karet.engine.query;

import java.util.List;

/**
 * Which rows of a table, which of their columns, and in which order. Immutable.
 *
 * @param columns in the order of the answer; at least one
 * @param filters all of which a row must fulfil
 * @param where what it must fulfil besides
 * @param order the first counts most; among equals, and where there is none, ingest order
 */
public record Selection(List<String> columns, List<RowFilter> filters, RowPredicate where, List<Sort> order) {

    /** Without a predicate. */
    public Selection(List<String> columns, List<RowFilter> filters, List<Sort> order) {
        this(columns, filters, new RowPredicate.All(List.of()), order);
    }

    public Selection {
        columns = List.copyOf(columns);
        filters = List.copyOf(filters);
        order = List.copyOf(order);
    }

    /** An order by one column, null last either way; text by code point. */
    public record Sort(String column, boolean descending) {}
}
