package dev.karet.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plain parts of an answer. */
public final class Answers {

    /** The media type of everything that programs read. */
    public static final String JSON = "application/json";

    private static final Logger log = LoggerFactory.getLogger(Answers.class);
    private static final String REQUEST = "karet.request";

    private Answers() {}

    /** Gives the request an id, which its answer and every log line about it carry. */
    public static void identify(Context ctx) {
        String id = UUID.randomUUID().toString();
        ctx.attribute(REQUEST, id);
        ctx.header("X-Request-Id", id);
    }

    /** The id that {@link #identify} gave; empty text before. */
    public static String requestId(Context ctx) {
        String id = ctx.attribute(REQUEST);
        return id == null ? "" : id;
    }

    /** Something that writes the bytes of an answer. */
    @FunctionalInterface
    public interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /**
     * Answers with bytes as they are made. When that fails on the way, nobody can be told any more but by cutting the connection, so that
     * what came is not taken for the whole; as long as nothing was sent, the failure is thrown on.
     */
    public static void stream(Context ctx, Writing body) throws IOException {
        try {
            body.to(ctx.outputStream());
        } catch (IOException | RuntimeException e) {
            if (!ctx.res().isCommitted()) {
                ctx.res().resetBuffer();
                throw e;
            }
            log.info("an answer was cut off: {}", e.toString());
            cut(ctx);
        }
    }

    private static void cut(Context ctx) {
        ServletContextRequest.getServletContextRequest(ctx.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close();
    }

    public static void json(Context ctx, int status, byte[] body) {
        ctx.status(status).contentType(JSON).result(body);
    }
}
