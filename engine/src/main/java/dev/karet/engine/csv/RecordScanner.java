package dev.karet.engine.csv;

/** Finds where a record ends and whether its quoting is sound. Holds what it found until the next call; for one thread. */
final class RecordScanner {

    enum Verdict {
        /** A record with at least one byte: all findings are valid. */
        RECORD,
        /** A line without a byte. */
        BLANK,
        /** More bytes are needed. */
        INCOMPLETE,
        /** A quote is open at the end of the file. */
        UNCLOSED,
        /** A closing quote is followed by neither a delimiter nor a line end. */
        TEXT_AFTER_QUOTE,
        /** A quote is open where the line begins that the caller marked. */
        RUNS_ON
    }

    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final byte PLAIN = 0;
    private static final byte DELIMITER = 1;
    private static final byte QUOTE = 2;
    private static final byte LINE_FEED = 3;
    private static final byte RETURN = 4;

    private final Dialect dialect;
    private final boolean quoting;
    private final boolean returnEndsLine;
    private final boolean foreign;
    private final int lookahead;
    /** What a byte may be the beginning of, outside quotes and inside. */
    private final byte[] kinds = new byte[256];

    private final byte[] kindsInQuotes = new byte[256];

    /** After the record's last byte. */
    int end;
    /** After its line end. */
    int next;

    int fields;
    /** Physical lines that it covers. */
    int lines;
    /** The field, from 1, that is open where the first line ends, when {@code lines > 1}. */
    int openField;
    /** Whether a segment must not have it as it stands. */
    boolean rewrite;
    /** Where the quoting breaks. */
    int breakAt;

    RecordScanner(Dialect dialect, boolean returnEndsLine) {
        this.dialect = dialect;
        this.quoting = dialect.quote().length > 0;
        this.returnEndsLine = returnEndsLine;
        this.foreign = dialect.foreign();
        this.lookahead = dialect.escape().length
                + dialect.quote().length
                + Math.max(dialect.quote().length, dialect.escape().length);
        kinds[dialect.segments().quote()] = QUOTE;
        if (quoting) {
            kinds[dialect.quote()[0] & 0xff] = QUOTE;
            kindsInQuotes[dialect.quote()[0] & 0xff] = QUOTE;
        }
        if (dialect.escape().length > 0) {
            kindsInQuotes[dialect.escape()[0] & 0xff] = QUOTE;
        }
        kinds[dialect.delimiter()[0] & 0xff] = DELIMITER;
        kinds['\n'] = LINE_FEED;
        kinds['\r'] = RETURN;
        kindsInQuotes['\n'] = LINE_FEED;
        kindsInQuotes['\r'] = RETURN;
    }

    /**
     * Looks at the record that begins at {@code from}.
     *
     * @param last whether the file ends at {@code to}
     * @param runsOnBefore a quote that is still open where a line begins before this place is known to stay broken
     */
    Verdict scan(byte[] text, int from, int to, boolean last, int runsOnBefore) {
        fields = 1;
        lines = 1;
        quoteClosedAt = -1;
        rewrite = foreign || (from < to && text[from] == (byte) 0xef && Dialect.stands(MARK, text, from, to));
        var at = from;
        for (; ; ) {
            if (quoting && at < to && text[at] == dialect.quote()[0]) {
                if (!last && at + dialect.quote().length > to) {
                    return Verdict.INCOMPLETE;
                }
                if (Dialect.stands(dialect.quote(), text, at, to)) {
                    at = quoted(text, at + dialect.quote().length, to, last, runsOnBefore);
                    if (at < 0) {
                        return broken;
                    }
                }
            } else {
                at = unquoted(text, at, to);
            }
            // Here stands the end of what there is, or a byte that may end the field.
            for (var closed = at > from && quoteClosedAt == at; ; closed = false) {
                if (at == to) {
                    return last ? finish(from, at, at) : Verdict.INCOMPLETE;
                }
                var kind = kinds[text[at] & 0xff];
                if (kind == LINE_FEED) {
                    return finish(from, at, at + 1);
                }
                if (kind == RETURN) {
                    if (at + 1 == to && !last) {
                        return Verdict.INCOMPLETE;
                    }
                    if (at + 1 < to && text[at + 1] == '\n') {
                        return finish(from, at, at + 2);
                    }
                    if (returnEndsLine) {
                        return finish(from, at, at + 1);
                    }
                    rewrite = true;
                } else if (kind == DELIMITER) {
                    if (Dialect.stands(dialect.delimiter(), text, at, to)) {
                        fields++;
                        at += dialect.delimiter().length;
                        break;
                    }
                    if (!last && at + dialect.delimiter().length > to) {
                        return Verdict.INCOMPLETE;
                    }
                } else if (kind == QUOTE) {
                    rewrite = true;
                }
                if (closed) {
                    breakAt = at;
                    return Verdict.TEXT_AFTER_QUOTE;
                }
                at = unquoted(text, at + 1, to);
            }
        }
    }

