package dev.karet.engine.csv;

import dev.karet.model.pipeline.CsvFormat;
import java.util.List;
import java.util.stream.Stream;

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

    /**
     * The texts that mean null where they stand unquoted in a segment: the empty one and the format's null values, without those that cannot
     * stand unquoted, in whose place the intake writes the empty one.
     */
    public List<String> nullTexts(CsvFormat format) {
        return Stream.concat(Stream.of(""), format.nullValues().stream())
                .filter(text -> text.chars().noneMatch(c -> c == quote || c == delimiter || c == '\n' || c == '\r'))
                .distinct()
                .toList();
    }

    private static char ascii(String wanted, char otherwise) {
        return wanted.length() == 1 && wanted.charAt(0) < 0x80 ? wanted.charAt(0) : otherwise;
    }
}
