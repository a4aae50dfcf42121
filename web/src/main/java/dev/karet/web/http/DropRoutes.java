package dev.karet.web.http;

import static dev.karet.web.http.PipelineRefusals.telling;

import dev.karet.http.Body;
import dev.karet.http.Refusal;
import dev.karet.infer.Choices;
import dev.karet.infer.ChoicesJson;
import dev.karet.infer.DetectionJson;
import dev.karet.infer.Detector;
import dev.karet.infer.LookStopped;
import dev.karet.infer.StoredFile;
import dev.karet.infer.Unreadable;
import dev.karet.model.ApiError;
import dev.karet.model.JsonPointer;
import dev.karet.model.Problem;
import dev.karet.model.Problems;
import dev.karet.model.job.JobRecord;
import dev.karet.model.json.Fields;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.Writing;
import dev.karet.store.Slug;
import dev.karet.web.drops.Comparison;
import dev.karet.web.drops.DropMaking;
import dev.karet.web.drops.DropRefused;
import dev.karet.web.drops.Drops;
import dev.karet.web.drops.Finding;
import dev.karet.web.jobs.JobRefused;
import dev.karet.web.jobs.Jobs;
import dev.karet.web.jobs.RunOptions;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Dropped files: what they are made of, and what becomes of them. */
final class DropRoutes implements Routes.Feature {

    private static final int UPLOADS_AT_ONCE = 16;
    private static final int LOOKS_AT_ONCE = 4;
    private static final int LONGEST_NAME = 200;
    private static final int MOST_DROPS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LATER = Duration.ofSeconds(5);

    private final Drops drops;
    private final DropMaking making;
    private final Jobs jobs;
    private final Path temp;
    private final long mostUpload;
    private final Semaphore uploads = new Semaphore(UPLOADS_AT_ONCE, true);
    private final Semaphore looks = new Semaphore(LOOKS_AT_ONCE, true);
    private final ClientWatch clients = new ClientWatch();

    /** @param temp where files are spooled while they are looked at; made when needed */
    DropRoutes(Drops drops, DropMaking making, Jobs jobs, Path temp, long mostUpload) {
        this.drops = drops;
        this.making = making;
        this.jobs = jobs;
        this.temp = temp;
        this.mostUpload = mostUpload;
    }

    @Override
    public void addTo(Routes routes) {
        String one = "/api/drops/{drop}";
        routes.post("/api/infer", Access.READ, refusing(this::infer));
        routes.post("/api/drops", Access.WRITE, refusing(this::upload));
        routes.post("/api/drops/make", Access.WRITE, refusing(this::make));
        routes.post("/api/drops/append", Access.WRITE, refusing(this::append));
        routes.get(one, Access.READ, refusing(ctx -> answer(ctx, 200, drops.get(ctx.pathParam("drop")))));
        routes.delete(one, Access.WRITE, refusing(ctx -> {
            drops.delete(ctx.pathParam("drop"));
            ctx.status(204);
        }));
        routes.post(one + "/detect", Access.READ, refusing(this::detect));
        routes.post(one + "/compare", Access.READ, refusing(this::compare));
    }

    private static Handler refusing(Handler handler) {
        return telling(ctx -> {
            try {
                handler.handle(ctx);
            } catch (DropRefused refused) {
                int status = switch (refused.reason()) {
                    case DROP_NOT_FOUND, SOURCE_NOT_FOUND -> 404;
                    case SCHEMA_CHANGED, ALREADY_EXISTS -> 409;
                    case BAD_NAME, UNREADABLE_FILE, MIXED_DROPS, BAD_CHOICES -> 422;
                };
                String code = refused.reason().name().toLowerCase(Locale.ROOT);
                throw Refusal.of(
                        status,
                        ApiError.of(code, String.valueOf(refused.getMessage())).withProblems(refused.problems()));
            } catch (JobRefused refused) {
                throw Refusal.of(
                        refused.reason() == JobRefused.Reason.PIPELINE_CONFIG_NOT_FOUND ? 404 : 409,
                        refused.reason().name().toLowerCase(Locale.ROOT),
                        refused.sentence());
            } catch (LookStopped gone) {
                throw Refusal.of(408, "body_incomplete", "The client went away.");
            }
        });
    }

