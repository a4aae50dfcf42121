package dev.karet.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.http.Answers;
import dev.karet.http.Refusal;
import dev.karet.model.job.JobRecord;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.Writing;
import dev.karet.store.JobId;
import dev.karet.store.Slug;
import dev.karet.web.jobs.JobRefused;
import dev.karet.web.jobs.JobWatch;
import dev.karet.web.jobs.Jobs;
import dev.karet.web.jobs.RejectedRows;
import dev.karet.web.jobs.RejectedRows.Position;
import dev.karet.web.jobs.RejectedRowsCsv;
import dev.karet.web.jobs.RunOptions;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Runs: start, list, show, cancel, watch, and the rows they rejected. */
final class JobRoutes implements Routes.Feature {

    private static final int MOST_JOBS = 200;
    private static final int MOST_ROWS = 500;
    private static final Duration LATER = Duration.ofSeconds(5);

    private final Jobs jobs;
    private final JobWatch watch;
    private final RejectedRows rejected;

    JobRoutes(Jobs jobs, JobWatch watch, RejectedRows rejected) {
        this.jobs = jobs;
        this.watch = watch;
        this.rejected = rejected;
    }

    @Override
    public void addTo(Routes routes) {
        String all = "/api/p/{slug}/jobs";
        String one = all + "/{id}";
        routes.get(all, Access.READ, refusing(this::list));
        routes.post(all, Access.WRITE, refusing(this::start));
        routes.get(
                one,
                Access.READ,
                refusing(
                        ctx -> Answers.json(ctx, 200, JobAnswers.whole(jobs.show(Params.slug(ctx), Params.job(ctx))))));
        routes.post(
                one + "/cancel",
                Access.WRITE,
                refusing(ctx ->
                        JsonBody.answer(ctx, 202, JobAnswers.brief(jobs.cancel(Params.slug(ctx), Params.job(ctx))))));
        routes.post(
                one + "/again",
                Access.WRITE,
                refusing(ctx ->
                        JsonBody.answer(ctx, 202, JobAnswers.brief(jobs.again(Params.slug(ctx), Params.job(ctx))))));
        routes.get(one + "/events", Access.READ, refusing(this::events));
        routes.get(one + "/rejects", Access.READ, refusing(this::rejects));
        routes.get(one + "/rejects.csv", Access.READ, refusing(this::rejectsCsv));
    }

    private static Handler refusing(Handler handler) {
        return ctx -> {
            try {
                handler.handle(ctx);
            } catch (JobRefused refused) {
                throw Refusal.of(
                        switch (refused.reason()) {
                            case PIPELINE_CONFIG_NOT_FOUND, JOB_NOT_FOUND -> 404;
                            case JOB_ENDED, RUN_QUEUED, PIPELINE_CHANGING -> 409;
                        },
                        refused.reason().name().toLowerCase(Locale.ROOT),
                        refused.sentence());
            } catch (JobWatch.TooManyListeners many) {
                throw Refusal.tooMany("too_many_listeners", String.valueOf(many.getMessage()), LATER);
            }
        };
    }

    private void list(Context ctx) {
        Jobs.Page page = jobs.list(
                Params.slug(ctx),
                new Jobs.Filter(
                        Params.text(ctx, "status").map(JobRoutes::status),
                        Params.text(ctx, "trigger"),
                        Params.text(ctx, "before").map(JobRoutes::before),
                        Params.number(ctx, "limit", 1, MOST_JOBS, 50)));
        JsonBody.answer(
                ctx,
                200,
                new Writing()
                        .put("jobs", page.jobs(), JobAnswers::brief)
                        .put("next", page.next().map(JobId::value))
                        .object());
    }

    private static JobRecord.Status status(String label) {
        return Arrays.stream(JobRecord.Status.values())
                .filter(status -> status.label().equals(label))
                .findFirst()
                .orElseThrow(() -> Params.refused("status", "scheduled, running, completed or failed"));
    }

    private static JobId before(String text) {
        return JobId.parse(text).orElseThrow(() -> Params.refused("before", "the id of a run, as \"next\" gives it"));
    }

    private void start(Context ctx) {
        RunOptions options = new RunOptions(Params.flag(ctx, "clean"), Params.flag(ctx, "publish_anyway"));
        JobRecord job = jobs.start(Params.slug(ctx), JobRecord.MANUAL, options);
        JsonBody.answer(ctx, 202, JobAnswers.brief(job));
    }

    private void events(Context ctx) {
        try (JobWatch.Listening listening = watch.listen(Params.slug(ctx), Params.job(ctx))) {
            JobStream.show(ctx, listening);
        }
    }

    private void rejects(Context ctx) {
        Slug slug = Params.slug(ctx);
        JobRecord job = jobs.show(slug, Params.job(ctx));
        Position from = Params.text(ctx, "after").map(JobRoutes::position).orElse(Position.START);
        RejectedRows.Page page = rejected.page(
                slug, job, Params.text(ctx, "file"), from, Params.number(ctx, "limit", 1, MOST_ROWS, 100));
        JsonTree answer = new Writing()
                .put("rows", page.rows(), JobAnswers::row)
                .put("total", JobAnswers.number(page.total()))
                .put("next", page.next().map(Position::toString))
                .object();
        JsonBody.answer(ctx, 200, answer);
    }

    private static Position position(String text) {
        return Position.parse(text)
                .orElseThrow(() -> Params.refused("after", "what \"next\" of the page before gives"));
    }

    private void rejectsCsv(Context ctx) throws IOException {
        Slug slug = Params.slug(ctx);
        JobId id = Params.job(ctx);
        JobRecord job = jobs.show(slug, id);
        ctx.contentType("text/csv; charset=utf-8");
        ctx.header("Content-Disposition", "attachment; filename=\"%s-%s-rejects.csv\"".formatted(slug, id));
        try (Writer out = new BufferedWriter(new OutputStreamWriter(ctx.outputStream(), UTF_8), 64 << 10)) {
            RejectedRowsCsv csv = new RejectedRowsCsv(out);
            csv.header();
            rejected.all(slug, job, Optional.ofNullable(ctx.queryParam("file")), csv);
        }
    }
}
