package dev.karet.engine.duckdb;

import dev.karet.engine.sql.SqlDialect.Cells;
import dev.karet.model.expr.DataType;
import dev.karet.model.expr.DataType.Decimal;
import dev.karet.model.expr.DataType.Simple;

/** The language's casts in DuckDB's SQL: DuckDB's own cast where a guard proves that it agrees, ours for the rest. */
final class DuckDbCasts {

    static final String FIRST_TIMESTAMP = "TIMESTAMP '0001-01-01'";
    static final String LAST_TIMESTAMP = "TIMESTAMP '9999-12-31 23:59:59.999999'";

    /** Doubles hold every decimal of so many digits, scaled by an exact power of ten, correctly rounded. */
    private static final int DIGITS_OF_A_DOUBLE = 15;

    String cast(String cell, DataType from, DataType to, Cells cells) {
        return switch (to) {
            case Simple.TEXT -> toText(cell, from, cells);
            case Simple.INT64 -> toInt64(cell, from, cells);
            case Simple.FLOAT64 -> toFloat64(cell, from, cells);
            case Decimal decimal -> toDecimal(cell, from, decimal, cells);
            case Simple.BOOL ->
                from == Simple.TEXT
                        ? "CASE lower(" + cell + ") WHEN 'true' THEN TRUE WHEN 'false' THEN FALSE END"
                        : "(" + cell + " <> 0)";
            case Simple.DATE -> from == Simple.TEXT ? isoDate(cell, cells) : "CAST(" + cell + " AS DATE)";
            case Simple.TIMESTAMP ->
                from == Simple.TEXT ? isoTimestamp(cell, cells) : "CAST(" + cell + " AS TIMESTAMP)";
        };
    }

    /** A date that prints back as it was written was written in our one spelling; years beyond ours print otherwise or longer. */
    static String isoDate(String cell, Cells cells) {
        String value = cells.cell("TRY_CAST(" + cell + " AS DATE)");
        return "CASE WHEN strlen(" + cell + ") = 10 AND CAST(" + value + " AS VARCHAR) = " + cell + " THEN " + value
                + " END";
    }

    /**
     * Where DuckDB's number casts read only what ours do: no white space, no plus sign (of which it takes a second one for a sign too), no digit
     * separators. The one test of the last byte costs a third of a test for each kind of white space.
     */
    static String isStrict(String cell) {
        return "(" + cell + " >= '-' AND ord(reverse(" + cell + ")) > 32 AND NOT contains(" + cell + ", '_'))";
    }

    static String hasNoExponent(String cell) {
        return "NOT contains(" + cell + ", 'e') AND NOT contains(" + cell + ", 'E')";
    }

    /** Dividing two exact doubles rounds once; a longer decimal is read from its text, which rounds once too. */
    static String toDouble(String operand, Decimal from) {
        return from.precision() <= DIGITS_OF_A_DOUBLE
                ? "CAST(" + operand + " AS DOUBLE)"
                : "CAST(CAST(" + operand + " AS VARCHAR) AS DOUBLE)";
    }

    private static String isoTimestamp(String cell, Cells cells) {
        String value = cells.cell("TRY_CAST(" + cell + " AS TIMESTAMP)");
        return "CASE WHEN strlen(" + cell + ") <= 26 AND CAST(" + value + " AS VARCHAR) IN (" + cell + ", replace("
                + cell
                + ", 'T', ' ')) AND " + value + " BETWEEN " + FIRST_TIMESTAMP + " AND " + LAST_TIMESTAMP + " THEN "
                + value + " ELSE karet_timestamp("
                + cell
                + ") END";
    }

    private static String toText(String cell, DataType from, Cells cells) {
        if (from instanceof Decimal(int precision, int scale) && precision == scale) {
            // DuckDB leaves out the zero before the point when the type has no digit for it.
            return "regexp_replace(CAST(" + cell + " AS VARCHAR), '^(-?)\\.', '\\10.')";
        }
        if (from != Simple.FLOAT64) return "CAST(" + cell + " AS VARCHAR)";
        String text = cells.cell("CAST(" + cell + " AS VARCHAR)");
        return "CASE WHEN abs(" + cell + ") < 1e15 AND " + cell + " = trunc(" + cell + ") THEN CAST(CAST(" + cell
                + " AS BIGINT) AS VARCHAR) WHEN " + text + " IS NULL OR abs(" + cell + ") < 1e15 AND NOT contains("
                + text
                + ", 'e') THEN " + text + " ELSE karet_float64_text(" + cell + ") END";
    }

    private static String toInt64(String cell, DataType from, Cells cells) {
        if (from == Simple.BOOL) return "CAST(" + cell + " AS BIGINT)";
        if (from != Simple.TEXT) return "TRY_CAST(trunc(" + cell + ") AS BIGINT)";
        String value = cells.cell("TRY_CAST(" + cell + " AS BIGINT)");
        return "CASE WHEN CAST(" + value + " AS VARCHAR) = " + cell + " THEN " + value + " ELSE karet_int64(" + cell
                + ") END";
    }

    private static String toFloat64(String cell, DataType from, Cells cells) {
        if (from instanceof Decimal decimal) return toDouble(cell, decimal);
        if (from != Simple.TEXT) return "CAST(" + cell + " AS DOUBLE)";
        String value = cells.cell("TRY_CAST(" + cell + " AS DOUBLE)");
        return "CASE WHEN isfinite(" + value + ") AND " + isStrict(cell) + " THEN " + value
                + " + 0.0::DOUBLE ELSE karet_float64(" + cell + ") END";
    }

    private static String toDecimal(String cell, DataType from, Decimal to, Cells cells) {
        String type = DuckDbLiterals.type(to);
        if (from == Simple.INT64 || from instanceof Decimal) return "TRY_CAST(" + cell + " AS " + type + ")";
        // A double is rounded from its shortest text, so that 1.005 becomes 1.01.
        String text = from == Simple.TEXT ? cell : cells.cell(toText(cell, from, cells));
        String value = cells.cell("TRY_CAST(" + text + " AS " + type + ")");
        return "CASE WHEN CAST(" + value + " AS VARCHAR) = " + text + " THEN " + value + " WHEN " + value
                + " IS NOT NULL AND "
                + isStrict(text) + " AND " + hasNoExponent(text) + " THEN "
                + value + " ELSE CAST(" + fallback(text, from, to) + " AS " + type + ") END";
    }

    private static String fallback(String text, DataType from, Decimal to) {
        String function = from == Simple.TEXT ? "karet_decimal" : "karet_decimal_of_float64";
        return function + "(" + text + ", " + DecimalFunctions.code(to) + ")";
    }
}
