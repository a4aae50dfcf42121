package dev.karet.engine.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.model.pipeline.CsvFormat;
import java.util.Arrays;
import java.util.List;

/**
 * How a source is written, as bytes of UTF-8. Immutable; the arrays are not to be changed.
 *
 * @param quote empty for files without quoting
 * @param escape empty when the quote is doubled instead
 * @param nullValues unquoted texts that mean null
 */
record Dialect(
        byte[] delimiter,
        byte[] quote,
        byte[] escape,
        List<byte[]> nullValues,
        boolean header,
        SegmentDialect segments) {

    static Dialect of(CsvFormat format) throws FileUnreadable {
        if (format.delimiter().isEmpty()
                || format.delimiter().equals(format.quote())
                || (format.delimiter() + format.quote() + format.escape())
                        .chars()
                        .anyMatch(c -> c == '\n' || c == '\r')) {
            throw new FileUnreadable("The source's format needs a delimiter that is neither its quote nor a line end.");
        }
        var escape = format.escape().equals(format.quote()) || format.quote().isEmpty() ? "" : format.escape();
        return new Dialect(
                format.delimiter().getBytes(UTF_8),
                format.quote().getBytes(UTF_8),
                escape.getBytes(UTF_8),
                format.nullValues().stream().map(value -> value.getBytes(UTF_8)).toList(),
                format.header(),
                SegmentDialect.of(format));
    }

    /** Whether every record must be written anew because segments use other signs. */
    boolean foreign() {
        return delimiter.length != 1
                || delimiter[0] != segments.delimiter()
                || (quote.length > 0 && (quote.length != 1 || quote[0] != segments.quote()));
    }

    /** Whether {@code sign}, which is not empty, stands at {@code at}. */
    static boolean stands(byte[] sign, byte[] text, int at, int end) {
        return at + sign.length <= end && Arrays.equals(sign, 0, sign.length, text, at, at + sign.length);
    }
}
