package dev.karet.model.pipeline;

import dev.karet.model.expr.DataType;
import dev.karet.model.expr.DataType.Decimal;
import dev.karet.model.expr.DataType.Simple;
import dev.karet.model.expr.IsoText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Texts that stand for a value of a column, read as {@code cast} reads text. */
final class AcceptedText {

    /** Numbers that are longer are not even looked at: reading one takes more time than its digits grow. */
    private static final int LONGEST_NUMBER = 1_000;

    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]++");
    private static final Pattern PLAIN = Pattern.compile("[+-]?(?:[0-9]++\\.?[0-9]*+|\\.[0-9]++)");
    private static final Pattern WITH_EXPONENT = Pattern.compile(PLAIN.pattern() + "(?:[eE][+-]?[0-9]++)?");

    private AcceptedText() {}

    /** Whether {@code text} is a value of {@code type}. */
    static boolean isValue(String text, DataType type) {
        if (type.isNumeric() && text.length() > LONGEST_NUMBER) return false;
        return switch (type) {
            case Simple.TEXT -> true;
            case Simple.INT64 -> WHOLE.matcher(text).matches() && new BigInteger(text).bitLength() < Long.SIZE;
            case Simple.FLOAT64 -> WITH_EXPONENT.matcher(text).matches() && Double.isFinite(Double.parseDouble(text));
            case Simple.BOOL -> text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
            case Simple.DATE -> IsoText.date(text).isPresent();
            case Simple.TIMESTAMP -> IsoText.timestamp(text).isPresent();
            case Decimal(var precision, var scale) ->
                PLAIN.matcher(text).matches()
                        && new BigDecimal(text)
                                        .setScale(scale, RoundingMode.HALF_UP)
                                        .precision()
                                <= precision;
        };
    }
}
