package dev.karet.engine.csv;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads the notes of a segment one by one: ordinal, line, the raw text's length or -1, the raw text. */
final class NoteReader implements Closeable {

    private final DataInputStream in;

    NoteReader(InputStream in) {
        this.in = new DataInputStream(in);
    }

    Optional<SegmentNote> next() throws IOException {
        in.mark(1);
        if (in.read() < 0) {
            return Optional.empty();
        }
        in.reset();
        var ordinal = in.readLong();
        var line = in.readLong();
        var length = in.readInt();
        return Optional.of(
                new SegmentNote(ordinal, line, length < 0 ? Optional.empty() : Optional.of(in.readNBytes(length))));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
