package dev.karet.engine.duckdb;

import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;

/** Spelling of names and files in DuckDB's SQL. */
public final class Sql {

    private Sql() {}

    /** A quoted name. */
    public static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A list literal of file names. */
    public static String files(Collection<Path> files) {
        return files.stream()
                .map(file -> DuckDbLiterals.text(file.toString()))
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
