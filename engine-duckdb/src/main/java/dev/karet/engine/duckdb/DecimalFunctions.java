package dev.karet.engine.duckdb;

import dev.karet.engine.text.NumberText;
import dev.karet.model.expr.DataType.Decimal;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/**
 * Decimals beyond what DuckDB computes exactly, by way of text: what it cannot hold in 38 digits on the way, we can. The last parameter
 * says the result's type as {@link #code}.
 */
final class DecimalFunctions {

    private DecimalFunctions() {}

    /** How SQL names a decimal type to these functions. */
    static int code(Decimal type) {
        return type.precision() * 100 + type.scale();
    }

    static void register(Connection connection) throws SQLException {
        reading(connection, "karet_decimal", NumberText::decimal);
        reading(connection, "karet_decimal_of_float64", (text, type) -> NumberText.fit(new BigDecimal(text), type));
        arithmetic(connection, "karet_decimal_add", BigDecimal::add);
        arithmetic(connection, "karet_decimal_sub", BigDecimal::subtract);
        arithmetic(connection, "karet_decimal_mul", BigDecimal::multiply);
        DuckDbFunctions.register(
                connection,
                "karet_decimal_compare",
                DuckDBColumnType.INTEGER,
                (chunk, out) -> {
                    for (long row = 0; row < chunk.rowCount(); row++) {
                        String left = chunk.vector(0).getString(row);
                        String right = chunk.vector(1).getString(row);
                        if (left == null || right == null) out.setNull(row);
                        else out.setInt(row, new BigDecimal(left).compareTo(new BigDecimal(right)));
                    }
                },
                DuckDBColumnType.VARCHAR,
                DuckDBColumnType.VARCHAR);
    }

    private interface Reading {
        @Nullable
        BigDecimal apply(String text, Decimal type);
    }

    private interface Operation {
        BigDecimal apply(BigDecimal left, BigDecimal right);
    }

    private static void reading(Connection connection, String name, Reading reading) throws SQLException {
        DuckDbFunctions.register(
                connection,
                name,
                DuckDBColumnType.VARCHAR,
                (chunk, out) -> {
                    DuckDBReadableVector in = chunk.vector(0);
                    for (long row = 0; row < chunk.rowCount(); row++) {
                        String text = in.getString(row);
                        BigDecimal value = text == null
                                ? null
                                : reading.apply(text, type(chunk.vector(1).getInt(row)));
                        if (value == null) out.setNull(row);
                        else out.setString(row, value.toPlainString());
                    }
                },
                DuckDBColumnType.VARCHAR,
                DuckDBColumnType.INTEGER);
    }

    private static void arithmetic(Connection connection, String name, Operation operation) throws SQLException {
        DuckDbFunctions.register(
                connection,
                name,
                DuckDBColumnType.VARCHAR,
                (chunk, out) -> {
                    for (long row = 0; row < chunk.rowCount(); row++) {
                        String result = result(
                                operation,
                                chunk.vector(0).getString(row),
                                chunk.vector(1).getString(row),
                                type(chunk.vector(2).getInt(row)));
                        if (result == null) out.setNull(row);
                        else out.setString(row, result);
                    }
                },
                DuckDBColumnType.VARCHAR,
                DuckDBColumnType.VARCHAR,
                DuckDBColumnType.INTEGER);
    }

    private static @Nullable String result(
            Operation operation, @Nullable String left, @Nullable String right, Decimal type) {
        if (left == null || right == null) return null;
        BigDecimal value = NumberText.fit(operation.apply(new BigDecimal(left), new BigDecimal(right)), type);
        return value == null ? null : value.toPlainString();
    }

    private static Decimal type(int code) {
        return new Decimal(code / 100, code % 100);
    }
}
