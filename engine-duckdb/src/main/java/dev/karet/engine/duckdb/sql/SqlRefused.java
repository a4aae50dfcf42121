package dev.karet.engine.duckdb.sql;

import java.util.Optional;
import java.util.OptionalInt;

/** A statement that is not run, or failed; the fault is its author's. */
final class SqlRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;
    private final String message;
    private final int place;
    private final transient Optional<String> hint;

    /** @param place bytes of UTF-8 before what is wrong */
    SqlRefused(String reason, String message, OptionalInt place, Optional<String> hint) {
        super(message, null, false, false);
        this.reason = reason;
        this.message = message;
        this.place = place.orElse(-1);
        this.hint = hint;
    }

    String reason() {
        return reason;
    }

    String message() {
        return message;
    }

    /** -1 when it is not known. */
    int place() {
        return place;
    }

    Optional<String> hint() {
        return hint;
    }
}
