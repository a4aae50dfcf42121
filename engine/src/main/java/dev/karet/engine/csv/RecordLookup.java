package dev.karet.engine.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Optional;

/** Walks once through a segment and its notes. Quotes stand in pairs there and only around fields, so counting them finds the records. */
final class RecordLookup implements Closeable {

    private final Segment segment;
    private final InputStream in;
    private final Optional<NoteReader> notes;
    private final byte[] block = new byte[1 << 16];
    private int at;
    private int filled;
    private long next;
    private SegmentNote latest;
    private Optional<SegmentNote> coming;

    RecordLookup(Segment segment) throws IOException {
        this.segment = segment;
        this.in = Files.newInputStream(segment.path());
        this.notes = Files.exists(segment.notes())
                ? Optional.of(new NoteReader(new BufferedInputStream(Files.newInputStream(segment.notes()))))
                : Optional.empty();
        this.latest = new SegmentNote(0, segment.firstLine(), Optional.empty());
        this.coming = nextNote();
    }

    void seek(long ordinal, Segment.Visitor visitor) throws IOException {
        if (ordinal < next || ordinal >= segment.records()) {
            throw new IllegalArgumentException(
                    "record " + ordinal + " of " + segment.records() + ", the next is " + next);
        }
        while (next < ordinal) {
            pass(Optional.empty());
        }
        while (coming.isPresent() && coming.get().ordinal() <= ordinal) {
            latest = coming.get();
            coming = nextNote();
        }
        var text = new ByteArrayOutputStream();
        pass(Optional.of(text));
        var rewritten = latest.ordinal() == ordinal ? latest.raw() : Optional.<byte[]>empty();
        visitor.record(
                ordinal,
                latest.line() + (ordinal - latest.ordinal()),
                rewritten.map(raw -> new String(raw, UTF_8)).orElseGet(() -> text.toString(UTF_8)));
    }

    /** Goes past one record, into {@code text} if there is one. */
    private void pass(Optional<ByteArrayOutputStream> text) throws IOException {
        var quote = (byte) segment.dialect().quote();
        var quoted = false;
        for (; ; ) {
            var start = at;
            while (at < filled && (quoted || block[at] != '\n')) {
                quoted ^= block[at++] == quote;
            }
            var from = start;
            var length = at - start;
            text.ifPresent(t -> t.write(block, from, length));
            if (at < filled) {
                at++;
                next++;
                return;
            }
            at = 0;
            filled = in.read(block);
            if (filled <= 0) {
                throw new EOFException(segment.path() + " ends inside record " + next);
            }
        }
    }

    private Optional<SegmentNote> nextNote() throws IOException {
        return notes.isEmpty() ? Optional.empty() : notes.get().next();
    }

    @Override
    public void close() throws IOException {
        in.close();
        if (notes.isPresent()) {
            notes.get().close();
        }
    }
}
