package dev.karet.web.http;

import dev.karet.http.Refusal;
import dev.karet.web.auth.ApiTokens;
import dev.karet.web.auth.AuthFault;
import dev.karet.web.auth.Caller;
import dev.karet.web.auth.Scope;
import dev.karet.web.auth.Session;
import dev.karet.web.auth.SignIn;
import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets in who shows a good token or a good session. A token that is shown decides alone, so that a script never acts as a browser by mistake.
 * Thread-safe.
 */
final class AuthGate implements Gate {

    /** What a 401 tells programs to show. */
    static final String CHALLENGE = "Bearer realm=\"karet\"";

    private static final Logger log = LoggerFactory.getLogger(AuthGate.class);
    private static final String CALLER = "karet.caller";
    private static final String SCHEME = "bearer";

    private final SignIn signIn;
    private final SessionCookie cookie;
    private final ApiTokens tokens;
    private final SameOrigin sameOrigin;

    AuthGate(SignIn signIn, SessionCookie cookie, ApiTokens tokens, SameOrigin sameOrigin) {
        this.signIn = signIn;
        this.cookie = cookie;
        this.tokens = tokens;
        this.sameOrigin = sameOrigin;
    }

    @Override
    public void admit(Context ctx, Access access) {
        switch (access) {
            case PUBLIC -> sameOrigin.require(ctx);
            case READ, WRITE, ADMIN -> {
                Caller caller = identify(ctx);
                require(access, caller);
                ctx.attribute(CALLER, caller);
            }
        }
    }

    /** Who was let in; empty on public routes, where nobody is asked. */
    static Optional<Caller> caller(Context ctx) {
        return Optional.ofNullable(ctx.<Caller>attribute(CALLER));
    }

    private Caller identify(Context ctx) {
        List<String> shown = Collections.list(ctx.req().getHeaders("Authorization")).stream()
                .flatMap(header -> bearer(header.strip()).stream())
                .toList();
        return shown.isEmpty() ? administrator(ctx) : script(ctx, shown);
    }

    /** What follows the word Bearer, if anything does; empty when the header is of another kind, such as a proxy asks for. */
    private static Optional<String> bearer(String header) {
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) return Optional.empty();
        String rest = header.substring(SCHEME.length());
        return rest.isEmpty() || Character.isWhitespace(rest.charAt(0)) ? Optional.of(rest.strip()) : Optional.empty();
    }

    private Caller script(Context ctx, List<String> shown) {
        return Optional.of(shown)
                .filter(tokensShown -> tokensShown.size() == 1)
                .flatMap(tokensShown -> tokens.check(tokensShown.getFirst()))
                .map(Caller.Script::new)
                .orElseThrow(() -> unauthorized(
                        ctx, CHALLENGE + ", error=\"invalid_token\"", "The token is none of ours, or was revoked."));
    }

    private Caller administrator(Context ctx) {
        Session session = asked(() -> cookie.read(ctx))
                .orElseThrow(() -> unauthorized(
                        ctx, CHALLENGE, "Sign in first, or show an API token as \"Authorization: Bearer karet_…\"."));
        sameOrigin.require(ctx);
        if (signIn.isOld(session)) cookie.write(ctx, signIn.renew(session));
        return new Caller.Administrator(session);
    }

    /** The result of {@code question}; when nobody's password can be looked at now, the refusal that says so. */
    static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (AuthFault fault) {
            String sentence = String.valueOf(fault.getMessage());
            throw switch (fault) {
                case AuthFault.Busy busy -> Refusal.later("busy", sentence, busy.retryAfter());
                case AuthFault.AdminUnreadable _ -> {
                    log.warn(sentence);
                    yield Refusal.of(503, "admin_unreadable", sentence);
                }
            };
        }
    }

    /** The answer to who is not let in, with what the standard wants it to say. */
    private static Refusal unauthorized(Context ctx, String challenge, String message) {
        ctx.header("WWW-Authenticate", challenge);
        return Refusal.of(401, "unauthorized", message);
    }

    private static void require(Access access, Caller caller) {
        switch (caller) {
            case Caller.Administrator _ -> {}
            case Caller.Script(var token) -> {
                if (access == Access.ADMIN) {
                    throw forbidden("No token may do this. Sign in with the password.");
                }
                if (access == Access.WRITE && token.scope() != Scope.WRITE) {
                    throw forbidden("This token may only read. Make one of the scope \"write\".");
                }
            }
        }
    }

    private static Refusal forbidden(String message) {
        return Refusal.of(403, "forbidden", message);
    }
}
