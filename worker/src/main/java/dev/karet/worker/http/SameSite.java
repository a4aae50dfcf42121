package dev.karet.worker.http;

import dev.karet.http.Refusal;
import io.javalin.http.Context;
import java.util.Locale;
import java.util.Set;

/**
 * Keeps web pages from making a browser on this machine start runs: a page of another site can post forms and plain text without
 * asking anybody, and its browser then names the page in {@code Origin}. No client of the worker is a browser.
 */
final class SameSite {

    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final String JSON = "application/json";

    private SameSite() {}

    static void require(Context ctx) {
        if (!WRITES.contains(ctx.method().name())) {
            return;
        }
        if (ctx.header("Origin") != null) {
            throw Refusal.of(403, "forbidden_origin", "The worker takes no requests from web pages.");
        }
        String type = ctx.contentType();
        if (type != null && !JSON.equals(bare(type))) {
            throw Refusal.of(
                    415,
                    "unsupported_media_type",
                    "The worker takes JSON only. Send it with Content-Type: application/json.");
        }
    }

    /** A media type without its parameters. */
    private static String bare(String type) {
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }
}
