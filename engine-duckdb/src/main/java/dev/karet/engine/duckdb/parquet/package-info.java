/** Joining Parquet files by their bytes: row groups are copied as they are and only the footer is written anew. */
@NullMarked
package dev.karet.engine.duckdb.parquet;

import org.jspecify.annotations.NullMarked;
