package dev.karet.web.http;

import dev.karet.http.Refusal;
import dev.karet.model.ApiError;
import dev.karet.web.preferences.KeptPreferences;
import dev.karet.web.preferences.PreferencesRefused;
import io.javalin.http.Context;

/** The administrator's preferences. */
final class PreferenceRoutes implements Routes.Feature {

    private static final String PATH = "/api/preferences";

    private final KeptPreferences kept;

    PreferenceRoutes(KeptPreferences kept) {
        this.kept = kept;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get(PATH, Access.ADMIN, ctx -> answer(ctx, kept.get()));
        routes.put(PATH, Access.ADMIN, DocumentMarks.checking(this::save));
    }

    private void save(Context ctx) {
        try {
            answer(ctx, kept.save(JsonBody.tree(ctx), DocumentMarks.expected(ctx)));
        } catch (PreferencesRefused refused) {
            String message = String.valueOf(refused.getMessage());
            throw refused.problems().isEmpty()
                    ? Refusal.of(413, "body_too_large", message)
                    : Refusal.of(400, ApiError.of("bad_request", message).withProblems(refused.problems()));
        }
    }

    /** Never 304: the stars that are shown depend on the pipelines too, which the mark does not know. */
    private static void answer(Context ctx, KeptPreferences.Shown shown) {
        DocumentMarks.put(ctx, shown.mark());
        JsonBody.answer(ctx, 200, shown.preferences().json());
    }
}
