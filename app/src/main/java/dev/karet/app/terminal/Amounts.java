package dev.karet.app.terminal;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. Pure functions. */
public final class Amounts {

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

    private Amounts() {}

    /** {@code 12,345}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 row}, {@code 12,345 rows}. */
    public static String count(long number, String thing) {
        return count(number) + " " + (number == 1 ? thing : thing + "s");
    }

    /** {@code 1.2 MB}, in powers of a thousand. */
    public static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 || value >= 99.5 ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
    }

    /** {@code 0.4 s}, {@code 12 s}, {@code 3 min 5 s}. */
    public static String time(Duration time) {
        long seconds = time.toSeconds();
        if (seconds >= 60) {
            return "%d min %d s".formatted(seconds / 60, seconds % 60);
        }
        return String.format(Locale.ROOT, seconds >= 10 ? "%.0f s" : "%.1f s", time.toMillis() / 1000.0);
    }
}
