/** Questions to published tables, answered by DuckDB in this process. */
@NullMarked
package dev.karet.engine.duckdb.query;

import org.jspecify.annotations.NullMarked;