    private void infer(Context ctx) throws IOException {
        Params.requireBareBody(ctx);
        String name = Params.line(ctx, "name", LONGEST_NAME).orElse("file.csv").toLowerCase(Locale.ROOT);
        boolean sample = Params.flag(ctx, "sample");
        Choices choices = Params.text(ctx, "choices")
                .map(text -> choices(JsonBody.tree(text.getBytes(java.nio.charset.StandardCharsets.UTF_8))))
                .orElse(Choices.NONE);
        byte[] body = Body.read(ctx);
        byte[] bytes = sample ? wholeLines(body) : body;
        StoredFile file = new StoredFile() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
        JsonBody.answer(ctx, 200, looking(ctx, (detector, stopWanted) -> {
            try {
                return DetectionJson.write(detector.detect(new Detector.Question(file, choices, sample), stopWanted));
            } catch (Unreadable e) {
                throw Refusal.of(422, "unreadable_file", String.valueOf(e.getMessage()));
            }
        }));
    }

    /** A sample up to its last line end, since the rest may be cut. */
    private static byte[] wholeLines(byte[] body) {
        int end = body.length;
        while (end > 0 && body[end - 1] != '\n') end--;
        return end == 0 ? body : java.util.Arrays.copyOf(body, end);
    }

    private void upload(Context ctx) {
        Params.requireBareBody(ctx);
        String name = Params.line(ctx, "name", LONGEST_NAME)
                .orElseThrow(() -> Params.refused("name", "the file's name, such as may.csv"));
        await(uploads, "too_many_uploads", "Too many files are being uploaded already. Try again later.");
        try (InputStream body = Body.open(ctx, mostUpload)) {
            long promised = ctx.req().getContentLengthLong();
            answer(ctx, 201, drops.put(name, body, promised < 0 ? mostUpload : promised));
        } catch (IOException e) {
            throw new IllegalStateException("a body cannot be closed", e);
        } finally {
            uploads.release();
        }
    }

    private static void answer(Context ctx, int status, Drops.Drop drop) {
        JsonBody.answer(
                ctx,
                status,
                new Writing()
                        .put("id", drop.id())
                        .put("name", drop.name())
                        .put("size", number(drop.object().size()))
                        .object());
    }

    private void detect(Context ctx) throws IOException {
        Choices choices = choices(JsonBody.tree(ctx));
        String id = ctx.pathParam("drop");
        JsonBody.answer(
                ctx,
                200,
                looking(
                        ctx,
                        (detector, stopWanted) ->
                                DetectionJson.write(making.detect(id, choices, detector, stopWanted))));
    }

    private static Choices choices(JsonTree tree) {
        Problems problems = new Problems();
        Choices choices = ChoicesJson.read(tree, JsonPointer.ROOT, problems);
        if (!problems.isEmpty()) {
            throw Refusal.of(
                    400,
                    ApiError.of("bad_request", problems.list().getFirst().message())
                            .withProblems(problems.list()));
        }
        return choices;
    }

    private record Target(Slug slug, String container) {}

    private void compare(Context ctx) throws IOException {
        Target target = JsonBody.read(
                ctx, "what to compare with", fields -> new Target(slug(fields, "pipeline"), fields.text("container")));
        String id = ctx.pathParam("drop");
        Comparison comparison = looking(
                ctx,
                (detector, stopWanted) -> making.compare(id, target.slug(), target.container(), detector, stopWanted));
        JsonBody.answer(
                ctx,
                200,
                new Writing()
                        .put("fits", comparison.fits())
                        .put("loses", comparison.loses())
                        .put("rows", number(comparison.rows()))
                        .put("rejected", number(comparison.rejected()))
                        .put("findings", comparison.findings(), DropRoutes::finding)
                        .object());
    }

    private static JsonTree finding(Finding finding) {
        return new Writing()
                .put("kind", finding.kind())
                .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
                .put("message", finding.message())
                .put("column", finding.column())
                .put("proposal", finding.proposal())
                .put("count", number(finding.count()))
                .put("examples", finding.examples(), DetectionJson::example)
                .object();
    }

