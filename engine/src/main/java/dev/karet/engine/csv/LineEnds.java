package dev.karet.engine.csv;

/** Decides from a text's first line end what its lines end with. */
final class LineEnds {

    private LineEnds() {}

    /**
     * Whether the first line ends with a return alone, as on old Macs; then returns, line feeds and both together end lines, and
     * otherwise a return alone is an ordinary character.
     *
     * @param raw whether the first line is no CSV, so that its quotes mean nothing
     */
    static boolean returnAlone(Dialect dialect, boolean raw, TextWindow text) {
        var quote = dialect.quote();
        var quoted = false;
        var fieldBegins = true;
        for (var at = text.from; at < text.to; at++) {
            if (!raw && quote.length > 0 && (quoted || fieldBegins) && Dialect.stands(quote, text.bytes, at, text.to)) {
                quoted = !quoted;
                at += quote.length - 1;
                // The closing quote may be one of a pair, which opens again.
                fieldBegins = !quoted;
                continue;
            }
            if (quoted) {
                continue;
            }
            var b = text.bytes[at];
            if (b == '\n') {
                return false;
            }
            if (b == '\r') {
                return at + 1 == text.to || text.bytes[at + 1] != '\n';
            }
            fieldBegins = Dialect.stands(dialect.delimiter(), text.bytes, at, text.to);
        }
        return false;
    }
}
