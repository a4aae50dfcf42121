package dev.karet.engine.query;

/**
 * Runs statements that users wrote, each in a process of its own that may at worst end itself. Thread-safe.
 *
 * <p>One SELECT over the tables that it is given, and nothing else: no other statement, no file, no setting, no environment. Time, memory,
 * processor, files and the answer's size are limited by the operating system or by whoever waits, not by the good will of the process.
 */
public interface SqlRunner {

    /**
     * Runs one statement and waits for its answer. What is wrong with the statement, or with what it wants, is an answer.
     *
     * @param tables asked once, for the tables that the statement names, and only when it names any; closed before this returns. What it
     *     throws ends the process and is thrown on
     * @param cancel ends the process at once, whenever it comes; where tables are still on their way, what brings them should look at it too
     */
    SqlAnswer run(SqlQuestion question, TableSource tables, SqlCancel cancel);
}
