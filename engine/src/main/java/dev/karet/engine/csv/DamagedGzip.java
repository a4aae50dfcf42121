package dev.karet.engine.csv;

import java.io.IOException;

/** Compressed bytes that cannot be decompressed. */
final class DamagedGzip extends IOException {

    private static final long serialVersionUID = 1L;

    private final String sentence;

    DamagedGzip(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
