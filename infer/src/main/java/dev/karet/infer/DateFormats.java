package dev.karet.infer;

import dev.karet.engine.text.DateParser;
import dev.karet.model.expr.DateFormatPattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The formats of dates and times that are looked for, in the order in which one is preferred to another that fits as well. */
final class DateFormats {

    private static final int LONGEST = 40;

    private static final List<String> DAYS = List.of(
            "%Y-%m-%d",
            "%Y/%m/%d",
            "%Y.%m.%d",
            "%Y%m%d",
            "%d.%m.%Y",
            "%d/%m/%Y",
            "%m/%d/%Y",
            "%d-%m-%Y",
            "%m-%d-%Y",
            "%m.%d.%Y",
            "%d.%m.%y",
            "%d/%m/%y",
            "%m/%d/%y",
            "%d-%m-%y",
            "%m-%d-%y",
            "%y-%m-%d",
            "%y/%m/%d",
            "%d %b %Y",
            "%d-%b-%Y",
            "%d/%b/%Y",
            "%d.%b.%Y",
            "%d. %b %Y",
            "%d %b, %Y",
            "%d-%b-%y",
            "%d %b %y",
            "%b %d, %Y",
            "%b %d %Y",
            "%b-%d-%Y",
            "%Y-%b-%d",
            "%Y %b %d",
            "%d%b%Y",
            "%a, %d %b %Y",
            "%a %d %b %Y",
            "%a, %b %d, %Y",
            "%Y-%j");
    private static final List<String> CLOCKS = List.of(
            "%H:%M:%S",
            "%H:%M", "%H:%M:%S.%f", "%I:%M:%S %p", "%I:%M %p", "%I:%M%p", "%I:%M:%S%p", "%H:%M:%S,%f", "%H.%M.%S");
    private static final List<String> ZONES = List.of("", "%z", " %z", " UTC");

    static final List<Known> ALL = all();
    private static final Map<String, List<Known>> BY_SIGNS = bySigns();

    private DateFormats() {}

    /** A format, taken apart. */
    record Known(String format, DateParser parser, boolean time, int rank) {}

    private static List<Known> all() {
        List<Known> all = new ArrayList<>();
        for (String day : DAYS) all.add(known(day, false, all.size()));
        for (String day : DAYS) {
            for (String between : List.of(" ", "T", ", ")) {
                for (String clock : CLOCKS) {
                    for (String zone : ZONES) all.add(known(day + between + clock + zone, true, all.size()));
                }
            }
        }
        all.add(known("%Y%m%d%H%M%S", true, all.size()));
        all.add(known("%Y%m%dT%H%M%S", true, all.size()));
        all.add(known("%a %b %d %H:%M:%S %Y", true, all.size()));
        return List.copyOf(all);
    }

    /** By the signs that are neither letters nor digits, which rule nearly every format out before it is tried. */
    private static Map<String, List<Known>> bySigns() {
        Map<String, List<Known>> all = new HashMap<>();
        for (Known known : ALL) {
            String bare = known.format().replaceAll("%[A-Za-z]", "");
            int zone = known.format().indexOf("%z");
            for (String offset : zone < 0 ? List.of("") : List.of("", "+", "-", "+:", "-:")) {
                all.computeIfAbsent(signs(bare + offset), _ -> new ArrayList<>())
                        .add(known);
            }
        }
        return all;
    }

    private static String signs(String text) {
        var signs = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
            if (!plain) signs.append(c);
        }
        return signs.toString();
    }

    private static Known known(String format, boolean time, int rank) {
        return new Known(format, new DateParser(DateFormatPattern.of(format)), time, rank);
    }

    /** The formats that some text of the same build as {@code text} may have: same signs, same lengths of digits, names for names. */
    static List<Known> like(String text) {
        if (text.length() < 6 || text.length() > LONGEST) return List.of();
        String sample = sample(text);
        return BY_SIGNS.getOrDefault(signs(text), List.of()).stream()
                .filter(format -> format.parser().date(sample) != null)
                .toList();
    }

    /** What texts of one build have in common; empty for what is no date. */
    static String shape(String text) {
        if (text.length() < 6 || text.length() > LONGEST) return "";
        var shape = new StringBuilder(text.length());
        boolean digits = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            digits |= digit;
            boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
            // One letter may be a T, and names are told apart by whether they are months.
            shape.append(digit ? '0' : letter ? Character.toLowerCase(c) : c);
        }
        return digits ? shape.toString() : "";
    }

    /** {@code text} with the first of January 2001, a Monday, in its digits and names. */
    private static String sample(String text) {
        var sample = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int end = at;
            char first = text.charAt(at);
            if (Character.isDigit(first)) {
                while (end < text.length() && Character.isDigit(text.charAt(end))) end++;
                boolean fraction = at > 0 && end - at > 2 && end - at != 4 && at > 8;
                sample.append(digits(end - at, fraction));
            } else if (Character.isLetter(first)) {
                while (end < text.length() && Character.isLetter(text.charAt(end))) end++;
                sample.append(name(text.substring(at, end)));
            } else {
                sample.append(first);
                end = at + 1;
            }
            at = end;
        }
        return sample.toString();
    }

    private static String digits(int count, boolean fraction) {
        if (fraction) return "0".repeat(count);
        return switch (count) {
            case 1 -> "1";
            case 2 -> "01";
            case 3 -> "001";
            case 4 -> "2001";
            case 8 -> "20010101";
            case 14 -> "20010101010101";
            default -> "0".repeat(count);
        };
    }

    private static String name(String word) {
        if (word.length() < 3) return word;
        String start = word.substring(0, 3).toLowerCase(java.util.Locale.ROOT);
        if ("mon tue wed thu fri sat sun".contains(start)) return word.length() == 3 ? "Mon" : "Monday";
        if ("jan feb mar apr may jun jul aug sep oct nov dec".contains(start)) {
            return word.length() == 3 ? "Jan" : "January";
        }
        return word;
    }
}
