package dev.karet.engine.query;

import dev.karet.model.expr.DataType;
import dev.karet.model.expr.DataType.Decimal;
import dev.karet.model.expr.DataType.Simple;
import dev.karet.model.expr.NumberText;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** What stands in one cell of a table. Immutable. */
public sealed interface Value {

    /** Null. */
    record Nothing() implements Value {}

    /** Unicode text. */
    record Text(String text) implements Value {}

    /** An int64. */
    record Whole(long number) implements Value {}

    /** A finite float64; never a negative zero. */
    record Real(double number) implements Value {
        public Real {
            if (!Double.isFinite(number)) throw new IllegalArgumentException("not a finite number: " + number);
            number += 0.0;
        }
    }

    /** A decimal, with as many digits after the point as its column has. */
    record Exact(BigDecimal number) implements Value {}

    /** True or false. */
    record Truth(boolean value) implements Value {}

    /** A date of the years 0001 to 9999. */
    record Day(LocalDate date) implements Value {}

    /** A timestamp of the years 0001 to 9999, of whole microseconds and without a zone. */
    record Moment(LocalDateTime time) implements Value {}

    /** The value as {@link ValueReader} reads it back; null is empty text. */
    default String spelled() {
        return switch (this) {
            case Nothing() -> "";
            case Text(var text) -> text;
            case Whole(var number) -> Long.toString(number);
            case Real(var number) -> NumberText.of(number);
            case Exact(var number) -> number.toPlainString();
            case Truth(var truth) -> Boolean.toString(truth);
            case Day(var date) -> date.toString();
            case Moment(var time) -> MomentText.of(time);
        };
    }

    /** Whether a column of {@code type} may hold this. */
    default boolean fits(DataType type) {
        return switch (this) {
            case Nothing() -> true;
            case Text _ -> type == Simple.TEXT;
            case Whole _ -> type == Simple.INT64;
            case Real _ -> type == Simple.FLOAT64;
            case Exact(var number) ->
                type instanceof Decimal(var precision, var scale)
                        && number.scale() == scale
                        && number.precision() <= precision;
            case Truth _ -> type == Simple.BOOL;
            case Day _ -> type == Simple.DATE;
            case Moment _ -> type == Simple.TIMESTAMP;
        };
    }
}
