package dev.karet.engine.csv;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Writes good records to one segment after another. */
final class SegmentWriter implements Closeable {

    private final Path directory;
    private final SegmentDialect dialect;
    private final long targetBytes;
    private final SegmentSink sink;
    private int number;
    private long recordsBefore;

    private @Nullable OutputStream out;
    private @Nullable DataOutputStream notes;
    private long records;
    private long bytes;
    private int longest;
    private long firstLine;
    private long expectedLine;

    SegmentWriter(Path directory, SegmentDialect dialect, long targetBytes, SegmentSink sink) {
        this.directory = directory;
        this.dialect = dialect;
        this.targetBytes = targetBytes;
        this.sink = sink;
    }

    long goodRecords() {
        return recordsBefore + records;
    }

    /** Counts records on successive lines, of {@code length} bytes together, line ends included, that {@link #write} is given before or after. */
    void count(long line, int count, int length, int longestRecord) throws IOException {
        if (records == 0) {
            firstLine = line;
        } else if (line != expectedLine) {
            note(line, null, 0, 0);
        }
        counted(line, count, length, longestRecord);
    }

    /** Counts a record that stands otherwise in the source, between {@code from} and {@code to}. */
    void countRewritten(long line, int length, byte[] source, int from, int to) throws IOException {
        if (records == 0) {
            firstLine = line;
        }
        note(line, source, from, to - from);
        counted(line, 1, length, length);
    }

    private void counted(long line, int count, int length, int longestRecord) {
        expectedLine = line + count;
        records += count;
        bytes += length;
        longest = Math.max(longest, longestRecord);
    }

    private void note(long line, byte @Nullable [] raw, int from, int length) throws IOException {
        var to = notes;
        if (to == null) {
            to = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(notesPath()), 1 << 14));
            notes = to;
        }
        to.writeLong(records);
        to.writeLong(line);
        if (raw == null) {
            to.writeInt(-1);
        } else {
            to.writeInt(length);
            to.write(raw, from, length);
        }
    }

    void write(byte[] source, int from, int to) throws IOException {
        if (from == to) {
            return;
        }
        var stream = out;
        if (stream == null) {
            stream = new BufferedOutputStream(new FileOutputStream(segmentPath().toFile()), 1 << 14);
            out = stream;
        }
        stream.write(source, from, to - from);
    }

    /** How many bytes the segment still lacks; at zero everything counted should be written and {@link #finish} be called. */
    long wanted() {
        return targetBytes - bytes;
    }

    void finish() throws IOException {
        close();
        if (records == 0) {
            return;
        }
        var segment =
                new Segment(segmentPath(), notesPath(), dialect, recordsBefore, firstLine, records, bytes, longest);
        recordsBefore += records;
        records = 0;
        bytes = 0;
        longest = 0;
        number++;
        sink.segment(segment);
    }

    private Path segmentPath() {
        return directory.resolve("segment-" + number + ".csv");
    }

    private Path notesPath() {
        return directory.resolve("segment-" + number + ".notes");
    }

    @Override
    public void close() throws IOException {
        var stream = out;
        out = null;
        if (stream != null) {
            stream.close();
        }
        var noted = notes;
        notes = null;
        if (noted != null) {
            noted.close();
        }
    }
}
