package dev.karet.engine.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;

/** Turns windows-1252 into UTF-8 as browsers do: the five bytes that Microsoft left undefined are the control characters of Latin-1, so nothing fails. */
final class Windows1252 extends InputStream {

    private static final String FROM_0X80 =
            "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f"
                    + "\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";
    private static final byte[][] HIGH = new byte[128][];

    static {
        for (var i = 0; i < HIGH.length; i++) {
            HIGH[i] = (i < 32 ? FROM_0X80.substring(i, i + 1) : String.valueOf((char) (0x80 + i))).getBytes(UTF_8);
        }
    }

    private final InputStream in;
    private final byte[] block = new byte[1 << 15];
    private final byte[] text = new byte[3 << 15];
    private int at;
    private int filled;

    Windows1252(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (at == filled && !more()) {
            return -1;
        }
        var count = Math.min(length, filled - at);
        System.arraycopy(text, at, target, offset, count);
        at += count;
        return count;
    }

    private boolean more() throws IOException {
        var count = in.read(block);
        at = 0;
        filled = 0;
        for (var i = 0; i < count; i++) {
            var value = block[i];
            if (value >= 0) {
                text[filled++] = value;
            } else {
                for (var part : HIGH[value & 0x7f]) {
                    text[filled++] = part;
                }
            }
        }
        return count > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
