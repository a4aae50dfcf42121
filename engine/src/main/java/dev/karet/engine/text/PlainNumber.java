package dev.karet.engine.text;

import org.jspecify.annotations.Nullable;

/** How a source writes its numbers: the decimal sign and the sign between thousands. Immutable; thread-safe. */
public final class PlainNumber {

    private final char decimal;
    private final String thousands;

    /**
     * @param decimal {@code .} or {@code ,}
     * @param thousands one of the grouping signs of a CSV format; empty for none. A space stands for the no-break spaces too
     */
    public PlainNumber(String decimal, String thousands) {
        this.decimal = decimal.charAt(0);
        this.thousands = thousands.equals(" ") ? " \u00A0\u202F" : thousands;
    }

    /** {@code text} with a decimal point and without thousands signs; null when groups are not whole, or a point is there that is no decimal sign. */
    public @Nullable String rewrite(String text) {
        var plain = new StringBuilder(text.length());
        int at = 0;
        if (!text.isEmpty() && (text.charAt(0) == '+' || text.charAt(0) == '-')) plain.append(text.charAt(at++));
        int group = 0;
        boolean grouped = false;
        for (; at < text.length() && text.charAt(at) != decimal; at++) {
            char character = text.charAt(at);
            if (character >= '0' && character <= '9') {
                plain.append(character);
                group++;
            } else if (thousands.indexOf(character) >= 0) {
                if (grouped ? group != 3 : group < 1 || group > 3) return null;
                grouped = true;
                group = 0;
            } else {
                break;
            }
        }
        if (grouped && group != 3) return null;
        if (at == text.length()) return plain.toString();
        if (text.charAt(at) == decimal) {
            plain.append('.');
            at++;
        }
        if (text.indexOf('.', at) >= 0) return null;
        return plain.append(text, at, text.length()).toString();
    }
}
