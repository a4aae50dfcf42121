/**
 * Statements that users write, run in a process of its own each. {@link dev.karet.engine.duckdb.sql.DuckDbSqlRunner} and what it uses live in the
 * service; {@link dev.karet.engine.duckdb.sql.SqlProcess} and what it uses live in the process, which the operating system confines.
 */
@NullMarked
package dev.karet.engine.duckdb.sql;

import org.jspecify.annotations.NullMarked;
