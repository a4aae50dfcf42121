package dev.karet.engine.csv;

import dev.karet.engine.RunCancelled;
import dev.karet.engine.SourceFile;
import dev.karet.model.pipeline.CsvFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * Reads a CSV file once, as a stream, and hands its records on in segments that a strict reader cannot misunderstand. Immutable,
 * thread-safe.
 *
 * <p>Every physical line of the file belongs to the skipped lines, the header, exactly one good or malformed record, or is blank. Time is linear in the
 * file's size whatever it holds; memory is bounded by {@link IntakeLimits}.
 */
public final class CsvIntake {

    private static final int BLOCK = 1 << 18;

    private final IntakeLimits limits;
    private final int blockBytes;

    public CsvIntake(IntakeLimits limits) {
        this(limits, BLOCK);
    }

    /** With a window so small that every record meets its edge, for tests. */
    CsvIntake(IntakeLimits limits, int blockBytes) {
        this.limits = limits;
        this.blockBytes = blockBytes;
    }

    /**
     * Reads {@code stored} to its end; the caller closes it.
     *
     * @param directory exists and is this file's alone until its segments are deleted
     * @param stopWanted asked about once every 256 KiB
     * @throws FileUnreadable when no row of the file can be trusted; what the sink was given is to be discarded
     * @throws NotUtf8 when the file is to be read again by {@link NotUtf8#insteadOf}; what the sink was given is to be discarded
     * @throws RunCancelled when {@code stopWanted} or the thread is interrupted
     * @throws IOException when {@code stored} or the disk failed
     */
    public IntakeSummary read(
            SourceFile file,
            CsvFormat format,
            InputStream stored,
            Path directory,
            SegmentSink sink,
            BooleanSupplier stopWanted)
            throws IOException, FileUnreadable, NotUtf8 {
        var dialect = Dialect.of(format);
        try {
            var source = SourceText.open(file.key(), format, stored);
            var text = new TextWindow(source.text(), blockBytes, limits.recordBytes(), stopWanted);
            try (var writer = new SegmentWriter(directory, dialect.segments(), limits.segmentBytes(), sink)) {
                return new FileReading(dialect, format.skipRows(), limits.recordBytes(), text, writer, sink).run();
            } catch (InvalidText e) {
                if (source.guessed()) {
                    throw new NotUtf8(e.offset());
                }
                throw new FileUnreadable("The file is not " + e.encoding() + ": byte " + (e.offset() + 1) + ", on line "
                        + text.lastLine() + ", is no character in it. Set the source's encoding.");
            }
        } catch (DamagedGzip e) {
            throw new FileUnreadable(e.sentence());
        }
    }
}
