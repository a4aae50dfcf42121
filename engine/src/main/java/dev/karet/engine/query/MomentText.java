package dev.karet.engine.query;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Timestamps in ISO 8601 without a zone. */
final class MomentText {

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
            .toFormatter(Locale.ROOT);

    private MomentText() {}

    /** Seconds always, and as many digits of a fraction as there are. */
    static String of(LocalDateTime time) {
        return ISO.format(time);
    }
}
