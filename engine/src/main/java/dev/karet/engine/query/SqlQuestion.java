package dev.karet.engine.query;

import java.util.List;

/**
 * A statement of a user's. Immutable.
 *
 * @param statement as it was written
 * @param tables the ids of every table that it may name
 * @param mostRows after so many rows the answer is cut; never more than the runner's own limit
 */
public record SqlQuestion(String statement, List<String> tables, int mostRows) {

    public SqlQuestion {
        if (mostRows < 1) throw new IllegalArgumentException("a question wants at least one row");
        tables = List.copyOf(tables);
    }
}
