package dev.karet.web.http;

import dev.karet.http.Refusal;
import dev.karet.model.json.Fields;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.Writing;
import dev.karet.web.auth.ApiToken;
import dev.karet.web.auth.Caller;
import dev.karet.web.auth.NewPassword;
import dev.karet.web.auth.Session;
import dev.karet.web.auth.SignIn;
import dev.karet.web.auth.Throttle;
import io.javalin.http.Context;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Setting the password, signing in and out, changing the password. Thread-safe. */
final class AuthRoutes implements Routes.Feature {

    private static final Logger log = LoggerFactory.getLogger(AuthRoutes.class);

    private final SignIn signIn;
    private final SessionCookie cookie;
    private final Forwarding forwarding;
    private final Throttle strangers;
    private final Throttle changes;

    /**
     * The routes of the administrator.
     *
     * @param strangers holds back who is not signed in
     * @param changes holds back who is, apart: a flood of strangers' guesses must not keep the administrator from changing the password
     */
    AuthRoutes(SignIn signIn, SessionCookie cookie, Forwarding forwarding, Throttle strangers, Throttle changes) {
        this.signIn = signIn;
        this.cookie = cookie;
        this.forwarding = forwarding;
        this.strangers = strangers;
        this.changes = changes;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get("/api/auth/setup", Access.PUBLIC, this::needsSetup);
        routes.post("/api/auth/setup", Access.PUBLIC, this::setUp);
        routes.post("/api/auth/login", Access.PUBLIC, this::login);
        routes.post("/api/auth/logout", Access.PUBLIC, this::logout);
        routes.get("/api/auth/me", Access.READ, this::me);
        routes.patch("/api/auth/me", Access.ADMIN, this::changePassword);
    }

    private void needsSetup(Context ctx) {
        JsonBody.answer(
                ctx, 200, new Writing().put("needsSetup", signIn.needsSetup()).object());
    }

    private void setUp(Context ctx) {
        NewPassword password = JsonBody.read(ctx, "the set-up", fields -> newPassword(fields, "password"))
                .orElseThrow();
        if (!signIn.needsSetup()) throw alreadySetUp();
        InetAddress client = held(strangers, ctx);
        Session session = AuthGate.asked(() -> signIn.setUp(password)).orElseThrow(AuthRoutes::alreadySetUp);
        strangers.succeeded(client);
        log.atInfo().addKeyValue("client", client.getHostAddress()).log("the password was set for the first time");
        signedIn(ctx, 201, session);
    }

    private static Refusal alreadySetUp() {
        return Refusal.of(
                409,
                "already_exists",
                "The password was set before. Sign in with it; whoever holds the bucket can set another with \"karet reset-password\".");
    }

    private void login(Context ctx) {
        String password = JsonBody.read(ctx, "the sign-in", fields -> password(fields, "password"));
        InetAddress client = held(strangers, ctx);
        Optional<Session> session = AuthGate.asked(() -> signIn.signIn(password));
        if (session.isEmpty()) {
            log.atWarn().addKeyValue("client", client.getHostAddress()).log("a sign-in failed");
            ctx.header("WWW-Authenticate", AuthGate.CHALLENGE);
            throw Refusal.of(401, "wrong_password", "This is not the password.");
        }
        strangers.succeeded(client);
        log.atInfo().addKeyValue("client", client.getHostAddress()).log("signed in");
        signedIn(ctx, 200, session.get());
    }

    private void logout(Context ctx) {
        cookie.clear(ctx);
        ctx.status(204);
    }

    private void me(Context ctx) {
        JsonTree me = switch (AuthGate.caller(ctx).orElseThrow()) {
            case Caller.Administrator(var session) -> session(session);
            case Caller.Script(var token) -> token(token).put("kind", "token").object();
        };
        JsonBody.answer(ctx, 200, me);
    }

    /** What a token shows of itself. */
    static Writing token(ApiToken token) {
        return new Writing()
                .put("id", token.id())
                .put("name", token.name())
                .put("scope", token.scope().label())
                .put("createdAt", token.created().toString());
    }

    private record Change(Optional<NewPassword> next, String current) {}

    private void changePassword(Context ctx) {
        Change change = JsonBody.read(
                ctx,
                "the change",
                fields -> new Change(newPassword(fields, "newPassword"), password(fields, "currentPassword")));
        InetAddress client = held(changes, ctx);
        Session session = AuthGate.asked(() ->
                        signIn.changePassword(change.current(), change.next().orElseThrow()))
                .orElseThrow(() -> Refusal.of(403, "wrong_password", "The current password is another."));
        changes.succeeded(client);
        log.atInfo().addKeyValue("client", client.getHostAddress()).log("the password was changed");
        signedIn(ctx, 200, session);
    }

    private void signedIn(Context ctx, int status, Session session) {
        cookie.write(ctx, session);
        JsonBody.answer(ctx, status, session(session));
    }

    private static JsonTree session(Session session) {
        return new Writing()
                .put("kind", "session")
                .put("expiresAt", session.expires().toString())
                .object();
    }

    /** The client, when it may try now. */
    private InetAddress held(Throttle throttle, Context ctx) {
        InetAddress client = forwarding.client(ctx);
        Optional<Duration> wait = throttle.admit(client);
        if (wait.isPresent()) {
            long seconds = Math.max(1, wait.get().plusMillis(999).toSeconds());
            throw Refusal.tooMany(
                    "too_many_requests",
                    "Too many passwords were tried. Try again in %d seconds.".formatted(seconds),
                    Duration.ofSeconds(seconds));
        }
        return client;
    }

    private static String password(Fields fields, String name) {
        String text = fields.text(name);
        if (text.length() > NewPassword.LONGEST) {
            NewPassword.fault(text).ifPresent(fault -> bad(fields, name, fault));
        }
        return text;
    }

    private static Optional<NewPassword> newPassword(Fields fields, String name) {
        String text = fields.text(name);
        if (!fields.problems().isEmpty()) return Optional.empty();
        Optional<String> fault = NewPassword.fault(text);
        fault.ifPresent(sentence -> bad(fields, name, sentence));
        return fault.isEmpty() ? Optional.of(new NewPassword(text)) : Optional.empty();
    }

    private static void bad(Fields fields, String name, String sentence) {
        fields.problems().add("bad_value", fields.at(name), sentence, Optional.empty());
    }
}
