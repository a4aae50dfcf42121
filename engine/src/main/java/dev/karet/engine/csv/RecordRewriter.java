package dev.karet.engine.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes a sound record apart and writes it in the dialect of segments, so that no reader can take it for anything else. For one thread. */
final class RecordRewriter {

    private final Dialect dialect;
    private final byte quote;
    private final byte delimiter;
    private byte[] value = new byte[256];
    private int valueLength;
    private boolean valueQuoted;
    /** Whether a delimiter follows the value, and so another field, perhaps empty. */
    private boolean more;

    private byte[] out = new byte[1024];
    private int length;

    RecordRewriter(Dialect dialect) {
        this.dialect = dialect;
        this.quote = (byte) dialect.segments().quote();
        this.delimiter = (byte) dialect.segments().delimiter();
    }

    /** The bytes of the last {@link #rewrite}, line end included, up to what it returned. */
    byte[] bytes() {
        return out;
    }

    /** Writes the record between {@code from} and {@code end}; returns its length with a line feed. */
    int rewrite(byte[] text, int from, int end) {
        length = 0;
        var at = from;
        var first = true;
        do {
            at = field(text, at, end);
            if (!first) {
                put(delimiter);
            }
            putValue(first, first && !more);
            first = false;
        } while (more);
        put((byte) '\n');
        return length;
    }

    /** The record's values as text. */
    List<String> values(byte[] text, int from, int end) {
        var values = new ArrayList<String>();
        var at = from;
        do {
            at = field(text, at, end);
            values.add(new String(value, 0, valueLength, UTF_8));
        } while (more);
        return values;
    }

    /** Takes the field at {@code from} into {@link #value}; returns where the next begins, {@code end} after the last. */
    private int field(byte[] text, int from, int end) {
        valueLength = 0;
        var at = from;
        valueQuoted = dialect.quote().length > 0 && Dialect.stands(dialect.quote(), text, at, end);
        if (valueQuoted) {
            at = unquote(text, at + dialect.quote().length, end);
        } else {
            while (at < end && !Dialect.stands(dialect.delimiter(), text, at, end)) {
                at++;
            }
            take(text, from, at);
        }
        more = at < end;
        return at < end ? at + dialect.delimiter().length : end;
    }

    private int unquote(byte[] text, int from, int end) {
        var sign = dialect.quote();
        var escape = dialect.escape();
        var start = from;
        var at = from;
        while (at < end) {
            if (escape.length > 0 && Dialect.stands(escape, text, at, end)) {
                var after = at + escape.length;
                if (Dialect.stands(sign, text, after, end) || Dialect.stands(escape, text, after, end)) {
                    take(text, start, at);
                    start = after;
                    at = after + (Dialect.stands(sign, text, after, end) ? sign.length : escape.length);
                } else {
                    at = after;
                }
            } else if (!Dialect.stands(sign, text, at, end)) {
                at++;
            } else if (escape.length == 0 && Dialect.stands(sign, text, at + sign.length, end)) {
                take(text, start, at + sign.length);
                at += 2 * sign.length;
                start = at;
            } else {
                take(text, start, at);
                return at + sign.length;
            }
        }
        return at;
    }

    private void take(byte[] text, int from, int to) {
        var wanted = valueLength + to - from;
        if (wanted > value.length) {
            value = Arrays.copyOf(value, Math.max(wanted, 2 * value.length));
        }
        System.arraycopy(text, from, value, valueLength, to - from);
        valueLength = wanted;
    }

    private void putValue(boolean first, boolean single) {
        if (!valueQuoted && !needsQuotes(first)) {
            for (var i = 0; i < valueLength; i++) {
                put(value[i]);
            }
            return;
        }
        // In quotes it would no longer be null; an empty field is, and only a line with nothing else could be taken for
        // a blank one.
        if (!valueQuoted && !single && isNull()) {
            return;
        }
        put(quote);
        for (var i = 0; i < valueLength; i++) {
            if (value[i] == quote) {
                put(quote);
            }
            put(value[i]);
        }
        put(quote);
    }

    private boolean needsQuotes(boolean first) {
        if (first && valueLength > 0 && value[0] == (byte) 0xef) {
            return true;
        }
        for (var i = 0; i < valueLength; i++) {
            var b = value[i];
            if (b == quote || b == delimiter || b == '\r' || b == '\n') {
                return true;
            }
        }
        return false;
    }

    private boolean isNull() {
        for (var nullValue : dialect.nullValues()) {
            if (Arrays.equals(nullValue, 0, nullValue.length, value, 0, valueLength)) {
                return true;
            }
        }
        return false;
    }

    private void put(byte b) {
        if (length == out.length) {
            out = Arrays.copyOf(out, 2 * length);
        }
        out[length++] = b;
    }
}
