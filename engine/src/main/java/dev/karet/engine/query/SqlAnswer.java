package dev.karet.engine.query;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What became of a statement. Immutable. */
public sealed interface SqlAnswer {

    /**
     * Its result.
     *
     * @param columns at least one; no two have one name
     * @param rows in the order of the result, each with a cell for each column
     * @param truncated whether there are more rows than these
     * @param elapsed from the start of the process's work until its last row, without the wait for tables
     */
    record Rows(List<Column> columns, List<List<Cell>> rows, boolean truncated, Duration elapsed) implements SqlAnswer {
        public Rows {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    /**
     * A statement that is not run, or that failed.
     *
     * @param reason a stable snake_case code for programs
     * @param message one sentence for its author
     * @param place where in the statement, if that is known
     * @param hint what to do about it
     */
    record Refused(String reason, String message, Optional<Place> place, Optional<String> hint) implements SqlAnswer {}

    /** It was not done by the deadline. */
    record TimedOut(Duration deadline) implements SqlAnswer {}

    /** It needs more memory, or more room for temporary files, than it may have. */
    record OutOfMemory(long memoryBytes) implements SqlAnswer {}

    /** It was no longer wanted. */
    record Cancelled() implements SqlAnswer {}

    /** Its process ended without an answer. */
    record Crashed() implements SqlAnswer {}

    /** As many statements as may run at once are running, and none ended while this one waited. */
    record Busy() implements SqlAnswer {}

    /**
     * A column of a result.
     *
     * @param type as DuckDB names it, such as {@code DECIMAL(12,2)}
     */
    record Column(String name, String type) {}

    /**
     * A place in a statement.
     *
     * @param offset characters (UTF-16 units) before it
     * @param line from 1
     * @param column from 1
     */
    record Place(int offset, int line, int column) {}

    /** A value of a result. */
    sealed interface Cell {

        /** No value. */
        record Null() implements Cell {}

        /**
         * A value as text: numbers with all their digits, dates and times as in ISO 8601, everything else as DuckDB writes it.
         *
         * @param cut whether this is only the beginning of it
         */
        record Text(String value, boolean cut) implements Cell {}
    }
}
