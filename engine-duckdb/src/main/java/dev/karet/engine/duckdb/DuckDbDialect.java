package dev.karet.engine.duckdb;

import dev.karet.engine.sql.SqlDialect;

/** How DuckDB spells what Karet means; queries written with it need {@code functions} registered where they run. Thread-safe. */
public abstract class DuckDbDialect implements SqlDialect {

    public static SqlDialect of(DuckDbFunctions functions) {
        throw new UnsupportedOperationException(functions.toString());
    }
}
