package dev.karet.infer;

import dev.karet.engine.text.WhiteSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    /** How many cells have blanks around them, which a typed column of a source does not take. */
    long padded;

    /** Of numbers such as 1.234 or 1,234, which may be thousands as well as fractions. */
    long threeDigits;

    final Map<String, Long> nullWords = new HashMap<>();

    /** Those that stand in quotes or between blanks somewhere, where a column of texts does not take them for null. */
    final Set<String> disguisedWords = new HashSet<>();

    final Set<String> distinct = new HashSet<>();
    boolean moreDistinct;
    /** What the first record has here, and how many later ones have the same. */
    private Optional<String> first = Optional.empty();

    private long firstAgain;
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

    void addFirst(Cell cell) {
        add(cell);
        String text = WhiteSpace.trim(cell.text());
        if (!text.isEmpty() && text.length() <= LONGEST_KEPT) first = Optional.of(text);
    }

    /** Whether the same few values come again and again. */
    boolean repeats() {
        return !moreDistinct && distinct.size() >= 2 && values > 5L * distinct.size();
    }

    /** Whether the first record has something here that no other has. */
    boolean firstStandsAlone() {
        return first.isPresent() && firstAgain == 0;
    }

    void add(Cell cell) {
        String text = WhiteSpace.trim(cell.text());
        if (first.isPresent() && text.equals(first.get())) firstAgain++;
        if (text.isEmpty()) {
            nulls++;
            return;
        }
        boolean blanks = text.length() < cell.text().length();
        if (blanks) padded++;
        if (text.length() < 8 && NULL_WORDS.contains(text)) {
            nullWords.merge(text, 1L, Long::sum);
            if (blanks || cell.quoted()) disguisedWords.add(text);
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

    /** Takes in what was counted of the same column of another file. */
    void add(ColumnProfile other) {
        nulls += other.nulls;
        values += other.values;
        bools += other.bools;
        wholes += other.wholes;
        leadingZeros += other.leadingZeros;
        exponents += other.exponents;
        longTexts += other.longTexts;
        padded += other.padded;
        threeDigits += other.threeDigits;
        longestDigits = Math.max(longestDigits, other.longestDigits);
        longestWhole = Math.max(longestWhole, other.longestWhole);
        longestFraction = Math.max(longestFraction, other.longestFraction);
        signed |= other.signed;
        for (int i = 0; i < numbers.length; i++) numbers[i] += other.numbers[i];
        for (int i = 0; i < amounts.length; i++) amounts[i] += other.amounts[i];
        other.nullWords.forEach((word, count) -> nullWords.merge(word, count, Long::sum));
        disguisedWords.addAll(other.disguisedWords);
        moreDistinct |= other.moreDistinct;
        for (String value : other.distinct) {
            if (distinct.size() < MOST_DISTINCT) distinct.add(value);
            else moreDistinct |= !distinct.contains(value);
        }
        other.dates.forEach(
                (rank, counter) -> dates.computeIfAbsent(rank, _ -> new Counter(counter.format)).fits += counter.fits);
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
        if (others == 1 && digits >= 4 && digits <= 6 && text.length() > 4) {
            char before = text.charAt(text.length() - 4);
            if (before == '.' || before == ',') threeDigits++;
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

    /** Whether {@code word} seems to be a value here: Namibia among codes of countries, or "none" among answers. */
    boolean isValue(String word) {
        if (!nullWords.containsKey(word)) return false;
        if (word.equalsIgnoreCase("none")) return values > 0;
        boolean code = word.chars().allMatch(c -> c >= 'A' && c <= 'Z');
        return code
                && distinct.size() >= 3
                && distinct.stream()
                        .allMatch(value ->
                                value.length() == word.length() && value.chars().allMatch(c -> c >= 'A' && c <= 'Z'));
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
