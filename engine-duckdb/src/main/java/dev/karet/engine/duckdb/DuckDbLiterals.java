package dev.karet.engine.duckdb;

import dev.karet.model.expr.DataType;
import dev.karet.model.expr.DataType.Decimal;
import dev.karet.model.expr.DataType.Simple;

/** Literals and type names in DuckDB's SQL. */
public final class DuckDbLiterals {

    private DuckDbLiterals() {}

    /** A literal that no text can break out of. SQL text cannot hold NUL, so a text with one is put together from pieces. */
    public static String text(String value) {
        String whole = wellFormed(value);
        if (whole.indexOf('\0') < 0) return quoted(whole);
        return "concat(" + quoted(whole).replace("\0", "', chr(0), '") + ")";
    }

    public static String type(DataType type) {
        return switch (type) {
            case Decimal(var precision, var scale) -> "DECIMAL(" + precision + "," + scale + ")";
            case Simple.TEXT -> "VARCHAR";
            case Simple.INT64 -> "BIGINT";
            case Simple.FLOAT64 -> "DOUBLE";
            case Simple.BOOL -> "BOOLEAN";
            case Simple.DATE -> "DATE";
            case Simple.TIMESTAMP -> "TIMESTAMP";
        };
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private static String wellFormed(String value) {
        StringBuilder mended = null;
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (!Character.isSurrogate(character)) continue;
            if (Character.isHighSurrogate(character)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                i++;
                continue;
            }
            if (mended == null) mended = new StringBuilder(value);
            mended.setCharAt(i, '\uFFFD');
        }
        return mended == null ? value : mended.toString();
    }
}
