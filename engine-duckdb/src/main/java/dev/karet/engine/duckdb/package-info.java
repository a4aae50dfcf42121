/** The default engine: DuckDB in the worker's own process. */
@NullMarked
package dev.karet.engine.duckdb;

import org.jspecify.annotations.NullMarked;
