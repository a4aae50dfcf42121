package dev.karet.web.http;

import static dev.karet.web.http.PipelineRefusals.telling;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.http.Body;
import dev.karet.http.Refusal;
import dev.karet.model.ApiError;
import dev.karet.model.Problem;
import dev.karet.model.json.JsonText;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.PipelineJson;
import dev.karet.model.json.ReadResult;
import dev.karet.model.json.Writing;
import dev.karet.model.pipeline.CheckResult;
import dev.karet.model.pipeline.PipelineChecker;
import dev.karet.model.pipeline.PipelineConfig;
import dev.karet.store.SideBySide;
import dev.karet.store.Slug;
import dev.karet.store.StoredObject;
import dev.karet.web.pipelines.ConfigDiff;
import dev.karet.web.pipelines.ConfigHistory;
import dev.karet.web.pipelines.ConfigHistory.Current;
import dev.karet.web.pipelines.ConfigValidator;
import dev.karet.web.pipelines.ConfigVersion;
import dev.karet.web.pipelines.PipelineGuard;
import dev.karet.web.pipelines.Previews;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** The configuration of a pipeline, its versions, and its picture. */
final class ConfigRoutes implements Routes.Feature {

    private static final int MOST_VERSIONS = 100;
    private static final long HIGHEST_VERSION = 9_999_999_999L;
    private static final int AT_ONCE = 8;

    private final ConfigHistory configs;
    private final PipelineGuard guard;
    private final ConfigValidator validator;
    private final Previews previews;

    ConfigRoutes(ConfigHistory configs, PipelineGuard guard, ConfigValidator validator, Previews previews) {
        this.configs = configs;
        this.guard = guard;
        this.validator = validator;
        this.previews = previews;
    }

    @Override
    public void addTo(Routes routes) {
        String config = "/api/p/{slug}/config";
        String version = config + "/versions/{version}";
        routes.get(config, Access.READ, telling(this::show));
        routes.put(config, Access.WRITE, telling(this::save));
        routes.get(config + "/versions", Access.READ, telling(this::versions));
        routes.get(version, Access.READ, telling(this::version));
        routes.get(version + "/diff/{other}", Access.READ, telling(this::diff));
        routes.post(version + "/restore", Access.WRITE, telling(this::restore));
        routes.post("/api/p/{slug}/validate", Access.READ, telling(this::validate));
        routes.get("/api/p/{slug}/preview", Access.READ, telling(this::showPreview));
        routes.put("/api/p/{slug}/preview", Access.WRITE, telling(this::savePreview));
    }

    private void show(Context ctx) {
        Current current = configs.current(Params.slug(ctx));
        if (current.document().isEmpty()) {
            DocumentMarks.put(ctx, current.mark());
            throw unreadable(current.problems());
        }
        if (!DocumentMarks.isKnown(ctx, current.mark())) {
            JsonBody.answer(ctx, 200, current.document().get());
        }
    }

    private static Refusal unreadable(List<Problem> problems) {
        return Refusal.of(
                422,
                ApiError.of(
                                "invalid_config",
                                "pipeline.json cannot be read: "
                                        + problems.getFirst().message())
                        .withProblems(problems));
    }

    private void save(Context ctx) {
        Slug slug = Params.slug(ctx);
        JsonTree document = JsonBody.tree(ctx);
        guard.requireOpen(slug);
        answer(ctx, configs.save(slug, document, DocumentMarks.expected(ctx), note(ctx)));
    }

    private void restore(Context ctx) {
        Slug slug = Params.slug(ctx);
        guard.requireOpen(slug);
        answer(ctx, configs.restore(slug, Params.version(ctx, "version"), DocumentMarks.expected(ctx), note(ctx)));
    }

    private static Optional<String> note(Context ctx) {
        return Params.line(ctx, "note", ConfigVersion.LONGEST_NOTE);
    }

    private static void answer(Context ctx, Current saved) {
        DocumentMarks.put(ctx, saved.mark());
        CheckResult result = check(saved.document().orElseThrow());
        JsonBody.answer(
                ctx,
                200,
                number(new Writing(), "version", saved.version())
                        .put("problems", result.errors(), ConfigRoutes::problem)
                        .put("warnings", result.warnings(), ConfigRoutes::problem)
                        .object());
    }

    private static CheckResult check(JsonTree document) {
        return switch (PipelineJson.read(JsonText.compact(document))) {
            case ReadResult.Read<PipelineConfig>(var config) -> PipelineChecker.check(config);
            case ReadResult.Faulty<PipelineConfig>(var problems) -> new CheckResult(problems, List.of());
        };
    }

