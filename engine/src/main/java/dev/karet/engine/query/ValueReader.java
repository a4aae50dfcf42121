package dev.karet.engine.query;

import dev.karet.engine.text.NumberText;
import dev.karet.model.Quoted;
import dev.karet.model.expr.DataType;
import dev.karet.model.expr.DataType.Decimal;
import dev.karet.model.expr.DataType.Simple;
import dev.karet.model.expr.IsoText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Text as a value of a column's type, in the spelling that {@code cast} reads. Pure functions. */
public final class ValueReader {

    private ValueReader() {}

    /** What became of a text. */
    public sealed interface Reading {

        record Read(Value value) implements Reading {}

        /**
         * It spells none.
         *
         * @param message one sentence for a person that says what is wrong with the text and how to write it
         */
        record Faulty(String message) implements Reading {}
    }

    /** The value that {@code text} spells. A decimal with more digits after the point than its type is a fault, not rounded. */
    public static Reading read(DataType type, String text) {
        return switch (type) {
            case Simple.TEXT -> new Reading.Read(new Value.Text(text));
            case Simple.INT64 ->
                of(NumberText.int64(text), Value.Whole::new, text, "a whole number of 64 bits", "such as -12");
            case Simple.FLOAT64 ->
                of(NumberText.float64(text), Value.Real::new, text, "a number", "such as -1.5 or 2e6");
            case Simple.BOOL -> truth(text);
            case Simple.DATE -> of(IsoText.date(text), Value.Day::new, text, "a date", "as YYYY-MM-DD");
            case Simple.TIMESTAMP ->
                of(
                        IsoText.timestampLiteral(text),
                        Value.Moment::new,
                        text,
                        "a timestamp",
                        "as YYYY-MM-DDTHH:MM:SS, with up to six digits of a second");
            case Decimal decimal -> exact(text, decimal);
        };
    }

    private static Reading truth(String text) {
        if (text.equalsIgnoreCase("true")) return new Reading.Read(new Value.Truth(true));
        if (text.equalsIgnoreCase("false")) return new Reading.Read(new Value.Truth(false));
        return new Reading.Faulty(Quoted.text(text) + " is neither true nor false.");
    }

    private static Reading exact(String text, Decimal type) {
        BigDecimal rounded = NumberText.decimal(text, type);
        if (rounded == null) {
            return new Reading.Faulty("%s is not a %s. Write it with digits and a point, such as -1.5."
                    .formatted(Quoted.text(text), type.label()));
        }
        // What rounding took away must have been zeros; the text may have megabytes of them.
        int point = text.indexOf('.');
        boolean cut = point >= 0
                && text.length() - point - 1 > type.scale()
                && !text.substring(point + 1 + type.scale()).matches("0*+");
        return cut
                ? new Reading.Faulty("%s has more than the %d digits after the point that a %s has."
                        .formatted(Quoted.text(text), type.scale(), type.label()))
                : new Reading.Read(new Value.Exact(rounded.setScale(type.scale(), RoundingMode.UNNECESSARY)));
    }

    private static <T> Reading of(
            Optional<T> read, Function<T, Value> value, String text, String thing, String spelling) {
        return of(read.orElse(null), value, text, thing, spelling);
    }

    private static <T> Reading of(
            @Nullable T read, Function<T, Value> value, String text, String thing, String spelling) {
        return read == null
                ? new Reading.Faulty("%s is not %s. Write it %s.".formatted(Quoted.text(text), thing, spelling))
                : new Reading.Read(value.apply(read));
    }
}
