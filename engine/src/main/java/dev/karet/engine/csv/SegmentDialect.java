package dev.karet.engine.csv;

import dev.karet.model.pipeline.CsvFormat;

/**
 * How the segments of a file are written: UTF-8, every record ended by one line feed, the quote doubled inside quotes, no byte
 * order mark, no header, no blank line. Follows from the format alone. Immutable.
 *
 * @param delimiter one ASCII character
 * @param quote one ASCII character, also the escape
 */
public record SegmentDialect(char delimiter, char quote) {

    /** Stands in for a delimiter that is not one byte of ASCII. */
    private static final char UNIT_SEPARATOR = '\u001f';

    /** Stands in for a quote that is not one byte of ASCII, and for none: hardly ever in a text, so hardly ever to be quoted. */
    private static final char START_OF_HEADING = '\u0001';

    /** The dialect of segments of files in {@code format}. */
    public static SegmentDialect of(CsvFormat format) {
        return new SegmentDialect(ascii(format.delimiter(), UNIT_SEPARATOR), ascii(format.quote(), START_OF_HEADING));
    }

    private static char ascii(String wanted, char otherwise) {
        return wanted.length() == 1 && wanted.charAt(0) < 0x80 ? wanted.charAt(0) : otherwise;
    }
}
