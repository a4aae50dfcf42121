package dev.karet.engine.duckdb;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The functions that DuckDB lacks or means differently, written in Java and called from SQL. Thread-safe.
 *
 * <p>The formats and lookups of queries are kept here under numbers. One instance serves a run, registered on each database of the run before the
 * run's queries are used there; closing it lets go of the lookups. (The driver never lets go of a registered function itself.)
 */
public final class DuckDbFunctions implements AutoCloseable {

    /** Makes the functions known to the database of {@code connection} and to every connection of it. Once a database. */
    public void register(Connection connection) throws SQLException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
