package dev.karet.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The bytes of one version of an object, read over as many connections as it takes.
 *
 * <p>A connection that breaks, or that ends before the promised length, is replaced by one that begins where it stopped. A body that is
 * too short is therefore never passed off as the end. Not thread-safe.
 */
final class ResumingStream extends InputStream {

    /** Opens the object at an offset. */
    interface Source {

        /** The bytes from {@code offset} of the version {@code etag}; fails when it is gone, or the store stays out of reach. */
        ResponseInputStream<GetObjectResponse> from(long offset, @Nullable String etag) throws IOException;
    }

    /** Connections in a row that may fail without a byte of progress. */
    private static final int FRUITLESS = 4;

    /** How long the second of them waits, and each after it twice as long. */
    private static final long FIRST_PAUSE_MILLIS = 200;

    /** What is left unread below this is read to keep the connection; above it the connection is dropped. */
    private static final long CHEAP_TO_DRAIN = 64 * 1024;

    private final String key;
    private final Source source;
    private final @Nullable String etag;
    private final long length;

    private ResponseInputStream<GetObjectResponse> body;
    private long position;
    private int failures;
    private boolean broken;
    private boolean closed;

    /** @param length bytes of the whole object, as its store promised them */
    ResumingStream(String key, long length, ResponseInputStream<GetObjectResponse> first, Source source) {
        this.key = key;
        this.source = source;
        this.body = first;
        this.etag = first.response().eTag();
        this.length = length;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, target.length);
        if (closed) {
            throw new IOException("the stream of \"" + key + "\" is closed");
        }
        if (count == 0) {
            return 0;
        }
        while (position < length) {
            if (broken) {
                pause();
                body = source.from(position, etag);
                broken = false;
            }
            try {
                var got = body.read(target, offset, (int) Math.min(count, length - position));
                if (got < 0) {
                    throw new IOException("the body ended after " + position + " of " + length + " bytes");
                }
                position += got;
                failures = 0;
                return got;
            } catch (IOException lost) {
                drop();
                if (++failures > FRUITLESS) {
                    throw new DownloadBroken(
                            "Reading \"%s\" broke off after %d of %d bytes, and again on every new connection. Is the network sound, or a proxy in the way?"
                                    .formatted(key, position, length),
                            lost);
                }
            }
        }
        return -1;
    }

    @Override
    public int available() throws IOException {
        return broken || closed ? 0 : (int) Math.min(body.available(), length - position);
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        if (broken) {
            return;
        }
        if (length - position > CHEAP_TO_DRAIN) {
            body.abort();
        } else {
            body.close();
        }
    }

    /** A first break is mere bad luck; a store that breaks off again is given time. */
    private void pause() throws IOException {
        if (failures > 1) {
            try {
                Thread.sleep(FIRST_PAUSE_MILLIS << (failures - 2));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw (IOException)
                        new InterruptedIOException("reading \"" + key + "\" was interrupted").initCause(stopped);
            }
        }
    }

    private void drop() {
        broken = true;
        body.abort();
    }
}
