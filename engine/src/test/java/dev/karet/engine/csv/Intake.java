package dev.karet.engine.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.engine.SourceFile;
import dev.karet.model.pipeline.CsvFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** What an intake made of some bytes, gathered. */
public record Intake(
        Optional<SourceColumns> columns,
        List<Good> good,
        List<MalformedRecord> malformed,
        IntakeSummary summary,
        String segments,
        int segmentCount) {

    /** A good record as its segment's lookup tells it. */
    public record Good(long line, String raw) {}

    public static final IntakeLimits ONE_SEGMENT = new IntakeLimits(1L << 40, 32 << 20);

    public static CsvFormat format(String delimiter, String quote, String escape) {
        var d = CsvFormat.DEFAULT;
        return new CsvFormat(delimiter, quote, escape, d.encoding(), d.header(), 0, d.nullValues(), ".", "", d.other());
    }

    public static CsvFormat encoded(String encoding) {
        var d = CsvFormat.DEFAULT;
        return new CsvFormat(",", "\"", "\"", Optional.of(encoding), true, 0, d.nullValues(), ".", "", d.other());
    }

    public static CsvFormat lines(boolean header, int skipRows) {
        var d = CsvFormat.DEFAULT;
        return new CsvFormat(",", "\"", "\"", Optional.empty(), header, skipRows, d.nullValues(), ".", "", d.other());
    }

    public static Intake of(String text) throws FileUnreadable, NotUtf8 {
        return of(text.getBytes(UTF_8), CsvFormat.DEFAULT, ONE_SEGMENT);
    }

    public static Intake of(String text, CsvFormat format) throws FileUnreadable, NotUtf8 {
        return of(text.getBytes(UTF_8), format, ONE_SEGMENT);
    }

    public static Intake of(byte[] bytes, CsvFormat format, IntakeLimits limits) throws FileUnreadable, NotUtf8 {
        return of("raw/t/a.csv", bytes, format, limits, 1 << 18);
    }

    /** With a window that begins with {@code blockBytes}. */
    public static Intake of(String key, byte[] bytes, CsvFormat format, IntakeLimits limits, int blockBytes)
            throws FileUnreadable, NotUtf8 {
        var columns = new ArrayList<SourceColumns>();
        var good = new ArrayList<Good>();
        var malformed = new ArrayList<MalformedRecord>();
        var text = new StringBuilder();
        var segments = new ArrayList<Segment>();
        try {
            var directory = Files.createTempDirectory("intake");
            var sink = new SegmentSink() {
                @Override
                public void columns(SourceColumns found) {
                    columns.add(found);
                }

                @Override
                public void segment(Segment segment) {
                    try {
                        check(segment, good.size());
                        segment.visit(
                                LongStream.range(0, segment.records()).toArray(),
                                (ordinal, line, raw) -> good.add(new Good(line, raw)));
                        text.append(Files.readString(segment.path()));
                        segments.add(segment);
                        segment.delete();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }

                @Override
                public void malformed(MalformedRecord record) {
                    malformed.add(record);
                }
            };
            try {
                var summary = new CsvIntake(limits, blockBytes)
                        .read(
                                new SourceFile("t", key, bytes.length, "e"),
                                format,
                                new ByteArrayInputStream(bytes),
                                directory,
                                sink,
                                () -> false);
                return new Intake(
                        columns.stream().findFirst(), good, malformed, summary, text.toString(), segments.size());
            } finally {
                delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    private static void check(Segment segment, long recordsBefore) throws IOException {
        if (segment.firstRecord() != recordsBefore || segment.bytes() != Files.size(segment.path())) {
            throw new AssertionError(segment + " after " + recordsBefore);
        }
    }

    public List<String> raws() {
        return good.stream().map(Good::raw).toList();
    }
}
