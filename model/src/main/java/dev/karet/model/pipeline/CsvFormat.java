package dev.karet.model.pipeline;

import java.util.List;
import java.util.Optional;

/**
 * How the files of a container are written. Immutable.
 *
 * @param delimiter one character between fields
 * @param quote one character around a field; empty for files without quoting
 * @param escape one character that makes a quote literal inside quotes; usually the quote itself
 * @param encoding an IANA charset name; absent: byte order mark, else strict UTF-8, else windows-1252
 * @param header whether the first record names the columns; without it columns are taken by position
 * @param skipRows physical lines before the header
 * @param nullValues texts that mean null, besides a blank
 * @param decimal the decimal sign, {@code .} or {@code ,}
 * @param thousands the grouping sign, one of {@code "" , . space '}
 */
public record CsvFormat(
        String delimiter,
        String quote,
        String escape,
        Optional<String> encoding,
        boolean header,
        int skipRows,
        List<String> nullValues,
        String decimal,
        String thousands,
        OtherFields other) {

    public static final CsvFormat DEFAULT =
            new CsvFormat(",", "\"", "\"", Optional.empty(), true, 0, List.of(), ".", "", OtherFields.NONE);

    public CsvFormat {
        nullValues = List.copyOf(nullValues);
    }
}