    private void versions(Context ctx) {
        Slug slug = Params.slug(ctx);
        long below = Params.wide(ctx, "before", 1, HIGHEST_VERSION, HIGHEST_VERSION);
        int most = Params.number(ctx, "limit", 1, MOST_VERSIONS, 50);
        List<Long> numbers = configs.numbers(slug, below, most + 1);
        List<Long> page = numbers.subList(0, Math.min(most, numbers.size()));
        List<ConfigVersion> versions = SideBySide.map(page, AT_ONCE, number -> configs.summary(slug, number)).stream()
                .flatMap(Optional::stream)
                .toList();
        Writing answer = new Writing()
                .put("versions", versions, version -> summary(version).object())
                .put("more", numbers.size() > most);
        if (numbers.size() > most) number(answer, "before", page.getLast());
        JsonBody.answer(ctx, 200, answer.object());
    }

    private void version(Context ctx) {
        var found = configs.version(Params.slug(ctx), Params.version(ctx, "version"));
        DocumentMarks.put(ctx, found.version().mark());
        JsonBody.answer(
                ctx,
                200,
                summary(found.version()).put("config", found.document()).object());
    }

    private static Writing summary(ConfigVersion version) {
        return number(new Writing(), "version", version.number())
                .put("at", version.at().toString())
                .put("note", version.note())
                .put("size", version.size())
                .put("hash", version.hash());
    }

    private void diff(Context ctx) {
        Slug slug = Params.slug(ctx);
        var before = configs.version(slug, Params.version(ctx, "version"));
        var after = configs.version(slug, Params.version(ctx, "other"));
        ConfigDiff.Differences differences = ConfigDiff.between(before.document(), after.document());
        Writing answer = number(new Writing(), "from", before.version().number());
        number(answer, "to", after.version().number());
        JsonBody.answer(
                ctx,
                200,
                answer.put("differences", differences.list(), ConfigRoutes::difference)
                        .put("truncated", differences.truncated())
                        .object());
    }

    private static JsonTree difference(ConfigDiff.Difference difference) {
        Writing writing = new Writing().put("path", difference.path()).put("kind", difference.kind());
        difference.before().ifPresent(value -> writing.put("before", value));
        difference.after().ifPresent(value -> writing.put("after", value));
        return writing.object();
    }

    private void validate(Context ctx) {
        Slug slug = Params.slug(ctx);
        byte[] body = JsonBody.bytes(ctx);
        JsonTree document = body.length == 0 ? stored(slug) : JsonBody.tree(body);
        guard.requireThere(slug);
        CheckResult result = validator.check(JsonText.compact(document).getBytes(UTF_8));
        JsonBody.answer(
                ctx,
                200,
                new Writing()
                        .put("ok", result.ok())
                        .put("errors", result.errors(), ConfigRoutes::problem)
                        .put("warnings", result.warnings(), ConfigRoutes::problem)
                        .object());
    }

    private JsonTree stored(Slug slug) {
        Current current = configs.current(slug);
        return current.document().orElseThrow(() -> unreadable(current.problems()));
    }

    private void showPreview(Context ctx) {
        StoredObject picture = previews.of(Params.slug(ctx))
                .orElseThrow(() -> Refusal.of(404, "preview_not_found", "The pipeline has no picture yet."));
        ctx.header("X-Content-Type-Options", "nosniff");
        if (!DocumentMarks.isKnown(ctx, picture.info().etag())) {
            ctx.contentType("image/png").result(picture.body());
        }
    }

    private void savePreview(Context ctx) {
        Slug slug = Params.slug(ctx);
        Params.requireBareBody(ctx);
        byte[] body = Body.read(ctx);
        if (body.length > Previews.LARGEST) {
            throw Refusal.of(413, "body_too_large", "A picture has at most 2 MiB.");
        }
        if (!Previews.isPng(body)) throw Refusal.of(415, "unsupported_media_type", "The picture must be a PNG.");
        previews.save(slug, body);
        ctx.status(204);
    }

    static JsonTree problem(Problem problem) {
        return new Writing()
                .put("kind", problem.kind())
                .put("message", problem.message())
                .put("path", problem.path())
                .put("hint", problem.hint())
                .object();
    }

    private static Writing number(Writing writing, String name, long value) {
        return writing.put(name, new JsonTree.Num(Long.toString(value)));
    }
}