    private void make(Context ctx) throws IOException {
        DropMaking.Wish wish = JsonBody.read(ctx, "what to make", fields -> {
            Optional<String> isNew = fields.optionalText("slug");
            boolean both = isNew.isPresent() == fields.optionalText("pipeline").isPresent();
            if (both)
                problem(
                        fields,
                        "slug",
                        "Give either \"slug\", for a new pipeline, or \"pipeline\", for one that is there.");
            Choices choices = fields.optional("choices")
                    .map(tree -> ChoicesJson.read(tree, fields.at("choices"), fields.problems()))
                    .orElse(Choices.NONE);
            Optional<String> name =
                    fields.optionalText("name").map(String::strip).filter(text -> !text.isEmpty());
            if (name.filter(text -> text.length() > 100).isPresent())
                problem(fields, "name", "The name has more than 100 characters.");
            return new DropMaking.Wish(
                    ids(fields),
                    slug(fields, isNew.isPresent() ? "slug" : "pipeline"),
                    isNew.isPresent(),
                    name,
                    choices);
        });
        DropMaking.Made made = looking(ctx, (detector, _) -> making.make(wish, detector));
        JobRecord job = started(made.slug());
        JsonBody.answer(
                ctx,
                201,
                new Writing()
                        .put("slug", made.slug().value())
                        .put("container", made.container())
                        .put("table", made.table())
                        .put("dashboard", made.dashboard())
                        .put("job", JobAnswers.brief(job))
                        .object());
    }

    /** A run over files that are in their place by now, whatever becomes of the run. */
    private JobRecord started(Slug slug) {
        try {
            return jobs.start(slug, JobRecord.MANUAL, RunOptions.PLAIN);
        } catch (JobRefused refused) {
            throw Refusal.of(
                    409,
                    refused.reason().name().toLowerCase(Locale.ROOT),
                    "The files are in their place, but no run was started for them: " + refused.sentence());
        }
    }

    private record Appending(List<String> drops, Target target, boolean replace, boolean accept) {}

    private void append(Context ctx) throws IOException {
        Appending wish = JsonBody.read(
                ctx,
                "what to append",
                fields -> new Appending(
                        ids(fields),
                        new Target(slug(fields, "pipeline"), fields.text("container")),
                        fields.bool("replace", false),
                        fields.bool("accept", false)));
        Target target = wish.target();
        looking(ctx, (detector, _) -> {
            making.append(wish.drops(), target.slug(), target.container(), wish.replace(), wish.accept(), detector);
            return wish;
        });
        JobRecord job = started(target.slug());
        JsonBody.answer(
                ctx,
                201,
                new Writing()
                        .put("slug", target.slug().value())
                        .put("container", target.container())
                        .put("job", JobAnswers.brief(job))
                        .object());
    }

    private static List<String> ids(Fields fields) {
        List<String> ids = fields.texts("drops");
        if (ids.isEmpty() || ids.size() > MOST_DROPS || new HashSet<>(ids).size() < ids.size()) {
            problem(fields, "drops", "Name 1 to 100 dropped files, none twice.");
        }
        return ids;
    }

    private static Slug slug(Fields fields, String name) {
        try {
            return Slug.canonical(fields.text(name, ""));
        } catch (Slug.InvalidSlug e) {
            problem(fields, name, "This is not the name of a pipeline.");
            return new Slug("none");
        }
    }

    private static void problem(Fields fields, String name, String message) {
        fields.problems().add(Problem.of("bad_value", fields.at(name).toString(), message));
    }

    private interface Look<T> {
        T look(Detector detector, BooleanSupplier stopWanted) throws IOException;
    }

    /** Looks at files with a folder of its own, until it is done or the client is gone. */
    private <T> T looking(Context ctx, Look<T> look) throws IOException {
        await(looks, "too_many_looks", "Too many files are being looked at already. Try again later.");
        try {
            Files.createDirectories(temp);
            Path folder = Files.createTempDirectory(temp, "look-");
            AtomicBoolean gone = new AtomicBoolean();
            try {
                return clients.during(ctx, () -> looked(look, folder, gone::get), () -> gone.set(true));
            } finally {
                clear(folder);
            }
        } finally {
            looks.release();
        }
    }

    private static <T> T looked(Look<T> look, Path folder, BooleanSupplier stopWanted) {
        try {
            return look.look(new Detector(folder), stopWanted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void clear(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) Files.deleteIfExists(file);
        }
        Files.deleteIfExists(folder);
    }

    private static void await(Semaphore places, String code, String message) {
        try {
            if (places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw Refusal.tooMany(code, message, LATER);
    }

    private static JsonTree number(long value) {
        return new JsonTree.Num(Long.toString(value));
    }
}
