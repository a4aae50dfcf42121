package dev.karet.engine.csv;

import dev.karet.model.pipeline.CsvFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules for CSV read off docs/reference/csv.md as directly as they can be written: slow, over characters, all in memory. */
public final class ReferenceReader {

    /**
     * A record, good or not.
     *
     * @param values one for each field, null where the field is unquoted and empty or one of the null values; empty when malformed
     */
    public record Found(long line, String raw, Optional<List<Optional<String>>> values) {}

    private final String text;
    private final CsvFormat format;
    private final boolean returnEndsLine;
    private final List<Found> found = new ArrayList<>();
    private int at;
    private long line = 1;
    private int columns;

    private ReferenceReader(String text, CsvFormat format) {
        this.text = text;
        this.format = format;
        this.returnEndsLine = firstLineEndsWithReturn();
    }

    /** The records after the header. */
    public static List<Found> read(String text, CsvFormat format) {
        var reader = new ReferenceReader(text, format);
        reader.readAll();
        return reader.found;
    }

    private void readAll() {
        for (var i = 0; i < format.skipRows() && at < text.length(); i++) {
            goTo(afterLine(at));
        }
        while (at < text.length()) {
            var record = new Attempt(at);
            var sound = record.read();
            if (sound && record.end == at) {
                goTo(record.next);
            } else if (format.header() && columns == 0) {
                columns = record.values.size();
                goTo(record.next);
            } else if (!sound) {
                var end = lineEnd(at);
                found.add(new Found(line, text.substring(at, end), Optional.empty()));
                goTo(afterLine(at));
            } else {
                columns = columns == 0 ? record.values.size() : columns;
                found.add(new Found(
                        line,
                        text.substring(at, record.end),
                        record.values.size() == columns ? Optional.of(record.values) : Optional.empty()));
                goTo(record.next);
            }
        }
    }

    private void goTo(int next) {
        while (at < next) {
            at = afterLine(at);
            line++;
        }
        at = next;
    }

    private int endLength(int i) {
        if (text.charAt(i) == '\n') {
            return 1;
        }
        if (text.startsWith("\r\n", i)) {
            return 2;
        }
        return returnEndsLine && text.charAt(i) == '\r' ? 1 : 0;
    }

    private int lineEnd(int from) {
        var i = from;
        while (i < text.length() && endLength(i) == 0) {
            i++;
        }
        return i;
    }

    private int afterLine(int from) {
        var end = lineEnd(from);
        return end == text.length() ? end : end + endLength(end);
    }

    private boolean firstLineEndsWithReturn() {
        var quoted = false;
        var begins = true;
        for (var i = 0; i < text.length(); i++) {
            var c = text.substring(i, i + 1);
            if (format.skipRows() == 0 && c.equals(format.quote()) && (quoted || begins)) {
                quoted = !quoted;
                begins = !quoted;
            } else if (!quoted && (c.equals("\n") || c.equals("\r"))) {
                return c.equals("\r") && !text.startsWith("\r\n", i);
            } else if (!quoted) {
                begins = c.equals(format.delimiter());
            }
        }
        return false;
    }

    private final class Attempt {
        private final List<Optional<String>> values = new ArrayList<>();
        private int i;
        private int end;
        private int next;

        private Attempt(int from) {
            i = from;
        }

        private boolean read() {
            for (; ; ) {
                if (!field()) {
                    return false;
                }
                if (i < text.length() && text.startsWith(format.delimiter(), i)) {
                    i += format.delimiter().length();
                    continue;
                }
                end = i;
                next = i == text.length() ? i : i + endLength(i);
                return true;
            }
        }

        private boolean field() {
            var quote = format.quote();
            var escape = format.escape();
            if (quote.isEmpty() || !text.startsWith(quote, i)) {
                var start = i;
                while (i < text.length() && endLength(i) == 0 && !text.startsWith(format.delimiter(), i)) {
                    i++;
                }
                var value = text.substring(start, i);
                values.add(
                        value.isEmpty() || format.nullValues().contains(value) ? Optional.empty() : Optional.of(value));
                return true;
            }
            var value = new StringBuilder();
            i += quote.length();
            while (i < text.length()) {
                if (text.startsWith(escape + quote, i)) {
                    value.append(quote);
                    i += escape.length() + quote.length();
                } else if (!escape.equals(quote) && text.startsWith(escape + escape, i)) {
                    value.append(escape);
                    i += 2 * escape.length();
                } else if (text.startsWith(quote, i)) {
                    i += quote.length();
                    values.add(Optional.of(value.toString()));
                    return i == text.length() || endLength(i) > 0 || text.startsWith(format.delimiter(), i);
                } else {
                    value.append(text.charAt(i++));
                }
            }
            return false;
        }
    }
}
