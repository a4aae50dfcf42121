package dev.karet.web.http;

import static dev.karet.web.http.PipelineRefusals.telling;

import dev.karet.model.json.JsonTree;
import dev.karet.model.json.Writing;
import dev.karet.model.pipeline.CheckResult;
import dev.karet.web.dashboards.Dashboards;
import io.javalin.http.Context;

/** Dashboards as documents. */
final class DashboardRoutes implements Routes.Feature {

    private final Dashboards dashboards;

    DashboardRoutes(Dashboards dashboards) {
        this.dashboards = dashboards;
    }

    @Override
    public void addTo(Routes routes) {
        String all = "/api/p/{slug}/dashboards";
        String one = all + "/{name}";
        routes.get(all, Access.READ, telling(this::list));
        routes.get(one, Access.READ, telling(this::show));
        routes.put(one, Access.WRITE, telling(this::save));
        routes.delete(one, Access.WRITE, telling(ctx -> {
            dashboards.delete(Params.slug(ctx), ctx.pathParam("name"), DocumentMarks.expected(ctx));
            ctx.status(204);
        }));
    }

    private void list(Context ctx) {
        JsonBody.answer(
                ctx,
                200,
                new Writing()
                        .put("dashboards", dashboards.all(Params.slug(ctx)), DashboardRoutes::summary)
                        .object());
    }

    private static JsonTree summary(Dashboards.Summary dashboard) {
        return new Writing()
                .put("name", dashboard.name())
                .put("title", dashboard.title())
                .put("table", dashboard.table())
                .put("panels", dashboard.panels())
                .put("size", new JsonTree.Num(Long.toString(dashboard.object().size())))
                .put("modified", dashboard.object().lastModified().toString())
                .put("trouble", dashboard.trouble())
                .object();
    }

    private void show(Context ctx) {
        Dashboards.Saved saved = dashboards.one(Params.slug(ctx), ctx.pathParam("name"));
        if (!DocumentMarks.isKnown(ctx, saved.mark())) JsonBody.answer(ctx, 200, saved.document());
    }

    private void save(Context ctx) {
        String name = ctx.pathParam("name");
        JsonTree document = JsonBody.tree(ctx);
        String mark = dashboards.save(Params.slug(ctx), name, document, DocumentMarks.expected(ctx));
        CheckResult check = dashboards.check(Params.slug(ctx), document);
        DocumentMarks.put(ctx, mark);
        JsonBody.answer(
                ctx,
                200,
                new Writing()
                        .put("name", name)
                        .put("problems", check.errors(), ConfigRoutes::problem)
                        .put("warnings", check.warnings(), ConfigRoutes::problem)
                        .object());
    }
}
