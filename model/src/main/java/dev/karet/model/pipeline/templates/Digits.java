package dev.karet.model.pipeline.templates;

/** Numbers as files write them. Pure functions. */
final class Digits {

    private Digits() {}

    /** {@code number} with one digit after the point. */
    static String tenths(double number) {
        long tenths = Math.round(number * 10);
        return (tenths < 0 ? "-" : "") + Math.abs(tenths) / 10 + "." + Math.abs(tenths) % 10;
    }

    /** So many hundredths, not negative, with two digits after {@code point}. */
    static String hundredths(long number, char point) {
        return number / 100 + "" + point + twoDigits(number % 100);
    }

    /** {@link #hundredths} with a comma, and a point before the thousands. */
    static String european(long hundredths) {
        long whole = hundredths / 100;
        String fraction = "," + twoDigits(hundredths % 100);
        if (whole < 1_000) return whole + fraction;
        long below = whole % 1_000;
        return whole / 1_000 + "." + (below < 100 ? "0" : "") + twoDigits(below) + fraction;
    }

    /** {@code number}, not negative, with a zero before it when it has one digit. */
    static String twoDigits(long number) {
        return (number < 10 ? "0" : "") + number;
    }
}
