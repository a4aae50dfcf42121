package dev.karet.engine.csv;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Passes UTF-8 through unchanged and fails at the first byte that is none: no overlong forms, no surrogates, nothing beyond U+10FFFF. */
final class StrictUtf8 extends InputStream {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080808080808080L;

    private final InputStream in;
    private long offset;
    /** Continuation bytes that must follow, and the range of the next one. */
    private int missing;

    private int low;
    private int high;
    private long sequenceStart;
    private @Nullable InvalidText failure;

    StrictUtf8(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (failure != null) {
            throw failure;
        }
        var count = in.read(target, from, length);
        if (count < 0) {
            if (missing > 0) {
                throw new InvalidText(sequenceStart, "UTF-8");
            }
            return count;
        }
        var valid = validUntil(target, from, from + count) - from;
        offset += valid;
        if (valid == count) {
            return count;
        }
        failure = new InvalidText(missing > 0 ? sequenceStart : offset, "UTF-8");
        if (valid == 0) {
            throw failure;
        }
        return valid;
    }

    private int validUntil(byte[] bytes, int from, int to) {
        var at = from;
        while (at < to) {
            if (missing == 0) {
                at = asciiUntil(bytes, at, to);
                if (at == to) {
                    return to;
                }
                sequenceStart = offset + (at - from);
                if (!lead(bytes[at] & 0xff)) {
                    return at;
                }
                at++;
            } else {
                var value = bytes[at] & 0xff;
                if (value < low || value > high) {
                    return at;
                }
                low = 0x80;
                high = 0xbf;
                missing--;
                at++;
            }
        }
        return to;
    }

    /** Eight bytes at a time: most of most files. */
    private static int asciiUntil(byte[] bytes, int from, int to) {
        var at = from;
        while (at + 32 <= to
                && (((long) LONGS.get(bytes, at)
                                        | (long) LONGS.get(bytes, at + 8)
                                        | (long) LONGS.get(bytes, at + 16)
                                        | (long) LONGS.get(bytes, at + 24))
                                & HIGH_BITS)
                        == 0) {
            at += 32;
        }
        while (at < to && bytes[at] >= 0) {
            at++;
        }
        return at;
    }

    /** Whether {@code value} may begin a sequence, by table 3-7 of the Unicode standard. */
    private boolean lead(int value) {
        low = 0x80;
        high = 0xbf;
        if (value < 0xc2 || value > 0xf4) {
            return false;
        }
        if (value < 0xe0) {
            missing = 1;
        } else if (value < 0xf0) {
            missing = 2;
            low = value == 0xe0 ? 0xa0 : 0x80;
            high = value == 0xed ? 0x9f : 0xbf;
        } else {
            missing = 3;
            low = value == 0xf0 ? 0x90 : 0x80;
            high = value == 0xf4 ? 0x8f : 0xbf;
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
