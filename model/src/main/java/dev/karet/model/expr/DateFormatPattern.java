package dev.karet.model.expr;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    }

    /** What two tokens of one format must not both say. */
    private enum Part {
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
        var reader = new FormatReader();
        reader.read(format);
        reader.checkWhole(format);
        return reader.faults.isEmpty()
                ? new Reading.Good(new DateFormatPattern(reader.elements))
                : new Reading.Faulty(reader.faults);
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

    private static final class FormatReader {

        private final List<Element> elements = new ArrayList<>();
        private final List<Fault> faults = new ArrayList<>();
        private final StringBuilder literal = new StringBuilder();
        private final Map<Part, String> tokens = new EnumMap<>(Part.class);

        private void read(String format) {
            int at = 0;
            while (at < format.length()) {
                int character = format.codePointAt(at);
                at += Character.charCount(character);
                if (character != '%') {
                    literal.appendCodePoint(character);
                } else if (at == format.length()) {
                    fault("The format ends in a single \"%\".", "Write %% for a percent sign.");
                } else {
                    int token = format.codePointAt(at);
                    at += Character.charCount(token);
                    token(token);
                }
            }
            endLiteral();
        }

        private void token(int token) {
            if (token == '%') {
                literal.append('%');
                return;
            }
            Optional<Field> field = field(token);
            String text = "%" + Character.toString(token);
            if (field.isEmpty()) {
                fault("The format has the unknown token \"" + text + "\".", unknownHint(token));
                return;
            }
            endLiteral();
            elements.add(new Element.Token(field.get()));
            Part part = field.get().part;
            String before = tokens.putIfAbsent(part, text);
            if (before != null) {
                fault(
                        "The format names " + part.words + " twice, with \"" + before + "\" and \"" + text + "\".",
                        "Keep one of them.");
            }
        }

        private void checkWhole(String format) {
            boolean byDay = tokens.containsKey(Part.MONTH) && tokens.containsKey(Part.DAY);
            boolean byDayOfYear = tokens.containsKey(Part.DAY_OF_YEAR);
            if (faults.isEmpty() && (!tokens.containsKey(Part.YEAR) || !(byDay || byDayOfYear))) {
                fault(
                        "The format \"" + format + "\" does not say which day it is.",
                        "It needs %Y or %y, and %m (or %b) with %d, or %j.");
            }
            if (byDayOfYear && (tokens.containsKey(Part.MONTH) || tokens.containsKey(Part.DAY))) {
                fault("The format names the day twice, with \"%j\" and with a month or day.", "Keep one of them.");
            }
            boolean half = "%I".equals(tokens.get(Part.HOUR));
            if (half && !tokens.containsKey(Part.HALF_DAY)) {
                fault("The format has \"%I\" without \"%p\".", "Add %p, or use %H for hours from 0 to 23.");
            }
            if (!half && tokens.containsKey(Part.HALF_DAY)) {
                fault("The format has \"%p\" without \"%I\".", "Use %I for the hour, or leave %p out.");
            }
        }

        private void endLiteral() {
            if (literal.isEmpty()) return;
            elements.add(new Element.Literal(literal.toString()));
            literal.setLength(0);
        }

        private void fault(String message, String hint) {
            faults.add(new Fault(message, hint));
        }

        private static Optional<Field> field(int token) {
            return Optional.ofNullable(
                    switch (token) {
                        case 'Y' -> Field.YEAR;
                        case 'y' -> Field.YEAR_OF_CENTURY;
                        case 'm' -> Field.MONTH;
                        case 'b', 'B' -> Field.MONTH_NAME;
                        case 'd' -> Field.DAY;
                        case 'j' -> Field.DAY_OF_YEAR;
                        case 'a', 'A' -> Field.WEEKDAY;
                        case 'H' -> Field.HOUR;
                        case 'I' -> Field.HOUR_OF_HALF_DAY;
                        case 'p' -> Field.HALF_DAY;
                        case 'M' -> Field.MINUTE;
                        case 'S' -> Field.SECOND;
                        case 'f' -> Field.FRACTION;
                        case 'z' -> Field.OFFSET;
                        default -> null;
                    });
        }

        private static String unknownHint(int token) {
            return switch (token) {
                case '-', '_', '0' -> "Leave the flag out: %d and its like read one digit or two.";
                case 'e' -> "Use %d, which reads one digit or two.";
                case 'h' -> "Use %b for a month's name.";
                case 'T' -> "Write %H:%M:%S.";
                case 'F' -> "Write %Y-%m-%d.";
                case 'D' -> "Write %m/%d/%y.";
                case 'R' -> "Write %H:%M.";
                default -> "The tokens are %Y %y %m %d %H %I %p %M %S %f %b %B %a %A %j %z and %%.";
            };
        }
    }
}
