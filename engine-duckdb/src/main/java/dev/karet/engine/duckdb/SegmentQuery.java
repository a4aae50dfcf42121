package dev.karet.engine.duckdb;

import dev.karet.engine.csv.Segment;
import dev.karet.engine.sql.MappingSql;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A mapping over the segments of files with one set of columns. Immutable.
 *
 * @param columns what to call each field of a record, in the file's order
 * @param nullValues texts that mean null where they stand unquoted
 */
record SegmentQuery(MappingSql sql, List<String> columns, List<String> nullValues) {

    private static final int SMALLEST_LINE_LIMIT = 1 << 16;
    private static final int SMALLEST_BUFFER = 4 << 20;

    SegmentQuery {
        columns = List.copyOf(columns);
        nullValues = List.copyOf(nullValues);
    }

    /** Every row, without and with a fault; with {@link TableShape#RECORD}, counted from 0, if wanted. */
    String rows(Segment segment, boolean record) {
        return sql.select(input(segment, record), record ? List.of(Sql.name(TableShape.RECORD)) : List.of());
    }

    /** The rows with a fault: {@link TableShape#RECORD}, {@link MappingSql#FAULT}, {@link MappingSql#FAULT_VALUE}. */
    String rejects(Segment segment) {
        return sql.rejects(input(segment, true), List.of(Sql.name(TableShape.RECORD)));
    }

    private String input(Segment segment, boolean record) {
        String wanted = sql.sourceColumns().stream()
                .map(MappingSql.SourceColumn::sqlName)
                .collect(Collectors.joining(", "));
        String number = "row_number() OVER () - 1 AS " + TableShape.RECORD;
        String selected =
                record ? (wanted.isEmpty() ? number : wanted + ", " + number) : wanted.isEmpty() ? "1 AS x" : wanted;
        return "(SELECT " + selected + " FROM " + csv(segment) + ")";
    }

    private String csv(Segment segment) {
        char quote = segment.dialect().quote();
        char delimiter = segment.dialect().delimiter();
        int line = Math.max(SMALLEST_LINE_LIMIT, segment.longestRecordBytes() + 1);
        String types = columns.stream().map(name -> "'" + name + "': 'VARCHAR'").collect(Collectors.joining(", "));
        String nulls = Stream.concat(Stream.of(""), nullValues.stream())
                .filter(text -> text.indexOf(quote) < 0 && text.indexOf(delimiter) < 0 && text.indexOf('\n') < 0)
                .distinct()
                .map(DuckDbLiterals::text)
                .collect(Collectors.joining(", "));
        return "read_csv(" + DuckDbLiterals.text(segment.path().toString())
                + ", auto_detect = false, header = false, columns = {"
                + types
                + "}, delim = " + DuckDbLiterals.text(String.valueOf(delimiter)) + ", quote = "
                + DuckDbLiterals.text(String.valueOf(quote))
                + ", escape = " + DuckDbLiterals.text(String.valueOf(quote))
                + ", new_line = '\\n', comment = '', encoding = 'utf-8', nullstr = ["
                + nulls
                + "], allow_quoted_nulls = false, null_padding = false, strict_mode = true, parallel = false, max_line_size = "
                + line
                + ", buffer_size = " + Math.max(SMALLEST_BUFFER, 2L * line) + ")";
    }
}
