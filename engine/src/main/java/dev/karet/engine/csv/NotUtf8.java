package dev.karet.engine.csv;

import dev.karet.model.pipeline.CsvFormat;
import java.util.Optional;

/**
 * A file without a stated encoding that turned out not to be UTF-8, perhaps after much of it was handed on. The caller discards
 * what it got of the file and reads it again as {@link #insteadOf} says.
 */
public final class NotUtf8 extends Exception {

    private static final long serialVersionUID = 1L;

    private final long offset;

    NotUtf8(long offset) {
        super("not UTF-8 at byte " + offset);
        this.offset = offset;
    }

    /** Where the first invalid byte is, from 0, in the file after decompression. */
    public long offset() {
        return offset;
    }

    /** The format that reads the same file as windows-1252, in which every byte means a character. */
    public static CsvFormat insteadOf(CsvFormat format) {
        return new CsvFormat(
                format.delimiter(),
                format.quote(),
                format.escape(),
                Optional.of("windows-1252"),
                format.header(),
                format.skipRows(),
                format.nullValues(),
                format.decimal(),
                format.thousands(),
                format.other());
    }
}
