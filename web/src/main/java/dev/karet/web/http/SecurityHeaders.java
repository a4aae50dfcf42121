package dev.karet.web.http;

import dev.karet.http.SafeHeaders;
import io.javalin.http.Context;

/** Tells browsers, with every answer, what they must not do with it. Thread-safe. */
final class SecurityHeaders {

    private static final String ONE_YEAR = "max-age=31536000";

    private final Forwarding forwarding;

    SecurityHeaders(Forwarding forwarding) {
        this.forwarding = forwarding;
    }

    /**
     * The {@code Content-Security-Policy} of a page of ours: what it loads and calls is ours, no script stands in it, and of the styles
     * that are added while it runs those count that carry {@code nonce}.
     */
    static String pagePolicy(String nonce) {
        return "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-" + nonce
                + "'; img-src 'self' data: blob:;"
                + " font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self';"
                + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    }

    /** To be called before everything else; a route may put another header in the place of one of these, such as a page's policy. */
    void add(Context ctx) {
        SafeHeaders.ALL.forEach(ctx::header);
        if (forwarding.isSecure(ctx)) ctx.header("Strict-Transport-Security", ONE_YEAR);
    }
}
