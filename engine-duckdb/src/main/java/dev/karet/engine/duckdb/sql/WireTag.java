package dev.karet.engine.duckdb.sql;

/** What a message is. */
enum WireTag {
    /** From the process: it can take a question. */
    READY('r'),
    /** To the process: the statement, the tables that it may name, the most rows. */
    QUESTION('q'),
    /** From the process: the tables that it needs. */
    NEEDS('n'),
    /** To the process: statements that make the tables' views, and the files that these read. */
    TABLES('t'),
    /** From the process: names and types in turn. */
    COLUMNS('c'),
    /** From the process: the cells of a row. */
    ROW('w'),
    /** From the process: whether there would be more rows, and the nanoseconds that it took. */
    END('e'),
    /** From the process: reason, message, place in the statement (-1 for none), hint (empty for none). */
    REFUSED('f'),
    /** From the process: no memory, or no room for temporary files. */
    OUT_OF_MEMORY('m');

    private final int code;

    WireTag(char code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static WireTag of(int code) throws BrokenMessage {
        for (WireTag tag : values()) {
            if (tag.code == code) return tag;
        }
        throw new BrokenMessage("no message is a " + code);
    }

    /** What a cell holds. */
    enum CellKind {
        NULL('0'),
        WHOLE('1'),
        CUT('2');

        private final int code;

        CellKind(char code) {
            this.code = code;
        }

        int code() {
            return code;
        }

        static CellKind of(int code) throws BrokenMessage {
            for (CellKind kind : values()) {
                if (kind.code == code) return kind;
            }
            throw new BrokenMessage("no cell is a " + code);
        }
    }
}
