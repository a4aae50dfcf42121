package dev.karet.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.http.Answers;

/** What the service says about itself. */
final class ServiceRoutes implements Routes.Feature {

    private final byte[] contract = Contract.json();

    @Override
    public void addTo(Routes routes) {
        routes.get("/health", Access.PUBLIC, ctx -> Answers.json(ctx, 200, "{\"status\":\"ok\"}".getBytes(UTF_8)));
        routes.get("/api/openapi.json", Access.PUBLIC, ctx -> Answers.json(ctx, 200, contract));
    }
}
