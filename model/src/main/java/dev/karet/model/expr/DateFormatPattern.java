package dev.karet.model.expr;

import java.util.List;

/**
 * The format of {@code parse_date} and {@code parse_timestamp}, taken apart once. Immutable. What each token reads is written in
 * {@code docs/reference/expressions.md}.
 *
 * @param elements what the text must be made of, from start to end; literals are merged, and never empty
 */
public record DateFormatPattern(List<Element> elements) {

    public DateFormatPattern {
        elements = List.copyOf(elements);
    }

    /** One piece of a format. */
    public sealed interface Element {

        /** Text that stands for itself. */
        record Literal(String text) implements Element {}

        /** A piece of the date or time that is read from the text. */
        record Token(Field field) implements Element {}
    }

    /** What a token reads. */
    public enum Field {
        /** {@code %Y}: exactly four digits. */
        YEAR(Part.YEAR),
        /** {@code %y}: two digits, 69 to 99 being 1969 to 1999 and 00 to 68 being 2000 to 2068. */
        YEAR_OF_CENTURY(Part.YEAR),
        /** {@code %m}. */
        MONTH(Part.MONTH),
        /** {@code %b} or {@code %B}: an English month name, short or full. */
        MONTH_NAME(Part.MONTH),
        /** {@code %d}. */
        DAY(Part.DAY),
        /** {@code %j}. */
        DAY_OF_YEAR(Part.DAY_OF_YEAR),
        /** {@code %a} or {@code %A}: an English weekday, short or full, that must agree with the date. */
        WEEKDAY(Part.WEEKDAY),
        /** {@code %H}: 0 to 23. */
        HOUR(Part.HOUR),
        /** {@code %I}: 1 to 12. */
        HOUR_OF_HALF_DAY(Part.HOUR),
        /** {@code %p}: AM or PM. */
        HALF_DAY(Part.HALF_DAY),
        /** {@code %M}. */
        MINUTE(Part.MINUTE),
        /** {@code %S}: 0 to 59. */
        SECOND(Part.SECOND),
        /** {@code %f}: one to six digits, a fraction of a second. */
        FRACTION(Part.FRACTION),
        /** {@code %z}: {@code Z}, {@code ±HH}, {@code ±HHMM} or {@code ±HH:MM}. */
        OFFSET(Part.OFFSET);

        private final Part part;

        Field(Part part) {
            this.part = part;
        }

        Part part() {
            return part;
        }
    }

    /** What two tokens of one format must not both say. */
    enum Part {
        YEAR("the year"),
        MONTH("the month"),
        DAY("the day"),
        DAY_OF_YEAR("the day of the year"),
        WEEKDAY("the weekday"),
        HOUR("the hour"),
        HALF_DAY("AM or PM"),
        MINUTE("the minute"),
        SECOND("the second"),
        FRACTION("the fraction"),
        OFFSET("the offset");

        private final String words;

        Part(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** What became of a format's text. */
    public sealed interface Reading {

        /** The format is good. */
        record Good(DateFormatPattern pattern) implements Reading {}

        /** The format has at least one fault. */
        record Faulty(List<Fault> faults) implements Reading {
            public Faulty {
                faults = List.copyOf(faults);
            }
        }
    }

    /** One sentence about what is wrong with a format, and what to do. */
    public record Fault(String message, String hint) {}

    /** Takes {@code format} apart and finds every fault in it; never throws. */
    public static Reading parse(String format) {
        return DateFormatReader.read(format);
    }

    /**
     * Takes a format apart that was checked before.
     *
     * @throws IllegalArgumentException when it has a fault after all
     */
    public static DateFormatPattern of(String format) {
        return switch (parse(format)) {
            case Reading.Good(var pattern) -> pattern;
            case Reading.Faulty(var faults) ->
                throw new IllegalArgumentException(faults.getFirst().message());
        };
    }
}
