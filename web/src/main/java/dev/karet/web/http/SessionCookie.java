package dev.karet.web.http;

import dev.karet.web.auth.Session;
import dev.karet.web.auth.SignIn;
import io.javalin.http.Context;
import jakarta.servlet.http.Cookie;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps a session in a browser, out of reach of scripts and of other sites. Thread-safe. */
final class SessionCookie {

    private static final String NAME = "karet_session";

    private final SignIn signIn;
    private final Forwarding forwarding;
    private final Clock clock;

    SessionCookie(SignIn signIn, Forwarding forwarding, Clock clock) {
        this.signIn = signIn;
        this.forwarding = forwarding;
        this.clock = clock;
    }

    /** The session that the request shows, when it is good. */
    Optional<Session> read(Context ctx) {
        Cookie[] cookies = ctx.req().getCookies();
        return cookies == null
                ? Optional.empty()
                : Stream.of(cookies)
                        .filter(cookie -> cookie.getName().equals(NAME))
                        .flatMap(cookie -> signIn.session(cookie.getValue()).stream())
                        .findFirst();
    }

    void write(Context ctx, Session session) {
        Duration left = Duration.between(clock.instant(), session.expires());
        set(ctx, signIn.write(session), left.toSeconds());
    }

    void clear(Context ctx) {
        set(ctx, "", 0);
    }

    private void set(Context ctx, String value, long seconds) {
        ctx.header(
                "Set-Cookie",
                "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Lax%s"
                        .formatted(NAME, value, seconds, forwarding.isSecure(ctx) ? "; Secure" : ""));
    }
}
