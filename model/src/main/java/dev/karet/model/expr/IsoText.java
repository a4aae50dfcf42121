package dev.karet.model.expr;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates and timestamps in the one spelling that casts and literals read; see {@code cast} in expressions.md. Pure functions. */
public final class IsoText {

    private static final Pattern DATE = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})");
    private static final Pattern TIMESTAMP = Pattern.compile("(" + DATE.pattern() + ")[T ]([0-9]{2}):([0-9]{2})"
            + "(?::([0-9]{2})(?:\\.([0-9]{1,6}))?)?(?:(Z)|([+-])([0-9]{2}):([0-9]{2}))?");

    private IsoText() {}

    /** The day that {@code text} spells as {@code YYYY-MM-DD}, years 0001 to 9999; empty when it does not. */
    public static Optional<LocalDate> date(String text) {
        Matcher matcher = DATE.matcher(text);
        if (!matcher.matches()) return Optional.empty();
        int year = Integer.parseInt(matcher.group(1));
        if (year == 0) return Optional.empty();
        try {
            return Optional.of(
                    LocalDate.of(year, Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3))));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /** The UTC time that {@code text} spells, as {@code cast} to timestamp reads it; empty when it does not. */
    public static Optional<LocalDateTime> timestamp(String text) {
        Matcher matcher = TIMESTAMP.matcher(text);
        if (!matcher.matches()) return Optional.empty();
        int hour = Integer.parseInt(matcher.group(5));
        int minute = Integer.parseInt(matcher.group(6));
        int second = matcher.group(7) == null ? 0 : Integer.parseInt(matcher.group(7));
        if (hour > 23 || minute > 59 || second > 59) return Optional.empty();
        int nanos = matcher.group(8) == null ? 0 : Integer.parseInt((matcher.group(8) + "00000000").substring(0, 9));
        Optional<Integer> offset = offsetMinutes(matcher);
        if (offset.isEmpty()) return Optional.empty();
        return date(matcher.group(1))
                .map(day ->
                        day.atTime(LocalTime.of(hour, minute, second, nanos)).minusMinutes(offset.get()))
                .filter(time -> time.getYear() >= 1 && time.getYear() <= 9999);
    }

    /** What a text literal beside a timestamp means: a timestamp, or a date alone for its midnight. */
    public static Optional<LocalDateTime> timestampLiteral(String text) {
        return timestamp(text).or(() -> date(text).map(LocalDate::atStartOfDay));
    }

    /** Empty when the offset is out of range; offsets reach 18 hours either way, as in ISO time zones. */
    private static Optional<Integer> offsetMinutes(Matcher matcher) {
        if (matcher.group(10) == null) return Optional.of(0);
        int minutes = Integer.parseInt(matcher.group(11)) * 60 + Integer.parseInt(matcher.group(12));
        if (Integer.parseInt(matcher.group(12)) > 59 || minutes > 18 * 60) return Optional.empty();
        return Optional.of(matcher.group(10).equals("-") ? -minutes : minutes);
    }
}
