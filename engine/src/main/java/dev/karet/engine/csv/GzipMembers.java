package dev.karet.engine.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses gzip members one after another until the source ends.
 *
 * <p>The JDK's own stream takes a damaged or late second member for the end of the file, and its rows would vanish.
 */
final class GzipMembers extends InputStream {

    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] block = new byte[1 << 16];
    private int at;
    private int filled;
    private boolean inMember;
    private boolean anyMember;

    GzipMembers(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        for (; ; ) {
            if (!inMember && !beginMember()) {
                return -1;
            }
            var count = inflate(target, offset, length);
            if (count > 0) {
                crc.update(target, offset, count);
                return count;
            }
            if (inflater.finished()) {
                endMember();
            } else if (inflater.needsDictionary()) {
                throw damaged();
            } else if (inflater.needsInput()) {
                if (!more()) {
                    throw cutOff();
                }
                inflater.setInput(block, 0, filled);
                at = filled;
            }
        }
    }

    private int inflate(byte[] target, int offset, int length) throws IOException {
        try {
            return inflater.inflate(target, offset, length);
        } catch (DataFormatException e) {
            throw damaged();
        }
    }

    /** Reads a member's header; false at the end of the file, which may be padded with zeros. */
    private boolean beginMember() throws IOException {
        var first = nextOrEnd();
        while (anyMember && first == 0) {
            first = nextOrEnd();
        }
        if (first < 0) {
            return false;
        }
        if (first != 0x1f || next() != 0x8b || next() != 8) {
            throw anyMember ? damaged() : new DamagedGzip("The file's name ends in .gz, but its content is not gzip.");
        }
        var flags = next();
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CRC) != 0) {
            skip(2);
        }
        inflater.reset();
        inflater.setInput(block, at, filled - at);
        at = filled;
        crc.reset();
        inMember = true;
        anyMember = true;
        return true;
    }

    private void endMember() throws IOException {
        at = filled - inflater.getRemaining();
        if (int32() != (int) crc.getValue() || int32() != (int) inflater.getBytesWritten()) {
            throw new DamagedGzip("The compressed file is damaged: its checksum does not match. Upload it again.");
        }
        inMember = false;
    }

    private int int32() throws IOException {
        return next() | next() << 8 | next() << 16 | next() << 24;
    }

    private void skip(int count) throws IOException {
        for (var i = 0; i < count; i++) {
            next();
        }
    }

    private void skipText() throws IOException {
        var value = next();
        while (value != 0) {
            value = next();
        }
    }

    private int next() throws IOException {
        var value = nextOrEnd();
        if (value < 0) {
            throw cutOff();
        }
        return value;
    }

    private int nextOrEnd() throws IOException {
        return at < filled || more() ? block[at++] & 0xff : -1;
    }

    private boolean more() throws IOException {
        at = 0;
        filled = Math.max(0, in.read(block));
        return filled > 0;
    }

    private static DamagedGzip damaged() {
        return new DamagedGzip("The compressed file is damaged and cannot be decompressed. Upload it again.");
    }

    private static DamagedGzip cutOff() {
        return new DamagedGzip("The compressed file ends too early, as if its upload was cut off. Upload it again.");
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