    private Verdict broken = Verdict.INCOMPLETE;
    private int quoteClosedAt;

    private int unquoted(byte[] text, int from, int to) {
        var at = from;
        while (at < to && kinds[text[at] & 0xff] == PLAIN) {
            at++;
        }
        return at;
    }

    /** From inside quotes to after the closing one, or -1 with {@link #broken} set. */
    private int quoted(byte[] text, int from, int to, boolean last, int runsOnBefore) {
        var quote = dialect.quote();
        var escape = dialect.escape();
        var at = from;
        for (; ; ) {
            while (at < to && kindsInQuotes[text[at] & 0xff] == PLAIN) {
                at++;
            }
            if (at == to) {
                return broken(last ? Verdict.UNCLOSED : Verdict.INCOMPLETE, to);
            }
            switch (kindsInQuotes[text[at] & 0xff]) {
                case QUOTE -> {
                    // Whatever may follow must be in sight: it can make this quote literal.
                    if (!last && at + lookahead > to) {
                        return broken(Verdict.INCOMPLETE, to);
                    }
                    var escaped = at + escape.length;
                    if (escape.length > 0 && Dialect.stands(escape, text, at, to)) {
                        if (Dialect.stands(quote, text, escaped, to)) {
                            at = escaped + quote.length;
                            rewrite = true;
                        } else if (Dialect.stands(escape, text, escaped, to)) {
                            at = escaped + escape.length;
                            rewrite = true;
                        } else {
                            at = escaped;
                        }
                    } else if (!Dialect.stands(quote, text, at, to)) {
                        at++;
                    } else if (escape.length == 0 && Dialect.stands(quote, text, at + quote.length, to)) {
                        at += 2 * quote.length;
                    } else {
                        quoteClosedAt = at + quote.length;
                        return quoteClosedAt;
                    }
                }
                default -> {
                    if (text[at] == '\r') {
                        if (at + 1 == to && !last) {
                            return broken(Verdict.INCOMPLETE, to);
                        }
                        var feed = at + 1 < to && text[at + 1] == '\n';
                        if (feed || !returnEndsLine) {
                            at++;
                            continue;
                        }
                    }
                    at++;
                    if (lines == 1) {
                        openField = fields;
                    }
                    lines++;
                    if (at < runsOnBefore) {
                        return broken(Verdict.RUNS_ON, at);
                    }
                }
            }
        }
    }

    private int broken(Verdict verdict, int at) {
        broken = verdict;
        breakAt = at;
        return -1;
    }

    private Verdict finish(int from, int end, int next) {
        this.end = end;
        this.next = next;
        return end == from ? Verdict.BLANK : Verdict.RECORD;
    }

    /** The end of the line in which {@code from} stands, quotes disregarded, into {@link #end} and {@link #next}; false when it is not in sight. */
    boolean line(byte[] text, int from, int to, boolean last) {
        for (var at = from; at < to; at++) {
            if (text[at] == '\n') {
                return lineEnds(at, at + 1);
            }
            if (text[at] == '\r') {
                if (at + 1 == to && !last) {
                    return false;
                }
                if (at + 1 < to && text[at + 1] == '\n') {
                    return lineEnds(at, at + 2);
                }
                if (returnEndsLine) {
                    return lineEnds(at, at + 1);
                }
            }
        }
        return last && lineEnds(to, to);
    }

    private boolean lineEnds(int end, int next) {
        this.end = end;
        this.next = next;
        return true;
    }
}
