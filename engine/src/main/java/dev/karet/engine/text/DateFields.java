package dev.karet.engine.text;

import dev.karet.model.expr.DateFormatPattern.Field;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.Year;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** What was read of one date so far. Reading a field again replaces it. */
final class DateFields {

    private static final int LONGEST_NAME = "September".length();

    private int year;
    private int month = 1;
    private int day = 1;
    private int dayOfYear;
    private @Nullable DayOfWeek weekday;
    private int hour;
    private int halfDayHour;
    private @Nullable Boolean afternoon;
    private int minute;
    private int second;
    private int micros;
    private boolean offset;
    private int offsetSeconds;

    /** The fewest characters that a field may take. */
    int shortest(Field field) {
        return switch (field) {
            case YEAR -> 4;
            case YEAR_OF_CENTURY, HALF_DAY -> 2;
            case MONTH_NAME, WEEKDAY -> 3;
            case MONTH, DAY, DAY_OF_YEAR, HOUR, HOUR_OF_HALF_DAY, MINUTE, SECOND, FRACTION, OFFSET -> 1;
        };
    }

    /** The most characters that a field could take of {@code text} from {@code at}. */
    int longest(Field field, String text, int at) {
        int most = switch (field) {
            case YEAR -> 4;
            case YEAR_OF_CENTURY, HALF_DAY, MONTH, DAY, HOUR, HOUR_OF_HALF_DAY, MINUTE, SECOND -> 2;
            case DAY_OF_YEAR -> 3;
            case FRACTION, OFFSET -> 6;
            case MONTH_NAME, WEEKDAY -> LONGEST_NAME;
        };
        return Math.min(most, text.length() - at);
    }

    /** Reads {@code length} characters from {@code at} as {@code field}; false when they are none. */
    boolean read(Field field, String text, int at, int length) {
        return switch (field) {
            case MONTH_NAME -> monthName(text, at, length);
            case WEEKDAY -> weekdayName(text, at, length);
            case HALF_DAY -> halfDay(text, at, length);
            case OFFSET -> offset(text.substring(at, at + length));
            case YEAR, YEAR_OF_CENTURY, MONTH, DAY, DAY_OF_YEAR, HOUR, HOUR_OF_HALF_DAY, MINUTE, SECOND, FRACTION ->
                number(field, digits(text, at, length), length);
        };
    }

    /** The day; null when there is no such day or it is another weekday. */
    @Nullable
    LocalDate date() {
        if (year < 1) return null;
        LocalDate date;
        if (dayOfYear > 0) {
            if (dayOfYear > Year.of(year).length()) return null;
            date = LocalDate.ofYearDay(year, dayOfYear);
        } else {
            if (day > YearMonth.of(year, month).lengthOfMonth()) return null;
            date = LocalDate.of(year, month, day);
        }
        return weekday == null || date.getDayOfWeek() == weekday ? date : null;
    }

    LocalTime time() {
        int hours = afternoon == null ? hour : halfDayHour % 12 + (afternoon ? 12 : 0);
        return LocalTime.of(hours, minute, second, micros * 1000);
    }

    boolean hasOffset() {
        return offset;
    }

    int offsetSeconds() {
        return offsetSeconds;
    }

    private boolean number(Field field, int value, int length) {
        if (value < 0) return false;
        switch (field) {
            case YEAR -> year = value;
            case YEAR_OF_CENTURY -> year = value + (value >= 69 ? 1900 : 2000);
            case MONTH -> month = value;
            case DAY -> day = value;
            case DAY_OF_YEAR -> dayOfYear = value;
            case HOUR -> hour = value;
            case HOUR_OF_HALF_DAY -> halfDayHour = value;
            case MINUTE -> minute = value;
            case SECOND -> second = value;
            case FRACTION -> {
                micros = value;
                for (int i = length; i < 6; i++) micros *= 10;
            }
            case MONTH_NAME, WEEKDAY, HALF_DAY, OFFSET -> throw new IllegalStateException(field + " is no number");
        }
        return value >= least(field) && value <= most(field);
    }

    private static int least(Field field) {
        return switch (field) {
            case YEAR, MONTH, DAY, DAY_OF_YEAR, HOUR_OF_HALF_DAY -> 1;
            case YEAR_OF_CENTURY, HOUR, MINUTE, SECOND, FRACTION, MONTH_NAME, WEEKDAY, HALF_DAY, OFFSET -> 0;
        };
    }

    private static int most(Field field) {
        return switch (field) {
            case MONTH, HOUR_OF_HALF_DAY -> 12;
            case DAY -> 31;
            case DAY_OF_YEAR -> 366;
            case HOUR -> 23;
            case MINUTE, SECOND -> 59;
            case YEAR, YEAR_OF_CENTURY, FRACTION, MONTH_NAME, WEEKDAY, HALF_DAY, OFFSET -> Integer.MAX_VALUE;
        };
    }

    private boolean monthName(String text, int at, int length) {
        for (Month candidate : Month.values()) {
            if (isName(candidate.name(), text, at, length)) {
                month = candidate.getValue();
                return true;
            }
        }
        return false;
    }

    private boolean weekdayName(String text, int at, int length) {
        for (DayOfWeek candidate : DayOfWeek.values()) {
            if (isName(candidate.name(), text, at, length)) {
                weekday = candidate;
                return true;
            }
        }
        return false;
    }

    /** English names are three letters when short. Only ASCII letters match, in any case. */
    private static boolean isName(String full, String text, int at, int length) {
        if (length != 3 && length != full.length()) return false;
        for (int i = 0; i < length; i++) {
            if ((text.charAt(at + i) | 0x20) != (full.charAt(i) | 0x20)) return false;
        }
        return true;
    }

    private boolean halfDay(String text, int at, int length) {
        if (length != 2 || (text.charAt(at + 1) | 0x20) != 'm') return false;
        int first = text.charAt(at) | 0x20;
        afternoon = first == 'p';
        return first == 'p' || first == 'a';
    }

    private boolean offset(String text) {
        offset = true;
        offsetSeconds = 0;
        if (text.equals("Z")) return true;
        char sign = text.charAt(0);
        if (sign != '+' && sign != '-') return false;
        boolean colon = text.length() == 6 && text.charAt(3) == ':';
        if (!colon && text.length() != 3 && text.length() != 5) return false;
        int hours = digits(text, 1, 2);
        int minutes = text.length() == 3 ? 0 : digits(text, text.length() - 2, 2);
        if (hours < 0 || minutes < 0 || minutes > 59 || hours * 60 + minutes > 18 * 60) return false;
        offsetSeconds = (hours * 3600 + minutes * 60) * (sign == '-' ? -1 : 1);
        return true;
    }

    /** The number that ASCII digits spell; -1 when one is no digit. */
    private static int digits(String text, int at, int length) {
        int value = 0;
        for (int i = at; i < at + length; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) return -1;
            value = value * 10 + digit;
        }
        return value;
    }
}
