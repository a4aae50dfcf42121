package dev.karet.engine.duckdb.sql;

/** What a message is. */
enum WireTag {
    /** From the process: it can take a question. */
    READY,
    /** To the process: the statement, the tables that it may name, the most rows. */
    QUESTION,
    /** From the process: the tables that it needs. */
    NEEDS,
    /** To the process: statements that make the tables' views, and the files that these read. */
    TABLES,
    /** From the process: names and types in turn. */
    COLUMNS,
    /** From the process: the cells of a row. */
    ROW,
    /** From the process: whether there would be more rows, and the nanoseconds that it took. */
    END,
    /** From the process: reason, message, place in the statement (-1 for none), hint (empty for none). */
    REFUSED,
    /** From the process: no memory, or no room for temporary files. */
    OUT_OF_MEMORY;

    private static final WireTag[] ALL = values();

    /** What a cell holds. */
    enum CellKind {
        NULL,
        WHOLE,
        CUT;

        private static final CellKind[] ALL = values();

        static CellKind of(int number) throws BrokenMessage {
            if (number < 0 || number >= ALL.length) throw new BrokenMessage("no cell is a " + number);
            return ALL[number];
        }
    }

    static WireTag of(int number) throws BrokenMessage {
        if (number < 0 || number >= ALL.length) throw new BrokenMessage("no message is a " + number);
        return ALL[number];
    }
}
