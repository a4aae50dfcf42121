package dev.karet.engine.duckdb;

import dev.karet.model.expr.DataType;
import dev.karet.model.expr.DataType.Decimal;
import dev.karet.model.expr.DataType.Simple;
import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;

/** Spelling of names and values in DuckDB's SQL. */
final class Sql {

    private Sql() {}

    /** A quoted name. */
    static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A text literal. */
    static String text(String text) {
        String quoted = "'" + text.replace("'", "''") + "'";
        return text.indexOf(0) < 0 ? quoted : "(" + quoted.replace("\0", "' || chr(0) || '") + ")";
    }

    /** The type of a column that holds values of {@code type}. */
    static String type(DataType type) {
        return switch (type) {
            case Decimal(int precision, int scale) -> "DECIMAL(" + precision + ", " + scale + ")";
            case Simple simple ->
                switch (simple) {
                    case TEXT -> "VARCHAR";
                    case INT64 -> "BIGINT";
                    case FLOAT64 -> "DOUBLE";
                    case BOOL -> "BOOLEAN";
                    case DATE -> "DATE";
                    case TIMESTAMP -> "TIMESTAMP";
                };
        };
    }

    /** A list literal of file names. */
    static String files(Collection<Path> files) {
        return files.stream().map(file -> text(file.toString())).collect(Collectors.joining(", ", "[", "]"));
    }
}
