package dev.karet.web.http;

import dev.karet.http.Refusal;
import dev.karet.model.json.Fields;
import dev.karet.model.json.Writing;
import dev.karet.web.auth.ApiToken;
import dev.karet.web.auth.ApiTokens;
import dev.karet.web.auth.Scope;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Making, listing and revoking API tokens, which only the administrator does. Thread-safe. */
final class TokenRoutes implements Routes.Feature {

    private static final Logger log = LoggerFactory.getLogger(TokenRoutes.class);

    private final ApiTokens tokens;

    TokenRoutes(ApiTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get("/api/auth/tokens", Access.ADMIN, this::list);
        routes.post("/api/auth/tokens", Access.ADMIN, this::make);
        routes.delete("/api/auth/tokens/{id}", Access.ADMIN, this::revoke);
    }

    private void list(Context ctx) {
        JsonBody.answer(
                ctx,
                200,
                new Writing()
                        .put(
                                "tokens",
                                tokens.list(),
                                token -> AuthRoutes.token(token).object())
                        .object());
    }

    private record Wanted(String name, Scope scope) {}

    private void make(Context ctx) {
        Wanted wanted = JsonBody.read(ctx, "the new token", TokenRoutes::wanted);
        ApiTokens.Made made = tokens.make(wanted.name(), wanted.scope())
                .orElseThrow(() -> Refusal.of(
                        409,
                        "too_many_tokens",
                        "There are %d tokens, the most there may be. Revoke one first.".formatted(ApiTokens.MOST)));
        log.atInfo()
                .addKeyValue("token", made.token().id())
                .addKeyValue("scope", made.token().scope().label())
                .log("a token was made");
        JsonBody.answer(
                ctx,
                201,
                AuthRoutes.token(made.token()).put("token", made.text().value()).object());
    }

    private static Wanted wanted(Fields fields) {
        String name = fields.text("name").strip();
        if (fields.problems().isEmpty()) {
            ApiToken.faultOfName(name)
                    .ifPresent(fault -> fields.problems().add("bad_value", fields.at("name"), fault, Optional.empty()));
        }
        return new Wanted(name, fields.choice("scope", fields.text("scope"), List.of(Scope.values()), Scope::label));
    }

    private void revoke(Context ctx) {
        String id = ctx.pathParam("id");
        if (!tokens.revoke(id)) {
            throw Refusal.of(404, "token_not_found", "There is no token of this id; it may have been revoked before.");
        }
        log.atInfo().addKeyValue("token", id).log("a token was revoked");
        ctx.status(204);
    }
}
