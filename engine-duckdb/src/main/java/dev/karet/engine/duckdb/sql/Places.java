package dev.karet.engine.duckdb.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.engine.query.SqlAnswer.Place;
import java.util.Optional;

/** Places in a statement. */
final class Places {

    private Places() {}

    /** The place before which {@code bytes} of UTF-8 stand; empty when it is not within the statement. */
    static Optional<Place> ofBytes(String statement, long bytes) {
        if (bytes < 0) return Optional.empty();
        byte[] utf8 = statement.getBytes(UTF_8);
        if (bytes > utf8.length) return Optional.empty();
        return Optional.of(at(statement, new String(utf8, 0, (int) bytes, UTF_8).length()));
    }

    /** The place before which {@code offset} characters stand. */
    static Place at(String statement, int offset) {
        int end = Math.min(offset, statement.length());
        int line = 1;
        int begin = 0;
        for (int i = 0; i < end; i++) {
            if (statement.charAt(i) == '\n') {
                line++;
                begin = i + 1;
            }
        }
        return new Place(end, line, statement.codePointCount(begin, end) + 1);
    }
}
