package dev.karet.http;

import io.javalin.http.Context;
import java.util.UUID;

/** The plain parts of an answer. */
public final class Answers {

    /** The media type of everything that programs read. */
    public static final String JSON = "application/json";

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

    public static void json(Context ctx, int status, byte[] body) {
        ctx.status(status).contentType(JSON).result(body);
    }
}
