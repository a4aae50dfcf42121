package dev.karet.store;

import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** A stretch of a file as a stream that ends exactly there; a file that became shorter is a fault. Not thread-safe. */
final class FileSlice extends InputStream {

    private final Path path;
    private final FileInputStream file;
    private long left;

    FileSlice(Path path, long from, long length) throws IOException {
        this.path = path;
        this.file = new FileInputStream(path.toFile());
        this.left = length;
        file.getChannel().position(from);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        if (left == 0) {
            return -1;
        }
        var got = file.read(target, offset, (int) Math.min(count, left));
        if (got < 0) {
            throw new EOFException(path + " became shorter while it was being sent");
        }
        left -= got;
        return got;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
