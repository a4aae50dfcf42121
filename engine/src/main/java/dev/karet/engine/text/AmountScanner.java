package dev.karet.engine.text;

import org.jspecify.annotations.Nullable;

/**
 * Reads one amount from left to right: each step takes what it can and none goes back, since no part of an amount begins like the part that may
 * come in its place. Used once.
 */
final class AmountScanner {

    /** Powers of ten that a double holds exactly. */
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    /** Below this, one digit more still leaves a whole number that a double holds exactly. */
    private static final long ROOM_FOR_A_DIGIT = 1L << 49;

    private final String text;
    private final char decimal;
    private final String thousands;
    private final int end;
    private int at;

    private int signs;
    private int currencies;
    private boolean negative;

    private int numberStart;
    private int numberEnd;
    private long digits;
    private int fractionDigits;
    private boolean exact = true;

    /** @param thousands the characters of which each may stand between groups */
    AmountScanner(String text, char decimal, String thousands) {
        this.text = text;
        this.decimal = decimal;
        this.thousands = thousands;
        int last = text.length();
        while (at < last && WhiteSpace.is(text.charAt(at))) at++;
        while (at < last && WhiteSpace.is(text.charAt(last - 1))) last--;
        end = last;
    }

    @Nullable
    Double read() {
        boolean parentheses = take('(');
        if (parentheses) {
            signs++;
            negative = true;
        }
        sign(true);
        currency();
        sign(true);
        if (!number()) return null;
        sign(false);
        currency();
        sign(false);
        spaces();
        if (parentheses != take(')') || at < end || signs > 1 || currencies > 1) return null;
        double value = value();
        if (!Double.isFinite(value)) return null;
        return negative ? 0.0 - value : value;
    }

    private boolean take(char wanted) {
        if (at == end || text.charAt(at) != wanted) return false;
        at++;
        return true;
    }

    private void spaces() {
        while (at < end && isSpace(text.charAt(at))) at++;
    }

    private static boolean isSpace(char character) {
        return character == ' ' || character == '\u00A0' || character == '\u202F';
    }

    private void sign(boolean orPlus) {
        spaces();
        if (take('-') || take('\u2212')) {
            signs++;
            negative = true;
        } else if (orPlus && take('+')) {
            signs++;
        }
    }

    /** A currency sign, letters of a code before one (CA$), or a code of three letters. */
    private void currency() {
        spaces();
        int letters = 0;
        while (letters < 3 && at + letters < end && isLetter(text.charAt(at + letters))) letters++;
        int sign = at + letters;
        if (sign < end && isCurrencySign(text.codePointAt(sign))) at = text.offsetByCodePoints(sign, 1);
        else if (letters == 3) at = sign;
        else return;
        currencies++;
    }

    private static boolean isLetter(char character) {
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
    }

    private static boolean isCurrencySign(int codePoint) {
        return codePoint == '$' || (codePoint >= 0x80 && Character.getType(codePoint) == Character.CURRENCY_SYMBOL);
    }

    private boolean number() {
        spaces();
        numberStart = at;
        int whole = digits(Integer.MAX_VALUE);
        if (whole >= 1 && whole <= 3) {
            while (isGroup()) {
                at++;
                digits(3);
            }
        }
        boolean fraction = at + 1 < end && text.charAt(at) == decimal && isDigit(at + 1);
        if (fraction) {
            at++;
            fractionDigits = digits(Integer.MAX_VALUE);
        }
        numberEnd = at;
        return whole > 0 || fraction;
    }

    private boolean isGroup() {
        return at + 3 < end
                && thousands.indexOf(text.charAt(at)) >= 0
                && isDigit(at + 1)
                && isDigit(at + 2)
                && isDigit(at + 3);
    }

    private boolean isDigit(int index) {
        char character = text.charAt(index);
        return character >= '0' && character <= '9';
    }

    /** Takes digits, at most {@code most}; how many there were. */
    private int digits(int most) {
        int start = at;
        while (at < end && at - start < most && isDigit(at)) {
            if (digits >= ROOM_FOR_A_DIGIT) exact = false;
            else digits = digits * 10 + (text.charAt(at) - '0');
            at++;
        }
        return at - start;
    }

    private double value() {
        // One division of two exact doubles is rounded once, as reading the text would be.
        if (exact && fractionDigits < POWERS.length) return digits / POWERS[fractionDigits];
        var plain = new StringBuilder(numberEnd - numberStart);
        for (int i = numberStart; i < numberEnd; i++) {
            if (text.charAt(i) == decimal) plain.append('.');
            else if (isDigit(i)) plain.append(text.charAt(i));
        }
        return Double.parseDouble(plain.toString());
    }
}
