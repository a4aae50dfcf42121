package dev.karet.engine.duckdb.sql;

import java.io.IOException;

/** What the other side says is not what it may say. */
final class BrokenMessage extends IOException {

    private static final long serialVersionUID = 1L;

    BrokenMessage(String message) {
        super(message);
    }
}
