package dev.karet.engine.duckdb.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what {@link WireWriter} wrote, and trusts none of it: all messages together have a limit, below which every length must stay. For one
 * thread.
 */
final class WireReader {

    private static final int MOST_ITEMS = 100_000;

    private final DataInputStream in;
    private long left;

    /** @param most bytes that may come */
    WireReader(InputStream in, long most) {
        this.in = new DataInputStream(new BufferedInputStream(in, 1 << 16));
        this.left = most;
    }

    /**
     * The next message's tag.
     *
     * @throws java.io.EOFException when the other side is gone
     */
    WireTag tag() throws IOException {
        spend(1);
        return WireTag.of(in.readUnsignedByte());
    }

    boolean flag() throws IOException {
        spend(1);
        return in.readBoolean();
    }

    int octet() throws IOException {
        spend(1);
        return in.readUnsignedByte();
    }

    long number() throws IOException {
        spend(Long.BYTES);
        return in.readLong();
    }

    String text() throws IOException {
        spend(Integer.BYTES);
        int length = in.readInt();
        if (length < 0) throw new BrokenMessage("a text of " + length + " bytes");
        spend(length);
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) throw new BrokenMessage("a text ends too early");
        return new String(bytes, UTF_8);
    }

    List<String> texts() throws IOException {
        spend(Integer.BYTES);
        int count = in.readInt();
        if (count < 0 || count > MOST_ITEMS) throw new BrokenMessage("a list of " + count);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) texts.add(text());
        return texts;
    }

    private void spend(long bytes) throws BrokenMessage {
        left -= bytes;
        if (left < 0) throw new BrokenMessage("the answer is larger than it may be");
    }
}
