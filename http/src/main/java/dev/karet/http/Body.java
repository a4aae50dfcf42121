package dev.karet.http;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The body of a request, of a size that one request may have. */
public final class Body {

    /** Bytes that a body may have at most. */
    public static final int LIMIT = 8 << 20;

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int CHUNK = 64 << 10;
    private static final int MOST_DRAINED = 32 << 20;
    private static final Duration DRAINING = Duration.ofSeconds(5);
    private static final Logger log = LoggerFactory.getLogger(Body.class);

    private Body() {}

    /** The whole body; refused with 413 as soon as it is known to be too large, with 408 when it takes more than a minute. */
    public static byte[] read(Context ctx) {
        if (ctx.req().getContentLengthLong() > LIMIT) {
            drain(ctx);
            throw tooLarge();
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (InputStream in = ctx.bodyInputStream()) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            byte[] chunk = new byte[CHUNK];
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                body.write(chunk, 0, n);
                if (body.size() > LIMIT) {
                    drain(ctx);
                    throw tooLarge();
                }
                if (System.nanoTime() - deadline > 0) {
                    throw tooSlow();
                }
            }
            return body.toByteArray();
        } catch (IOException e) {
            throw tooSlow();
        }
    }

    /**
     * The body as it comes, for those too large to hold. Reading it throws a {@link Refusal}: 413 as soon as it is known to be too large, 408
     * when it ends before its time or nothing of it comes for as long as the service puts up with silence. A slow body that moves is fine.
     *
     * @param most bytes that it may have
     */
    public static InputStream open(Context ctx, long most) {
        if (ctx.req().getContentLengthLong() > most) {
            drain(ctx);
            throw tooLarge(most);
        }
        return new Limited(ctx, most);
    }

    private static final class Limited extends InputStream {

        private final Context ctx;
        private final InputStream in;
        private final long most;
        private final long promised;
        private long taken;

        Limited(Context ctx, long most) {
            this.ctx = ctx;
            this.in = ctx.bodyInputStream();
            this.most = most;
            this.promised = ctx.req().getContentLengthLong();
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int count) {
            int got;
            try {
                got = in.read(target, offset, count);
            } catch (IOException e) {
                log.debug("a body ended before its time", e);
                throw tooSlow();
            }
            if (got < 0 && taken < promised) throw tooSlow();
            if (got > 0) taken += got;
            if (taken > most) {
                drain(ctx);
                throw tooLarge(most);
            }
            return got;
        }
    }

    /**
     * Takes what is left of a small body that nobody wanted, such as one sent along with a GET: a connection that is closed over it may take
     * the answer with it.
     */
    public static void finish(Context ctx) {
        long length = ctx.req().getContentLengthLong();
        if (length <= 0 || length > CHUNK) return;
        try {
            ctx.req().getInputStream().readNBytes((int) length);
        } catch (IOException e) {
            log.debug("a body that nobody wanted ended before its time", e);
        }
    }

    /** Takes some more of a body that is refused, because a client that is still sending does not see why it is cut off. */
    private static void drain(Context ctx) {
        long deadline = System.nanoTime() + DRAINING.toNanos();
        byte[] chunk = new byte[CHUNK];
        try {
            InputStream in = ctx.req().getInputStream();
            int left = MOST_DRAINED;
            for (int n = in.read(chunk); n >= 0 && left > 0 && System.nanoTime() < deadline; n = in.read(chunk)) {
                left -= n;
            }
        } catch (IOException e) {
            log.debug("a body that was too large ended before its time", e);
        }
    }

    private static Refusal tooSlow() {
        return Refusal.of(408, "body_incomplete", "The body ended before its time, or came too slowly.");
    }

    private static Refusal tooLarge(long most) {
        return Refusal.of(
                413, "body_too_large", "The body is larger than %d bytes, the most that is taken.".formatted(most));
    }

    private static Refusal tooLarge() {
        return Refusal.of(413, "body_too_large", "The body is larger than 8 MiB, the most that is taken.");
    }
}
