package dev.karet.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** A body that counts what is read, asks before every read, and may break on the way. Not thread-safe. */
final class WatchedBody extends FilterInputStream {

    private final Runnable permission;
    private final LongConsumer count;
    private long left;

    /**
     * @param permission asked before every read
     * @param breakAfter bytes after which reading fails
     */
    WatchedBody(InputStream body, Runnable permission, LongConsumer count, long breakAfter) {
        super(body);
        this.permission = permission;
        this.count = count;
        this.left = breakAfter;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        permission.run();
        if (length > 0 && left == 0) {
            throw new DownloadBroken("The script broke this body off.", new IOException("scripted"));
        }
        var got = in.read(target, offset, (int) Math.min(length, left));
        if (got > 0) {
            left -= got;
            count.accept(got);
        }
        return got;
    }

    @Override
    public long skip(long bytes) throws IOException {
        return Math.max(0, read(new byte[(int) Math.min(bytes, 8192)]));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
