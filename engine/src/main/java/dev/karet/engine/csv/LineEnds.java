package dev.karet.engine.csv;

import java.io.IOException;

/** Decides from a text's first line end what its lines end with. */
final class LineEnds {

    private LineEnds() {}

    /**
     * Whether the first line ends with a return alone, as on old Macs; then returns, line feeds and both together end lines, and
     * otherwise a return alone is an ordinary character.
     *
     * @param raw whether the first line is no CSV, so that its quotes mean nothing
     * @param limit how many bytes to look at before the answer is no
     */
    static boolean returnAlone(Dialect dialect, boolean raw, TextWindow text, int limit) throws IOException {
        var end = firstEnd(dialect, raw, text);
        while ((end < 0 || end + 1 == text.to) && !text.last && text.to - text.from <= limit) {
            text.more();
            end = firstEnd(dialect, raw, text);
        }
        return end >= 0 && text.bytes[end] == '\r' && (end + 1 == text.to || text.bytes[end + 1] != '\n');
    }

    private static int firstEnd(Dialect dialect, boolean raw, TextWindow text) {
        var quote = dialect.quote();
        var quoted = false;
        var fieldBegins = true;
        for (var at = text.from; at < text.to; at++) {
            if (!raw && quote.length > 0 && (quoted || fieldBegins) && Dialect.stands(quote, text.bytes, at, text.to)) {
                quoted = !quoted;
                at += quote.length - 1;
                // The closing quote may be one of a pair, which opens again.
                fieldBegins = !quoted;
            } else if (!quoted && (text.bytes[at] == '\n' || text.bytes[at] == '\r')) {
                return at;
            } else if (!quoted) {
                fieldBegins = Dialect.stands(dialect.delimiter(), text.bytes, at, text.to);
                at += fieldBegins ? dialect.delimiter().length - 1 : 0;
            }
        }
        return -1;
    }
}
