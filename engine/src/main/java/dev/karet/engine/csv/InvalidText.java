package dev.karet.engine.csv;

import java.io.IOException;

/** Bytes that are no text in the encoding they are read in; thrown by a read after everything before them was given out. */
final class InvalidText extends IOException {

    private static final long serialVersionUID = 1L;

    private final long offset;
    private final String encoding;

    InvalidText(long offset, String encoding) {
        super("not " + encoding + " at byte " + offset);
        this.offset = offset;
        this.encoding = encoding;
    }

    long offset() {
        return offset;
    }

    String encoding() {
        return encoding;
    }
}
