package dev.karet.infer;

import dev.karet.engine.text.WhiteSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What all cells of one column have in common, counted for every type that they might have. For one thread; bounded whatever the cells. */
final class ColumnProfile {

    /** Texts by which people say that there is nothing. */
    static final Set<String> NULL_WORDS = Set.of(
            "NA", "N/A", "n/a", "na", "n.a.", "null", "NULL", "Null", "None", "none", "nan", "NaN", "#N/A", "-", "--",
            "?", "\\N", "nil", "(null)", ".", "..", "...");

    static final int MOST_DISTINCT = 1_000;
    private static final int LONGEST_KEPT = 200;
    private static final int MOST_SHAPES = 500;

    long nulls;
    long values;
    long bools;
    /** Of digits and a sign alone. */
    long wholes;

    long leadingZeros;
    int longestDigits;
    long exponents;
    final long[] numbers = new long[NumberStyle.ALL.size()];
    final long[] amounts = new long[2];
    int longestWhole;
    int longestFraction;
    long longTexts;
    boolean signed;
    final Map<String, Long> nullWords = new HashMap<>();
    final Set<String> distinct = new HashSet<>();
    boolean moreDistinct;
    private final Map<String, List<Counter>> shapes = new HashMap<>();
    private final Map<Integer, Counter> dates = new HashMap<>();
    private String last = "";
    private String lastShape = "";

    private static final class Counter {
        private final DateFormats.Known format;
        private long fits;

        Counter(DateFormats.Known format) {
            this.format = format;
        }
    }

    /** A format with how many values it fits. */
    record DateCount(DateFormats.Known format, long fits) {}

    void add(Cell cell) {
        String text = WhiteSpace.trim(cell.text());
        if (text.isEmpty()) {
            nulls++;
            return;
        }
        if (!cell.quoted() && text.length() < 8 && NULL_WORDS.contains(cell.text())) {
            nullWords.merge(cell.text(), 1L, Long::sum);
            return;
        }
        values++;
        if (text.length() > 60) longTexts++;
        if (distinct.size() < MOST_DISTINCT) {
            distinct.add(text.length() <= LONGEST_KEPT ? text : text.substring(0, LONGEST_KEPT));
        } else if (!moreDistinct && !distinct.contains(text)) {
            moreDistinct = true;
        }
        char first = text.charAt(0);
        if ((first | 0x20) == 't' || (first | 0x20) == 'f') {
            if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) bools++;
        }
        if (text.length() <= 60) number(text);
        date(text);
    }

    private void number(String text) {
        int digits = 0;
        int others = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') digits++;
            else if (i > 0 || (c != '-' && c != '+')) others++;
        }
        if (digits == 0) return;
        int sign = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
        if (sign > 0) signed = true;
        if (others == 0) {
            wholes++;
            longestDigits = Math.max(longestDigits, digits);
            longestWhole = Math.max(longestWhole, digits);
            if (digits > 1 && text.charAt(sign) == '0') leadingZeros++;
            for (int i = 0; i < numbers.length; i++) numbers[i]++;
            amounts[0]++;
            amounts[1]++;
            return;
        }
        if (others > digits + 8) return;
        boolean point = others == 1 && text.indexOf('.') >= 0;
        if (point && text.indexOf('.') + 4 != text.length()) {
            size(text, '.', sign);
            for (int i = 0; i < numbers.length; i += 2) numbers[i]++;
            amounts[0]++;
            return;
        }
        boolean counted = false;
        for (int i = 0; i < numbers.length; i++) {
            NumberStyle style = NumberStyle.ALL.get(i);
            if (style.number(text) == null) continue;
            numbers[i]++;
            if (!counted) size(text, style.decimal().charAt(0), sign);
            if (!counted && (text.indexOf('e') >= 0 || text.indexOf('E') >= 0)) exponents++;
            counted = true;
        }
        for (int i = 0; i < 2; i++) {
            NumberStyle style = NumberStyle.ALL.get(2 + i);
            if (style.amount().read(text) == null) continue;
            amounts[i]++;
            size(text, style.decimal().charAt(0), 0);
        }
    }

    private void size(String text, char decimal, int from) {
        int point = text.lastIndexOf(decimal);
        int whole = 0;
        int fraction = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') continue;
            if (point >= 0 && i > point) fraction++;
            else whole++;
        }
        longestWhole = Math.max(longestWhole, whole);
        longestFraction = Math.max(longestFraction, fraction);
    }

    private void date(String text) {
        String shape = text.equals(last) ? lastShape : DateFormats.shape(text);
        last = text;
        lastShape = shape;
        if (shape.isEmpty()) return;
        List<Counter> formats = shapes.get(shape);
        if (formats == null) {
            if (shapes.size() >= MOST_SHAPES) return;
            formats = DateFormats.like(text).stream()
                    .map(format -> dates.computeIfAbsent(format.rank(), _ -> new Counter(format)))
                    .toList();
            shapes.put(shape, formats);
        }
        for (Counter counter : formats) {
            var day = counter.format.parser().date(text);
            if (day != null && day.getYear() >= 1000) counter.fits++;
        }
    }

    /** The formats that fit any value, the best first. */
    List<DateCount> dates() {
        List<DateCount> counts = new ArrayList<>();
        dates.values().stream()
                .filter(counter -> counter.fits > 0)
                .forEach(counter -> counts.add(new DateCount(counter.format, counter.fits)));
        counts.sort(Comparator.comparingLong((DateCount count) -> -count.fits())
                .thenComparingInt(count -> count.format().rank()));
        return counts;
    }
}
