package dev.karet.web.jobs;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * Rejected rows as CSV after RFC 4180: CRLF ends a line, and a field with a comma, a quote or a line break stands in quotes.
 *
 * <p>Spreadsheets take a field that begins with {@code = + - @}, a tab or a carriage return for a formula, and what was rejected is the one text that
 * nobody has checked. Such a field gets an apostrophe in front, which spreadsheets do not show. Whoever needs the exact text reads the rows as
 * JSON.
 */
public final class RejectedRowsCsv implements RejectedRows.Sink {

    private static final String FORMULA = "=+-@\t\r";

    private final Writer out;

    /** @param out stays the caller's to close */
    public RejectedRowsCsv(Writer out) {
        this.out = out;
    }

    /** Writes the names of the columns. */
    public void header() throws IOException {
        line(List.of("mapping", "file", "line", "column", "value", "reason", "raw"));
    }

    @Override
    public void take(RejectedRow row) throws IOException {
        line(List.of(
                row.mapping(),
                row.file(),
                row.line() == 0 ? "" : Long.toString(row.line()),
                row.column(),
                row.value(),
                row.reason(),
                row.raw()));
    }

    private void line(List<String> fields) throws IOException {
        String comma = "";
        for (String field : fields) {
            out.write(comma);
            out.write(quoted(guarded(field)));
            comma = ",";
        }
        out.write("\r\n");
    }

    private static String guarded(String field) {
        return !field.isEmpty() && FORMULA.indexOf(field.charAt(0)) >= 0 ? "'" + field : field;
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
