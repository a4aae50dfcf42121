package dev.karet.engine.query;

import java.time.Duration;

/**
 * What one statement may use. Immutable.
 *
 * @param deadline how long it may compute; the time until its tables are on the local disk does not count
 * @param mostRows rows of an answer
 * @param memoryBytes what it may hold in memory, and again in temporary files
 * @param answerBytes the text of all cells of an answer together, and 32 bytes for each of them; rows beyond are cut off
 * @param cellCharacters the text of one cell; what is beyond is cut off
 */
public record SqlLimits(Duration deadline, int mostRows, long memoryBytes, int answerBytes, int cellCharacters) {

    private static final int ANSWER = 8 << 20;
    private static final int CELL = 10_000;

    public SqlLimits {
        if (deadline.isNegative() || deadline.isZero()) throw new IllegalArgumentException("a deadline is later");
        if (mostRows < 1 || memoryBytes < 1 || answerBytes < 1 || cellCharacters < 1) {
            throw new IllegalArgumentException("limits are positive");
        }
    }

    /** With answers of 8 MiB and cells of 10,000 characters at most. */
    public static SqlLimits of(Duration deadline, int mostRows, long memoryBytes) {
        return new SqlLimits(deadline, mostRows, memoryBytes, ANSWER, CELL);
    }
}
