package dev.karet.web.http;

import static dev.karet.web.http.PipelineRefusals.telling;

import dev.karet.http.Answers;
import dev.karet.http.Body;
import dev.karet.http.Refusal;
import dev.karet.model.job.JobRecord;
import dev.karet.model.job.RunReport;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.Writing;
import dev.karet.model.pipeline.templates.Template;
import dev.karet.store.ObjectInfo;
import dev.karet.store.Slug;
import dev.karet.web.pipelines.NewPipeline;
import dev.karet.web.pipelines.PipelineChanges;
import dev.karet.web.pipelines.PipelineExport;
import dev.karet.web.pipelines.PipelineImport;
import dev.karet.web.pipelines.PipelineList;
import dev.karet.web.pipelines.PipelineSummary;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Pipelines as wholes: listed, created, renamed, deleted, taken out and in. */
final class PipelineRoutes implements Routes.Feature {

    private static final int IMPORTS_AT_ONCE = 2;
    private static final Duration LATER = Duration.ofSeconds(10);

    private final PipelineList list;
    private final NewPipeline creation;
    private final PipelineChanges changes;
    private final PipelineExport export;
    private final PipelineImport archives;
    private final Function<Slug, Optional<JobRecord>> firstRun;
    private final Path temp;
    private final Semaphore imports = new Semaphore(IMPORTS_AT_ONCE);

    /**
     * @param firstRun starts the first run of a pipeline that was just made, if it needs one
     * @param temp where archives lie while they are looked at
     */
    PipelineRoutes(
            PipelineList list,
            NewPipeline creation,
            PipelineChanges changes,
            PipelineExport export,
            PipelineImport archives,
            Function<Slug, Optional<JobRecord>> firstRun,
            Path temp) {
        this.list = list;
        this.creation = creation;
        this.changes = changes;
        this.export = export;
        this.archives = archives;
        this.firstRun = firstRun;
        this.temp = temp;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get("/api/pipelines", Access.READ, this::list);
        routes.post("/api/pipelines", Access.WRITE, telling(this::create));
        routes.post("/api/pipelines/import", Access.WRITE, telling(this::takeIn));
        routes.patch("/api/pipelines/{slug}", Access.WRITE, telling(this::rename));
        routes.delete("/api/pipelines/{slug}", Access.WRITE, telling(ctx -> {
            changes.delete(Params.slug(ctx));
            ctx.status(204);
        }));
        routes.get("/api/p/{slug}/export", Access.READ, telling(this::takeOut));
    }

    private void list(Context ctx) {
        JsonTree answer = new Writing()
                .put("pipelines", list.all(), PipelineRoutes::summary)
                .object();
        JsonBody.answer(ctx, 200, answer);
    }

    private static JsonTree summary(PipelineSummary pipeline) {
        Writing writing = new Writing()
                .put("slug", pipeline.slug().value())
                .put("health", pipeline.health().label())
                .put("trouble", pipeline.trouble())
                .put("change", pipeline.change())
                .put("sources", pipeline.sources())
                .put(
                        "tables",
                        pipeline.tables(),
                        table -> new Writing()
                                .put("id", table.id())
                                .put("name", table.name())
                                .object())
                .put("hasPreview", pipeline.hasPreview())
                .put("savedAt", pipeline.savedAt().map(Instant::toString));
        pipeline.lastRun().ifPresent(run -> writing.put("lastRun", run(run)));
        return writing.object();
    }

    private static JsonTree run(JobRecord run) {
        Writing writing = new Writing()
                .put("id", run.id())
                .put("status", run.status().label())
                .put("trigger", run.trigger())
                .put("startedAt", run.startedAt().toString())
                .put("completedAt", run.completedAt().map(Object::toString))
                .put("nextRunAt", run.nextRunAt().map(Object::toString))
                .put("error", run.error());
        run.report().flatMap(RunReport::rows).ifPresent(rows -> JobAnswers.put(writing, rows));
        return writing.object();
    }

    private record Wanted(String slug, Template template) {}

    private void create(Context ctx) {
        Wanted wanted = JsonBody.read(
                ctx,
                "the new pipeline",
                fields -> new Wanted(
                        fields.text("slug"),
                        fields.choice(
                                "template",
                                fields.text("template", Template.BLANK.templateName()),
                                List.of(Template.values()),
                                Template::templateName)));
        Slug slug = Slug.canonical(wanted.slug());
        creation.create(slug, wanted.template());
        answerCreated(ctx, slug);
    }

    private void rename(Context ctx) {
        Slug from = Params.slug(ctx);
        Slug to = Slug.canonical(JsonBody.read(ctx, "the change", fields -> fields.text("newSlug")));
        changes.rename(from, to);
        JsonBody.answer(ctx, 200, new Writing().put("slug", to.value()).object());
    }

    private void takeOut(Context ctx) throws IOException {
        Slug slug = Params.slug(ctx);
        List<ObjectInfo> contents = export.contents(slug);
        ctx.contentType("application/zip").disableCompression();
        Params.attach(ctx, slug + ".zip");
        Answers.stream(ctx, out -> export.write(slug, contents, out));
    }

    private void takeIn(Context ctx) throws IOException {
        Params.requireBareBody(ctx);
        Slug slug = Slug.canonical(Params.line(ctx, "slug", 1_000)
                .orElseThrow(() -> Params.bad("Say with ?slug=… what the pipeline is to be called.")));
        changes.requireFree(slug);
        if (!imports.tryAcquire()) {
            throw Refusal.tooMany(
                    "too_many_imports",
                    "%d archives are being imported already. Try again later.".formatted(IMPORTS_AT_ONCE),
                    LATER);
        }
        try {
            Files.createDirectories(temp);
            Path file = Files.createTempFile(temp, "import-", ".zip");
            try {
                try (InputStream body = Body.open(ctx, archives.mostBytes())) {
                    Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
                }
                archives.run(slug, file);
            } finally {
                Files.deleteIfExists(file);
            }
        } finally {
            imports.release();
        }
        answerCreated(ctx, slug);
    }

    private void answerCreated(Context ctx, Slug slug) {
        JsonTree answer = new Writing()
                .put("slug", slug.value())
                .put("job", firstRun.apply(slug).map(JobRecord::id))
                .object();
        JsonBody.answer(ctx, 201, answer);
    }
}
