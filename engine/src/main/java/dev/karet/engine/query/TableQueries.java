package dev.karet.engine.query;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Answers questions to published tables out of their local files, which must stay until the answer is there. Columns are called by the names
 * that {@link TableFiles#columns} has; values are bound, never part of a statement. Thread-safe.
 *
 * <p>Every method throws {@link QueryFailed} when there is no answer within the watch or the memory that queries may use, {@link
 * IllegalArgumentException} for a column that the table does not have, a value that is none of its type or a position that it does not have, and {@code EngineFault} when
 * the engine itself fails.
 */
public interface TableQueries extends AutoCloseable {

    /** Rows that a page has at most. */
    int LARGEST_PAGE = 1_000;

    /**
     * The rows after a position. Pages of one selection over one commit, put together, are every row once, in the selection's order. A page
     * of very wide rows may be shorter than asked for and yet not the last.
     *
     * @param after where the page before ended; empty for the first page
     * @param limit rows at most, 1 to {@link #LARGEST_PAGE}
     */
    RowPage rows(TableFiles table, Selection selection, Optional<Position> after, int limit, QueryWatch watch);

    /** How many rows fulfil {@code filters}. */
    long count(TableFiles table, List<RowFilter> filters, QueryWatch watch);

    /** Groups of rows, the same at every evaluation over one commit. */
    Groups groups(TableFiles table, Grouping grouping, QueryWatch watch);

    /** What each of {@code columns} holds, in their order. */
    List<ColumnProfile> profile(TableFiles table, List<String> columns, QueryWatch watch);

    /**
     * Gives every row to {@code sink}, in order and as they come, with memory for some of them only.
     *
     * @throws IOException what {@code sink} throws
     */
    void scan(TableFiles table, Selection selection, RowSink sink, QueryWatch watch) throws IOException;

    /** Writes every row, in order, as one Parquet file. {@code target} does not exist before; after a failure it may. */
    void writeParquet(TableFiles table, Selection selection, Path target, QueryWatch watch);

    @Override
    void close();
}
