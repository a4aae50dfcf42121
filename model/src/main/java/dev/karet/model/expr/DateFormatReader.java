package dev.karet.model.expr;

import dev.karet.model.Quoted;
import dev.karet.model.expr.DateFormatPattern.Element;
import dev.karet.model.expr.DateFormatPattern.Fault;
import dev.karet.model.expr.DateFormatPattern.Field;
import dev.karet.model.expr.DateFormatPattern.Part;
import dev.karet.model.expr.DateFormatPattern.Reading;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes the text of a date format apart and collects its faults. Not thread-safe. */
final class DateFormatReader {

    private static final int MOST_FAULTS = 20;

    private final List<Element> elements = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    private final Map<Part, String> tokens = new EnumMap<>(Part.class);

    private DateFormatReader() {}

    static Reading read(String format) {
        var reader = new DateFormatReader();
        reader.tokens(format);
        reader.checkWhole(format);
        return reader.faults.isEmpty()
                ? new Reading.Good(new DateFormatPattern(reader.elements))
                : new Reading.Faulty(reader.faults);
    }

    private void tokens(String format) {
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
            fault("The format has the unknown token " + Quoted.text(text) + ".", unknownHint(token));
            return;
        }
        endLiteral();
        elements.add(new Element.Token(field.get()));
        Part part = field.get().part();
        String before = tokens.putIfAbsent(part, text);
        if (before != null) {
            fault(
                    "The format names " + part.words() + " twice, with \"" + before + "\" and \"" + text + "\".",
                    "Keep one of them.");
        }
    }

    private void checkWhole(String format) {
        boolean byDay = tokens.containsKey(Part.MONTH) && tokens.containsKey(Part.DAY);
        boolean byDayOfYear = tokens.containsKey(Part.DAY_OF_YEAR);
        if (faults.isEmpty() && (!tokens.containsKey(Part.YEAR) || !(byDay || byDayOfYear))) {
            fault(
                    "The format " + Quoted.text(format) + " does not say which day it is.",
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
        if (faults.size() < MOST_FAULTS) faults.add(new Fault(message, hint));
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
