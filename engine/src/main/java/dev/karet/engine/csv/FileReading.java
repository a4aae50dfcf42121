package dev.karet.engine.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.engine.csv.RecordScanner.Verdict;
import java.io.IOException;
import java.util.Optional;

/**
 * One reading of one file, from its first line to its last. For one thread, once.
 *
 * <p>Time stays linear although reading resumes after the first line of a record whose quoting breaks much later. Such an attempt was inside quotes at
 * the beginning of each line that it passed, or it would have ended there. An attempt from one of those lines that is still inside quotes where its own
 * first line ends is in the same state at the same place, so it ends in the same way and need not be made: see {@link #brokenUntil}.
 */
final class FileReading {

    /** More bytes than a scanner wants to see after the record's last: a line end, or three signs of four bytes. */
    private static final int LONGEST_LOOKAHEAD = 16;

    private static final int LONGEST_EXCERPT = 1 << 16;

    private final Dialect dialect;
    private final int skipRows;
    private final int recordLimit;
    private final TextWindow text;
    private final SegmentWriter writer;
    private final SegmentSink sink;
    private final RecordRewriter rewriter;
    private RecordScanner scanner;
    private OrdinaryRecords ordinary;

    private int columns;
    private long malformed;
    /** Where in the text the last attempt broke: a quote that is open at the beginning of a line before it breaks there too. */
    private long brokenUntil;

    private String brokenHow = "";
    /** Good records that are counted and not yet written stand in the window from {@code pending} to {@code pendingEnd}, never after its {@code from}. */
    private int pending;

    private int pendingEnd;

    FileReading(
            Dialect dialect, int skipRows, int recordLimit, TextWindow text, SegmentWriter writer, SegmentSink sink) {
        this.dialect = dialect;
        this.skipRows = skipRows;
        this.recordLimit = recordLimit;
        this.text = text;
        this.writer = writer;
        this.sink = sink;
        this.rewriter = new RecordRewriter(dialect);
        this.scanner = new RecordScanner(dialect, false);
        this.ordinary = new OrdinaryRecords(dialect, false, recordLimit);
    }

    IntakeSummary run() throws IOException, FileUnreadable {
        text.more();
        var returnEndsLine = LineEnds.returnAlone(dialect, skipRows > 0, text, recordLimit);
        scanner = new RecordScanner(dialect, returnEndsLine);
        ordinary = new OrdinaryRecords(dialect, returnEndsLine, recordLimit);
        for (var i = 0; i < skipRows && !atEnd(); i++) {
            skipLine();
        }
        if (dialect.header()) {
            header();
        }
        while (!atEnd()) {
            ordinaryRecords();
            if (text.from < text.to) {
                record();
            }
        }
        flush();
        writer.finish();
        var good = writer.goodRecords();
        return new IntakeSummary(good + malformed, good, malformed, text.line - 1, text.base + text.to);
    }

    private boolean atEnd() throws IOException {
        if (text.from == text.to && !text.last) {
            more();
        }
        return text.from == text.to;
    }

    private void header() throws IOException, FileUnreadable {
        while (!atEnd()) {
            var verdict = scan();
            if (verdict == Verdict.RECORD && scanner.end - text.from <= recordLimit) {
                var names = rewriter.values(text.bytes, text.from, scanner.end);
                columns = names.size();
                advance(scanner.next, scanner.lines);
                sink.columns(new SourceColumns(Optional.of(names), columns));
                return;
            }
            if (verdict != Verdict.BLANK) {
                throw new FileUnreadable("The header on line " + text.line + " cannot be read: "
                        + (verdict == Verdict.TEXT_AFTER_QUOTE
                                ? "text follows a closing quote"
                                : verdict == Verdict.UNCLOSED ? "a quote is never closed" : "it is too long")
                        + ".");
            }
            advance(scanner.next, 1);
        }
    }

    private void record() throws IOException {
        switch (scan()) {
            case BLANK -> advance(scanner.next, 1);
            case RECORD -> {
                if (scanner.end - text.from > recordLimit) {
                    tooLong();
                } else {
                    wellQuoted();
                }
            }
            case INCOMPLETE -> tooLong();
            case UNCLOSED -> broken(text.base + text.to, "is never closed");
            case TEXT_AFTER_QUOTE -> {
                var line = text.line + scanner.lines - 1;
                if (scanner.lines == 1) {
                    rejectLine("has text after the closing quote of field " + scanner.fields);
                } else {
                    broken(
                            text.base + scanner.breakAt,
                            "runs on to line " + line + ", where text follows a closing quote");
                }
            }
            case RUNS_ON -> rejectLine(quoteThat(brokenHow));
        }
    }

    /** Looks at the record at hand until its end is seen or it is too long, which is then {@code INCOMPLETE}. */
    private Verdict scan() throws IOException {
        for (; ; ) {
            var runsOnBefore = Math.clamp(brokenUntil - text.base, 0, Integer.MAX_VALUE);
            var verdict = scanner.scan(text.bytes, text.from, text.to, text.last, runsOnBefore);
            if (verdict != Verdict.INCOMPLETE || text.to - text.from > recordLimit + LONGEST_LOOKAHEAD) {
                return verdict;
            }
            more();
        }
    }

