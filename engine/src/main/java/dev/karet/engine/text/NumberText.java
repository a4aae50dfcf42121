package dev.karet.engine.text;

import dev.karet.model.expr.DataType.Decimal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers in the spelling that {@code cast} reads from text. Every method gives null for a text that does not fit. */
public final class NumberText {

    private static final Pattern PLAIN = Pattern.compile("[+-]?(?:[0-9]++\\.?[0-9]*+|\\.[0-9]++)");
    private static final Pattern WITH_EXPONENT = Pattern.compile(PLAIN.pattern() + "(?:[eE][+-]?[0-9]++)?");

    private NumberText() {}

    /** {@code [+-]?[0-9]+} in the range of an int64. */
    public static @Nullable Long int64(String text) {
        int start = !text.isEmpty() && (text.charAt(0) == '+' || text.charAt(0) == '-') ? 1 : 0;
        if (start == text.length()) return null;
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') return null;
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException outOfRange) {
            return null;
        }
    }

    /** A finite double: digits with an optional fraction and exponent; zero is never negative. */
    public static @Nullable Double float64(String text) {
        if (!WITH_EXPONENT.matcher(text).matches()) return null;
        double value = Double.parseDouble(text);
        return Double.isFinite(value) ? value + 0.0 : null;
    }

    /** An exact number without an exponent, rounded half away from zero to the scale of {@code type}. */
    public static @Nullable BigDecimal decimal(String text, Decimal type) {
        if (!PLAIN.matcher(text).matches()) return null;
        int point = text.indexOf('.') < 0 ? text.length() : text.indexOf('.');
        int first = text.charAt(0) == '+' || text.charAt(0) == '-' ? 1 : 0;
        while (first < point && text.charAt(first) == '0') first++;
        if (point - first > Decimal.MAX_PRECISION) return null;
        // Rounding half away from zero asks for one digit more than is kept; the rest may be megabytes.
        int end = Math.min(text.length(), point + type.scale() + 2);
        var size = new BigDecimal("0" + text.substring(first, end));
        return fit(text.charAt(0) == '-' ? size.negate() : size, type);
    }

    /** {@code value} rounded half away from zero to the scale of {@code type}; null when that is too wide for it. */
    public static @Nullable BigDecimal fit(BigDecimal value, Decimal type) {
        if (value.signum() != 0 && (long) value.precision() - value.scale() > Decimal.MAX_PRECISION) return null;
        BigDecimal rounded = value.setScale(type.scale(), RoundingMode.HALF_UP);
        return rounded.precision() > type.precision() ? null : rounded;
    }

    /** The text's number as the shortest double text would give it; {@code value} is finite. */
    public static @Nullable BigDecimal decimal(double value, Decimal type) {
        return fit(new BigDecimal(Float64Text.of(value)), type);
    }
}
