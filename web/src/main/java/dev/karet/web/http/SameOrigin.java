package dev.karet.web.http;

import dev.karet.http.Refusal;
import dev.karet.model.Quoted;
import dev.karet.web.http.Forwarding.Origin;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps pages of other sites from acting as whoever is signed in. A browser says where a request came from and lets no page lie about it;
 * what says nothing at all is no browser. Thread-safe.
 */
final class SameOrigin {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OURS = Set.of("same-origin", "none");

    private final Forwarding forwarding;

    SameOrigin(Forwarding forwarding) {
        this.forwarding = forwarding;
    }

    /** Refuses with 403 what would change something for a page that is not ours. */
    void require(Context ctx) {
        if (READING.contains(ctx.method().name())) return;
        if (!forwarding.isExpectedHost(ctx)) {
            throw Refusal.of(
                    403,
                    "forbidden_host",
                    "This service is for this machine only and is not called %s. Use http://127.0.0.1 or http://localhost, or set KARET_PUBLIC_URL."
                            .formatted(Quoted.text(
                                    Optional.ofNullable(ctx.header("Host")).orElse(""))));
        }
        String site = ctx.header("Sec-Fetch-Site");
        if (site != null) {
            if (!OURS.contains(site)) throw foreign("a page of another site");
            return;
        }
        String origin = ctx.header("Origin");
        if (origin != null && !isOurs(origin, ctx)) throw foreign("a page of " + Quoted.text(origin));
    }

    private boolean isOurs(String origin, Context ctx) {
        Optional<Origin> theirs = Origin.parse(origin);
        return theirs.isPresent() && theirs.equals(forwarding.origin(ctx));
    }

    private static Refusal foreign(String who) {
        return Refusal.of(
                403,
                "forbidden_origin",
                "The request was made by %s. If that is this service by another name, set KARET_PUBLIC_URL to what browsers call it."
                        .formatted(who));
    }
}
