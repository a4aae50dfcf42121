package dev.karet.engine.csv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Passes over runs of records with nothing special about them, which is nearly all of nearly every file, eight bytes at a time; stops in front of
 * anything else, for {@link RecordScanner} to look at. What it passes, that would pass too. For one thread.
 *
 * <p>A record is moved down over what was left out before it (returns, blank and malformed lines), so that a run can be written at once.
 */
final class OrdinaryRecords {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;
    private static final long LINE_FEEDS = '\n' * ONES;
    private static final long RETURNS = '\r' * ONES;

    private final boolean possible;
    private final boolean quoting;
    private final byte delimiter;
    private final byte quote;
    private final long delimiters;
    private final long quotes;
    private final int recordLimit;

    /** How many records were passed, each on one line. */
    int records;
    /** After the last of them. */
    int next;
    /** After the last of them where it was moved to. */
    int target;
    /** Bytes of the longest as moved, line feed included. */
    int longest;

    OrdinaryRecords(Dialect dialect, boolean returnEndsLine, int recordLimit) {
        this.possible = !dialect.foreign() && !returnEndsLine;
        this.quoting = dialect.quote().length > 0 && dialect.escape().length == 0;
        this.delimiter = (byte) dialect.segments().delimiter();
        this.quote = (byte) dialect.segments().quote();
        this.delimiters = delimiter * ONES;
        this.quotes = quote * ONES;
        this.recordLimit = recordLimit;
    }

    /**
     * Passes over records of {@code columns} fields that begin at {@code from}, moving them to {@code start}, until about {@code wanted} bytes are there.
     */
    void pass(byte[] text, int from, int to, int start, int columns, long wanted) {
        records = 0;
        longest = 0;
        next = from;
        target = start;
        if (!possible || (from < to && text[from] == (byte) 0xef)) {
            return;
        }
        var at = from;
        var field = from;
        var fields = 1;
        words:
        while (at + Long.BYTES <= to) {
            var word = (long) LONGS.get(text, at);
            var hits =
                    signs(word ^ delimiters) | signs(word ^ LINE_FEEDS) | signs(word ^ quotes) | signs(word ^ RETURNS);
            for (; hits != 0; hits &= hits - 1) {
                var hit = at + (Long.numberOfTrailingZeros(hits) >>> 3);
                var sign = text[hit];
                if (sign == delimiter) {
                    fields++;
                    field = hit + 1;
                } else if (sign == quote) {
                    var after = hit == field && quoting ? afterQuoted(text, hit + 1, to) : to;
                    // With the byte after it still in sight, what follows must end the field.
                    if (after >= to || !endsField(text[after])) {
                        return;
                    }
                    at = after;
                    // So that a quote here, which cannot be, would not be taken for an opening one.
                    field = hit;
                    continue words;
                } else {
                    var end = hit;
                    var following = hit + 1;
                    if (sign == '\r') {
                        if (following == to || text[following] != '\n') {
                            return;
                        }
                        following++;
                    }
                    if (fields != columns || end == next || end - next > recordLimit) {
                        return;
                    }
                    move(text, end);
                    next = following;
                    if (target - start >= wanted || (next < to && text[next] == (byte) 0xef)) {
                        return;
                    }
                    fields = 1;
                    field = next;
                    if (sign == '\r') {
                        at = next;
                        continue words;
                    }
                }
            }
            at += Long.BYTES;
        }
    }

    private boolean endsField(byte sign) {
        return sign == delimiter || sign == '\n' || sign == '\r';
    }

    private void move(byte[] text, int end) {
        var length = end - next;
        if (target != next) {
            System.arraycopy(text, next, text, target, length);
        }
        text[target + length] = '\n';
        target += length + 1;
        longest = Math.max(longest, length + 1);
        records++;
    }

    /** Where the quotes are closed that opened before {@code from}, after the closing one; {@code to} when they are not, or not on this line. */
    private int afterQuoted(byte[] text, int from, int to) {
        var at = from;
        while (at + Long.BYTES <= to) {
            var word = (long) LONGS.get(text, at);
            var hits = signs(word ^ quotes) | signs(word ^ LINE_FEEDS);
            if (hits == 0) {
                at += Long.BYTES;
                continue;
            }
            var hit = at + (Long.numberOfTrailingZeros(hits) >>> 3);
            if (text[hit] != quote || hit + 1 == to) {
                return to;
            }
            if (text[hit + 1] != quote) {
                return hit + 1;
            }
            at = hit + 2;
        }
        return to;
    }

    /** The high bit of each byte that is zero; exact, for carries do not leave a byte. */
    private static long signs(long word) {
        return ~(((word & LOW_BITS) + LOW_BITS) | word | LOW_BITS);
    }
}
