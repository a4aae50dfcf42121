package dev.karet.web.http;

import dev.karet.http.Refusal;
import dev.karet.model.ApiError;
import dev.karet.model.json.Writing;
import dev.karet.web.events.ObjectEvents;
import dev.karet.web.events.S3Notification;
import dev.karet.web.events.WebhookSecret;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the store tells of uploads. It has a secret of its own, which no person and no script knows. */
final class EventRoutes implements Routes.Feature {

    private static final String SCHEME = "bearer ";

    private final ObjectEvents events;
    private final WebhookSecret secret;

    EventRoutes(ObjectEvents events, WebhookSecret secret) {
        this.events = events;
        this.secret = secret;
    }

    @Override
    public void addTo(Routes routes) {
        String path = "/api/events/s3";
        routes.post(path, Access.PUBLIC, this::take);
        // RustFS asks so whether there is anybody, before it sends events.
        routes.head(path, Access.PUBLIC, ctx -> ctx.status(200));
        routes.head("/", Access.PUBLIC, ctx -> ctx.status(200));
    }

    private void take(Context ctx) {
        if (!secret.isAmong(shown(ctx))) {
            throw Refusal.of(
                    401,
                    "unauthorized",
                    "Events are taken from whoever shows KARET_WEBHOOK_SECRET: as \"Authorization: Bearer …\", as \"X-Webhook-Secret\" or as \"?secret=\".");
        }
        S3Notification notification;
        try {
            notification = S3Notification.read(JsonBody.tree(ctx));
        } catch (S3Notification.Unreadable unreadable) {
            throw Refusal.of(
                    400,
                    ApiError.of("bad_request", String.valueOf(unreadable.getMessage()))
                            .withProblems(List.of(unreadable.problem())));
        }
        int accepted = 0;
        for (S3Notification.Event event : notification.events()) {
            if (events.accept(event.bucket(), event.key())) accepted++;
        }
        JsonBody.answer(ctx, 200, new Writing().put("accepted", accepted).object());
    }

    private static List<String> shown(Context ctx) {
        List<String> shown = new ArrayList<>();
        Optional.ofNullable(ctx.header("Authorization"))
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .ifPresent(header -> shown.add(header.substring(SCHEME.length()).strip()));
        Optional.ofNullable(ctx.header("X-Webhook-Secret")).ifPresent(shown::add);
        Optional.ofNullable(ctx.queryParam("secret")).ifPresent(shown::add);
        return shown;
    }
}
