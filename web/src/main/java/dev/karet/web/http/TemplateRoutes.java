package dev.karet.web.http;

import dev.karet.http.Refusal;
import dev.karet.model.Quoted;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.Writing;
import dev.karet.web.templates.Gallery;
import io.javalin.http.Context;

/** The templates and their pictures. */
final class TemplateRoutes implements Routes.Feature {

    private final Gallery gallery;

    TemplateRoutes(Gallery gallery) {
        this.gallery = gallery;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get(
                "/api/templates",
                Access.READ,
                ctx -> JsonBody.answer(
                        ctx,
                        200,
                        new Writing()
                                .put("templates", gallery.cards(), TemplateRoutes::card)
                                .object()));
        routes.get("/api/templates/{name}/preview", Access.READ, this::picture);
    }

    private static JsonTree card(Gallery.Card card) {
        return new Writing()
                .put("name", card.template().templateName())
                .put("title", card.template().title())
                .put("description", card.template().description())
                .putTexts("sources", card.sources())
                .putTexts("tables", card.tables())
                .putTexts("dashboards", card.dashboards())
                .put("sampleFiles", card.sampleFiles())
                .object();
    }

    private void picture(Context ctx) {
        String name = ctx.pathParam("name");
        Gallery.Picture picture = gallery.picture(name)
                .orElseThrow(() -> Refusal.of(
                        404,
                        "template_not_found",
                        "There is no template %s. GET /api/templates lists them.".formatted(Quoted.text(name))));
        // A browser may keep it, and asks each time whether it is still the one.
        ctx.header("Cache-Control", "private, no-cache");
        if (!DocumentMarks.isKnown(ctx, picture.mark())) {
            ctx.contentType("image/png").result(picture.png());
        }
    }
}
