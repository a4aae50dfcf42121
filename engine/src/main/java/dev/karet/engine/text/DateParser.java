package dev.karet.engine.text;

import dev.karet.model.expr.DateFormatPattern;
import dev.karet.model.expr.DateFormatPattern.Element;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code parse_date} and {@code parse_timestamp}: reads texts of one format. Immutable; thread-safe. */
public final class DateParser {

    private final List<Element> elements;

    public DateParser(DateFormatPattern format) {
        elements = format.elements();
    }

    /** The day that {@code text} names; null when the text does not match or there is no such day. A time is read and dropped. */
    public @Nullable LocalDate date(String text) {
        var fields = new DateFields();
        return match(text, 0, 0, fields) ? fields.date() : null;
    }

    /** The instant that {@code text} names, in UTC; the clock stood in {@code zone} unless the text has an offset of its own. Null as in {@link #date}. */
    public @Nullable LocalDateTime timestamp(String text, ZoneId zone) {
        var fields = new DateFields();
        if (!match(text, 0, 0, fields)) return null;
        LocalDate date = fields.date();
        if (date == null) return null;
        LocalDateTime local = date.atTime(fields.time());
        // ZonedDateTime takes the earlier offset in an overlap and moves a time in a gap forward by the gap, as we
        // promise.
        LocalDateTime utc = fields.hasOffset()
                ? local.minusSeconds(fields.offsetSeconds())
                : local.atZone(zone).withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime();
        return utc.getYear() >= 1 && utc.getYear() <= 9999 ? utc : null;
    }

    /** Tries the longest reading of every token first, and shorter ones when the rest does not match then. */
    private boolean match(String text, int at, int index, DateFields fields) {
        if (index == elements.size()) return at == text.length();
        return switch (elements.get(index)) {
            case Element.Literal(var literal) ->
                text.startsWith(literal, at) && match(text, at + literal.length(), index + 1, fields);
            case Element.Token(var field) -> {
                for (int length = fields.longest(field, text, at); length >= fields.shortest(field); length--) {
                    if (fields.read(field, text, at, length) && match(text, at + length, index + 1, fields)) yield true;
                }
                yield false;
            }
        };
    }
}
