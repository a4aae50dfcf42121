package dev.karet.web.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.store.Slug;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Rejected rows, of which each begins with the key of its file, as those of a pipeline of another name. Everything else passes as it is. Not
 * thread-safe.
 */
final class RenamedRows extends InputStream {

    private static final byte[] BEGINNING = "{\"file\":\"pipelines/".getBytes(UTF_8);
    private static final int LONGEST_SLUG = 63;

    private final InputStream rows;
    private final byte[] slug;
    private byte[] ready = new byte[0];
    private int at;
    private boolean lineBegins = true;

    RenamedRows(InputStream rows, Slug slug) {
        this.rows = new BufferedInputStream(rows, 1 << 16);
        this.slug = slug.value().getBytes(UTF_8);
    }

    /** Bytes that come of {@code size} bytes at most: every row may become longer by a name. */
    static long most(long size) {
        return size + (size / BEGINNING.length + 1) * LONGEST_SLUG;
    }

    @Override
    public int read() throws IOException {
        if (at < ready.length) return ready[at++] & 0xff;
        if (lineBegins) {
            lineBegins = false;
            beginLine();
            if (at < ready.length) return ready[at++] & 0xff;
        }
        int next = rows.read();
        lineBegins = next == '\n';
        return next;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        if (count == 0) return 0;
        int got = 0;
        while (got < count) {
            int next = read();
            if (next < 0) return got == 0 ? -1 : got;
            target[offset + got++] = (byte) next;
        }
        return got;
    }

    /** Reads up to the end of the name, or as far as the line does not begin as a row does. */
    private void beginLine() throws IOException {
        var passed = new ByteArrayOutputStream();
        at = 0;
        for (byte expected : BEGINNING) {
            rows.mark(1);
            int next = rows.read();
            if (next != expected) {
                if (next >= 0) rows.reset();
                ready = passed.toByteArray();
                return;
            }
            passed.write(next);
        }
        passed.writeBytes(slug);
        for (int i = 0; i <= LONGEST_SLUG; i++) {
            rows.mark(1);
            int next = rows.read();
            if (next < 0) break;
            if (next == '/' || next == '"' || next == '\n') {
                rows.reset();
                break;
            }
        }
        ready = passed.toByteArray();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
