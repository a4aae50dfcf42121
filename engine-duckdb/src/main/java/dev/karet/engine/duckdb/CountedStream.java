package dev.karet.engine.duckdb;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells how many bytes were read, read by read. */
final class CountedStream extends FilterInputStream {

    private final LongConsumer read;

    CountedStream(InputStream in, LongConsumer read) {
        super(in);
        this.read = read;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) read.accept(1);
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        if (count > 0) read.accept(count);
        return count;
    }
}
