package dev.karet.engine.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** The shortest text that reads back as the same double. */
public final class Float64Text {

    private Float64Text() {}

    /** Without an exponent when 1e-7 ≤ abs &lt; 1e15, with one otherwise; whole values without {@code .0}. {@code value} is finite. */
    public static String of(double value) {
        if (value == 0) return "0";
        BigDecimal shortest = shortest(value);
        double size = Math.abs(value);
        if (size >= 1e-7 && size < 1e15) return shortest.toPlainString();
        String digits = shortest.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - shortest.scale();
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        return (value < 0 ? "-" : "") + digits.charAt(0) + fraction + "e" + exponent;
    }

    private static BigDecimal shortest(double value) {
        BigDecimal text = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        // The JDK never writes fewer than two digits, even where one would read back: 4.9E-324 for 5e-324.
        if (text.precision() != 2) return text;
        BigDecimal digit = text.round(new MathContext(1, RoundingMode.HALF_EVEN));
        return digit.doubleValue() == value ? digit.stripTrailingZeros() : text;
    }
}
