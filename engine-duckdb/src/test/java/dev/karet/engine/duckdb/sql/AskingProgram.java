package dev.karet.engine.duckdb.sql;

import dev.karet.engine.query.SqlCancel;
import dev.karet.engine.query.SqlLimits;
import dev.karet.engine.query.SqlQuestion;
import java.nio.file.Path;
import java.time.Duration;

/** A service that asks one endless question, to be killed meanwhile. */
final class AskingProgram {

    /** What it prints when its process is at work. */
    static final String ASKED = "asked";

    private AskingProgram() {}

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        LocalTables tables = new LocalTables(folder.resolve("tables"));
        DuckDbSqlRunner runner =
                new DuckDbSqlRunner(SqlLimits.of(Duration.ofMinutes(5), 1, 200L << 20), 1, folder.resolve("temp"));
        runner.run(
                new SqlQuestion("SELECT sum(i + id) FROM sales, range(1000000000000) r(i)", tables.names(), 1),
                names -> {
                    System.out.println(ASKED);
                    return tables.open(names);
                },
                new SqlCancel());
    }
}
