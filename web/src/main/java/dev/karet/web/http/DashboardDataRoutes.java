package dev.karet.web.http;

import dev.karet.http.Refusal;
import dev.karet.model.ApiError;
import dev.karet.model.Problem;
import dev.karet.model.dashboard.Dashboard;
import dev.karet.model.json.DashboardJson;
import dev.karet.model.json.JsonText;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.ReadResult;
import dev.karet.model.json.Writing;
import dev.karet.web.dashboards.DashboardData;
import dev.karet.web.dashboards.DashboardData.Answer;
import dev.karet.web.dashboards.DashboardQuestion;
import dev.karet.web.dashboards.Dashboards;
import dev.karet.web.dashboards.QuestionRefused;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.Supplier;

/** What dashboards show. */
final class DashboardDataRoutes implements Routes.Feature {

    private final Dashboards dashboards;
    private final DashboardData data;

    DashboardDataRoutes(Dashboards dashboards, DashboardData data) {
        this.dashboards = dashboards;
        this.data = data;
    }

    /** A dashboard that is not saved, and what is asked of it. */
    private record Draft(JsonTree document, DashboardQuestion question) {}

    @Override
    public void addTo(Routes routes) {
        routes.post("/api/p/{slug}/dashboards/data", Access.READ, PipelineRefusals.telling(this::draft));
        routes.post("/api/p/{slug}/dashboards/{name}/data", Access.READ, PipelineRefusals.telling(this::saved));
    }

    private void saved(Context ctx) {
        DashboardQuestion question = JsonBody.read(ctx, "the question", DashboardQuestion::read);
        JsonTree document =
                dashboards.one(Params.slug(ctx), ctx.pathParam("name")).document();
        answer(ctx, document, question, 422);
    }

    private void draft(Context ctx) {
        Draft draft = JsonBody.read(ctx, "the question", fields -> {
            JsonTree document = fields.required("dashboard").orElse(new JsonTree.Null());
            return new Draft(document, DashboardQuestion.read(fields));
        });
        answer(ctx, draft.document(), draft.question(), 400);
    }

    private void answer(Context ctx, JsonTree document, DashboardQuestion question, int unreadable) {
        Dashboard dashboard = switch (DashboardJson.read(document)) {
            case ReadResult.Read<Dashboard>(var read) -> read;
            case ReadResult.Faulty<Dashboard>(var problems) -> throw unreadable(problems, unreadable);
        };
        String text = JsonText.compact(document) + question;
        Answer answer =
                told(() -> data.answer(Params.slug(ctx), dashboard, question, text, mark -> isKnown(ctx, mark)));
        answer.mark().ifPresent(mark -> DocumentMarks.put(ctx, mark));
        if (answer.known()) ctx.status(304);
        else JsonBody.answer(ctx, 200, json(answer));
    }

    private static Answer told(Supplier<Answer> asking) {
        try {
            return TableFailures.told(asking);
        } catch (QuestionRefused e) {
            throw Refusal.of(
                    400,
                    ApiError.of("bad_request", String.valueOf(e.getMessage())).withProblems(e.problems()));
        }
    }

    private static boolean isKnown(Context ctx, String mark) {
        String none = ctx.header("If-None-Match");
        return none != null && none.contains("\"" + mark + "\"");
    }

    private static JsonTree json(Answer answer) {
        Writing writing = new Writing()
                .put("snapshot", TableJson.snapshot(answer.snapshot()))
                .put("panels", new JsonTree.Arr(answer.panels()));
        answer.options().ifPresent(options -> writing.put("options", new JsonTree.Arr(options)));
        return writing.object();
    }

    private static Refusal unreadable(List<Problem> problems, int status) {
        return Refusal.of(
                status,
                ApiError.of(
                                status == 400 ? "bad_request" : "dashboard_unreadable",
                                "This is no dashboard: " + problems.getFirst().message())
                        .withProblems(problems));
    }
}
