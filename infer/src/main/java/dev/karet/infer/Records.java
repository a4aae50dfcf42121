package dev.karet.infer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.engine.RunCancelled;
import dev.karet.engine.SourceFile;
import dev.karet.engine.csv.CsvIntake;
import dev.karet.engine.csv.FileUnreadable;
import dev.karet.engine.csv.IntakeLimits;
import dev.karet.engine.csv.MalformedRecord;
import dev.karet.engine.csv.NotUtf8;
import dev.karet.engine.csv.Segment;
import dev.karet.engine.csv.SegmentSink;
import dev.karet.engine.csv.SourceColumns;
import dev.karet.model.pipeline.CsvFormat;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The records of a file, by the same intake that a run reads it with: what is malformed there is malformed here. For one thread.
 *
 * <p>Memory is bounded by the longest record that the intake admits, disk by one segment.
 */
final class Records {

    private static final IntakeLimits LIMITS = new IntakeLimits(4 << 20, 32 << 20);

    private final StoredFile file;
    private final Path directory;
    private final BooleanSupplier stopWanted;

    Records(StoredFile file, Path directory, BooleanSupplier stopWanted) {
        this.file = file;
        this.directory = directory;
        this.stopWanted = stopWanted;
    }

    /** Takes what is read. */
    interface Visitor {

        /** Called once, before everything else, unless the file has no record. */
        void columns(Optional<List<String>> names, int count);

        /** Takes one record; whether its line is wanted, which {@link #line} then tells, after later records. */
        boolean record(long number, List<Cell> cells);

        /** Where record {@code number} begins, from 1. */
        void line(long number, long line);

        void malformed(MalformedRecord malformed);
    }

    /** What was read; {@code windows1252} when the text turned out not to be UTF-8. */
    record Summary(long records, long malformed, boolean windows1252) {}

    /** Reads the file from its beginning to its end. {@code begin} makes a visitor, anew when reading begins again. */
    Summary read(CsvFormat format, Supplier<Visitor> begin) throws IOException, Unreadable {
        try {
            return once(format, begin.get(), false);
        } catch (NotUtf8 other) {
            try {
                return once(NotUtf8.insteadOf(format), begin.get(), true);
            } catch (NotUtf8 never) {
                throw new IllegalStateException("windows-1252 has a character for every byte", never);
            }
        }
    }

    /** The format with which text that is not UTF-8 is read when the source does not say what it is. */
    static CsvFormat inWindows1252(CsvFormat format) {
        return NotUtf8.insteadOf(format);
    }

    private Summary once(CsvFormat format, Visitor visitor, boolean windows1252)
            throws IOException, Unreadable, NotUtf8 {
        var sink = new SegmentSink() {
            private int columns;

            @Override
            public void columns(SourceColumns found) {
                if (found.count() > Detector.MOST_COLUMNS) throw new TooManyColumns(found.count());
                columns = found.count();
                visitor.columns(found.names(), found.count());
            }

            @Override
            public void segment(Segment segment) {
                try {
                    take(segment, columns, visitor);
                    segment.delete();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public void malformed(MalformedRecord malformed) {
                visitor.malformed(malformed);
            }
        };
        var source = new SourceFile("", file.name(), 0, "");
        try (InputStream stored = file.open()) {
            var summary = new CsvIntake(LIMITS).read(source, format, stored, directory, sink, stopWanted);
            return new Summary(summary.records(), summary.malformed(), windows1252);
        } catch (RunCancelled stopped) {
            throw new LookStopped();
        } catch (FileUnreadable e) {
            throw new Unreadable(String.valueOf(e.getMessage()));
        } catch (TooManyColumns e) {
            throw new Unreadable("The file has %d columns; %d is the most that is taken. Is the delimiter right?"
                    .formatted(e.count, Detector.MOST_COLUMNS));
        }
    }

    private static final class TooManyColumns extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int count;

        TooManyColumns(int count) {
            super(null, null, false, false);
            this.count = count;
        }
    }

    private static void take(Segment segment, int columns, Visitor visitor) throws IOException {
        byte quote = (byte) segment.dialect().quote();
        byte delimiter = (byte) segment.dialect().delimiter();
        List<Long> wanted = new ArrayList<>();
        List<Cell> cells = new ArrayList<>(columns);
        var value = new ByteArrayOutputStream(256);
        byte[] block = new byte[1 << 16];
        long ordinal = 0;
        boolean begun = false;
        boolean quoted = false;
        boolean inside = false;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(segment.path()), 1 << 16)) {
            for (int got = in.read(block); got >= 0; got = in.read(block)) {
                int start = 0;
                for (int i = 0; i < got; i++) {
                    byte b = block[i];
                    if (inside) {
                        if (b == quote) {
                            value.write(block, start, i - start);
                            start = i + 1;
                            inside = false;
                        }
                    } else if (b == quote && (quoted || (!begun && i == start))) {
                        // A second quote right after a closing one stands for itself and goes on inside.
                        if (quoted) value.write(quote);
                        quoted = true;
                        begun = true;
                        inside = true;
                        start = i + 1;
                    } else if (b == delimiter || b == '\n') {
                        String text;
                        if (value.size() == 0) {
                            text = new String(block, start, i - start, UTF_8);
                        } else {
                            value.write(block, start, i - start);
                            text = value.toString(UTF_8);
                            value.reset();
                        }
                        cells.add(new Cell(text, quoted));
                        start = i + 1;
                        begun = false;
                        quoted = false;
                        if (b == '\n') {
                            if (visitor.record(segment.firstRecord() + ordinal, cells)) wanted.add(ordinal);
                            cells.clear();
                            ordinal++;
                        }
                    }
                }
                if (start < got) {
                    value.write(block, start, got - start);
                    begun = true;
                }
            }
        }
        segment.visit(
                wanted.stream().mapToLong(Long::longValue).toArray(),
                (number, line, raw) -> visitor.line(segment.firstRecord() + number, line));
    }
}