    private void wellQuoted() throws IOException {
        var count = scanner.fields;
        if (columns == 0) {
            columns = count;
            sink.columns(new SourceColumns(Optional.empty(), count));
        }
        if (count != columns) {
            reject(
                    scanner.end,
                    "has " + fields(count) + ", the " + (dialect.header() ? "header" : "first record") + " has "
                            + columns);
            advance(scanner.next, scanner.lines);
            return;
        }
        if (scanner.rewrite) {
            var length = rewriter.rewrite(text.bytes, text.from, scanner.end);
            writer.countRewritten(text.line, length, text.bytes, text.from, scanner.end);
            good(rewriter.bytes(), 0, length);
        } else {
            var length = scanner.end - text.from;
            writer.count(text.line, 1, length + 1, length + 1);
            good(text.bytes, text.from, length);
            good(LINE_FEED, 0, 1);
        }
        advance(scanner.next, scanner.lines);
        finishFull();
    }

    /** Takes whatever records stand here that need no closer look. */
    private void ordinaryRecords() throws IOException {
        if (columns == 0) {
            return;
        }
        ordinary.pass(text.bytes, text.from, text.to, pendingEnd, columns, writer.wanted());
        if (ordinary.records > 0) {
            writer.count(text.line, ordinary.records, ordinary.target - pendingEnd, ordinary.longest);
            pendingEnd = ordinary.target;
            advance(ordinary.next, ordinary.records);
            finishFull();
        }
    }

    private void finishFull() throws IOException {
        if (writer.wanted() <= 0) {
            flush();
            writer.finish();
        }
    }

    /** Puts good bytes where the window is done with, and if they do not fit there, writes everything. */
    private void good(byte[] bytes, int from, int length) throws IOException {
        if (pendingEnd + length <= scanner.next) {
            System.arraycopy(bytes, from, text.bytes, pendingEnd, length);
            pendingEnd += length;
        } else {
            flush();
            writer.write(bytes, from, from + length);
        }
    }

    private static final byte[] LINE_FEED = {'\n'};

    private static String fields(int count) {
        return count == 1 ? "1 field" : count + " fields";
    }

    private void tooLong() throws IOException {
        if (scanner.lines > 1) {
            broken(
                    text.base + text.from + recordLimit,
                    "is still open after " + recordLimit + " bytes, the limit of a record");
        } else {
            rejectLine("is longer than " + recordLimit + " bytes, the limit of a record");
        }
    }

    private void broken(long until, String how) throws IOException {
        brokenUntil = Math.max(brokenUntil, until);
        brokenHow = how;
        rejectLine(scanner.lines > 1 ? quoteThat(how) : "has a quote in field " + scanner.fields + " that " + how);
    }

    private String quoteThat(String how) {
        return "has a quote in field " + scanner.openField + " that " + how;
    }

    /** Rejects the line at hand alone, whatever quotes say. */
    private void rejectLine(String reason) throws IOException {
        var seen = scanner.line(text.bytes, text.from, text.to, text.last);
        while (!seen && text.to - text.from <= recordLimit + LONGEST_LOOKAHEAD) {
            more();
            seen = scanner.line(text.bytes, text.from, text.to, text.last);
        }
        if (seen && scanner.end - text.from <= recordLimit) {
            reject(scanner.end, reason);
            advance(scanner.next, 1);
        } else {
            reject(characterBoundary(text.from + Math.min(LONGEST_EXCERPT, recordLimit)), reason);
            skipLine();
        }
    }

    private int characterBoundary(int at) {
        var boundary = Math.min(at, text.to);
        while (boundary < text.to && (text.bytes[boundary] & 0xc0) == 0x80) {
            boundary--;
        }
        return boundary;
    }

    private void reject(int end, String reason) {
        malformed++;
        sink.malformed(
                new MalformedRecord(text.line, new String(text.bytes, text.from, end - text.from, UTF_8), reason));
    }

    private void skipLine() throws IOException {
        while (!scanner.line(text.bytes, text.from, text.to, text.last)) {
            // A return at the end of the window may be half of a line end.
            var half = text.to > text.from && text.bytes[text.to - 1] == '\r' ? 1 : 0;
            text.from = text.to - half;
            more();
        }
        advance(scanner.next, 1);
    }

    /** Goes on to {@code next}; what lies before is done with. */
    private void advance(int next, int lines) {
        text.from = next;
        text.line += lines;
        if (pending == pendingEnd) {
            pending = next;
            pendingEnd = next;
        }
    }

    private void more() throws IOException {
        flush();
        text.more();
        pending = 0;
        pendingEnd = 0;
    }

    private void flush() throws IOException {
        writer.write(text.bytes, pending, pendingEnd);
        pending = pendingEnd;
    }
}
