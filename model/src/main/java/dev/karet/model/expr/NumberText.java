package dev.karet.model.expr;

import java.math.BigDecimal;

/** Doubles as text: the shortest digits that read back the same. Pure functions. */
public final class NumberText {

    private static final double SMALLEST_PLAIN = 1e-7;
    private static final double FIRST_WITH_EXPONENT = 1e15;

    private NumberText() {}

    /**
     * {@code value} as {@code cast} to string writes it: plain between 1e-7 and 1e15, with an exponent elsewhere ({@code 1.5e-8}),
     * whole values without a fraction, and no negative zero.
     *
     * @throws IllegalArgumentException when {@code value} is not finite
     */
    public static String of(double value) {
        if (!Double.isFinite(value)) throw new IllegalArgumentException("not a finite number: " + value);
        if (value == 0) return "0";
        double size = Math.abs(value);
        BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (size >= SMALLEST_PLAIN && size < FIRST_WITH_EXPONENT) return shortest.toPlainString();
        String digits = shortest.unscaledValue().abs().toString();
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        int exponent = digits.length() - 1 - shortest.scale();
        return (value < 0 ? "-" : "") + digits.charAt(0) + fraction + "e" + exponent;
    }

    /** {@link #of}, but a negative zero keeps its sign, as a literal must to read back the same. */
    public static String literal(double value) {
        return Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(-0.0) ? "-0.0" : of(value);
    }
}
