package dev.karet.engine.csv;

import dev.karet.engine.RunCancelled;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BooleanSupplier;

/** The part of a text that is in memory: from the first byte not yet done with to the last one read. For one thread. */
final class TextWindow {

    private final InputStream in;
    private final int capacityLimit;
    private final BooleanSupplier stopWanted;

    byte[] bytes;
    int from;
    int to;
    /** Whether the text ends at {@link #to}. */
    boolean last;
    /** Where in the text {@code bytes[0]} stands. */
    long base;
    /** The physical line, from 1, in which {@link #from} stands. */
    long line = 1;

    TextWindow(InputStream in, int blockBytes, int recordBytes, BooleanSupplier stopWanted) {
        this.in = in;
        this.capacityLimit = recordBytes + Math.max(blockBytes, 64);
        this.bytes = new byte[blockBytes];
        this.stopWanted = stopWanted;
    }

    /**
     * Reads on until the window is full or the text ends.
     *
     * <p>The window doubles when more than half of it is still needed. So whoever looks at the same beginning again after each call looks at no byte
     * more than a few times.
     */
    void more() throws IOException {
        if (stopWanted.getAsBoolean() || Thread.currentThread().isInterrupted()) {
            throw new RunCancelled();
        }
        var kept = to - from;
        if (kept > bytes.length / 2 && bytes.length < capacityLimit) {
            var larger = new byte[(int) Math.min(2L * bytes.length, capacityLimit)];
            System.arraycopy(bytes, from, larger, 0, kept);
            bytes = larger;
        } else {
            System.arraycopy(bytes, from, bytes, 0, kept);
        }
        base += from;
        from = 0;
        to = kept;
        while (to < bytes.length) {
            var count = in.read(bytes, to, bytes.length - to);
            if (count < 0) {
                last = true;
                return;
            }
            to += count;
        }
    }

    /** The line of the last byte in the window. */
    long lastLine() {
        var at = line;
        for (var i = from; i < to; i++) {
            if (bytes[i] == '\n' || (bytes[i] == '\r' && (i + 1 == to || bytes[i + 1] != '\n'))) {
                at++;
            }
        }
        return at;
    }
}
