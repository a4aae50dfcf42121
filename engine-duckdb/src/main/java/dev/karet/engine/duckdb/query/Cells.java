package dev.karet.engine.duckdb.query;

import dev.karet.engine.query.Value;
import dev.karet.model.expr.DataType;
import dev.karet.model.expr.DataType.Decimal;
import dev.karet.model.expr.DataType.Simple;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values in and out of statements. */
final class Cells {

    private static final Value NOTHING = new Value.Nothing();

    private Cells() {}

    /** @param place from 1 */
    static Value read(ResultSet rows, int place, DataType type) throws SQLException {
        return switch (type) {
            case Simple.TEXT -> of(rows.getString(place), Value.Text::new);
            case Simple.INT64 -> primitive(rows, new Value.Whole(rows.getLong(place)));
            case Simple.FLOAT64 -> real(rows, rows.getDouble(place));
            case Simple.BOOL -> primitive(rows, new Value.Truth(rows.getBoolean(place)));
            case Simple.DATE -> of(rows.getObject(place, LocalDate.class), Value.Day::new);
            case Simple.TIMESTAMP -> of(rows.getObject(place, LocalDateTime.class), Value.Moment::new);
            case Decimal _ -> of(rows.getBigDecimal(place), Value.Exact::new);
        };
    }

    private static <T> Value of(@Nullable T cell, Function<T, Value> value) {
        return cell == null ? NOTHING : value.apply(cell);
    }

    private static Value primitive(ResultSet rows, Value value) throws SQLException {
        return rows.wasNull() ? NOTHING : value;
    }

    /** A double that is not finite is null, as everywhere in Karet. */
    private static Value real(ResultSet rows, double number) throws SQLException {
        return rows.wasNull() || !Double.isFinite(number) ? NOTHING : new Value.Real(number);
    }

    /** Binds a value that is not null; the statement casts it to its type. */
    static void bind(PreparedStatement statement, int place, Value value) throws SQLException {
        switch (value) {
            case Value.Nothing _ -> throw new IllegalArgumentException("null is never bound");
            case Value.Whole(var number) -> statement.setLong(place, number);
            case Value.Real(var number) -> statement.setDouble(place, number);
            case Value.Exact(var number) -> statement.setBigDecimal(place, number);
            case Value.Truth(var truth) -> statement.setBoolean(place, truth);
            case Value.Text _, Value.Day _, Value.Moment _ -> statement.setString(place, value.spelled());
        }
    }
}
