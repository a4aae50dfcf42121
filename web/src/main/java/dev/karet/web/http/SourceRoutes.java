package dev.karet.web.http;

import static dev.karet.web.http.PipelineRefusals.telling;

import dev.karet.http.Answers;
import dev.karet.http.Body;
import dev.karet.http.Refusal;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.Writing;
import dev.karet.store.ObjectInfo;
import dev.karet.store.OpenedObject;
import dev.karet.store.Slug;
import dev.karet.web.documents.Expectation;
import dev.karet.web.sources.SourceFiles;
import dev.karet.web.sources.SourceName;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The files that users upload. */
final class SourceRoutes implements Routes.Feature {

    /** Each holds a part of 8 MiB in memory. */
    private static final int UPLOADS_AT_ONCE = 16;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST_FILES = 1_000;
    private static final int LONGEST = 1_000;
    private static final Duration LATER = Duration.ofSeconds(5);

    private final SourceFiles files;
    private final long mostUpload;
    private final Duration patience;
    private final Semaphore uploads = new Semaphore(UPLOADS_AT_ONCE, true);

    /** @param mostUpload bytes that one file may have */
    SourceRoutes(SourceFiles files, long mostUpload) {
        this(files, mostUpload, PATIENCE);
    }

    /** @param patience how long an upload waits for its turn */
    SourceRoutes(SourceFiles files, long mostUpload, Duration patience) {
        this.files = files;
        this.mostUpload = mostUpload;
        this.patience = patience;
    }

    @Override
    public void addTo(Routes routes) {
        String sources = "/api/p/{slug}/sources";
        String all = sources + "/{container}/files";
        String one = all + "/{name}";
        routes.get(sources, Access.READ, telling(this::containers));
        routes.get(all, Access.READ, telling(this::list));
        routes.put(one, Access.WRITE, telling(this::upload));
        routes.get(one, Access.READ, telling(this::download));
        routes.delete(one, Access.WRITE, telling(ctx -> {
            files.delete(Params.slug(ctx), ctx.pathParam("container"), name(ctx));
            ctx.status(204);
        }));
        routes.post(one + "/move", Access.WRITE, telling(this::move));
    }

    private void containers(Context ctx) {
        JsonBody.answer(
                ctx,
                200,
                new Writing()
                        .put("sources", files.containers(Params.slug(ctx)), SourceRoutes::container)
                        .object());
    }

    private static JsonTree container(SourceFiles.Container source) {
        return new Writing()
                .put("id", source.id())
                .put("name", source.name())
                .put("pathPrefix", source.pathPrefix())
                .put("files", number(source.files()))
                .put("bytes", number(source.bytes()))
                .put("trouble", source.trouble())
                .object();
    }

    private void list(Context ctx) {
        SourceFiles.Page page = files.files(
                Params.slug(ctx),
                ctx.pathParam("container"),
                Params.line(ctx, "prefix", LONGEST).orElse(""),
                Params.line(ctx, "after", LONGEST).orElse(""),
                Params.number(ctx, "limit", 1, MOST_FILES, 100));
        Writing answer = new Writing()
                .put(
                        "files",
                        page.files(),
                        file -> file(file.name(), file.object())
                                .put("isRead", file.isRead())
                                .object());
        if (page.more()) answer.put("after", page.files().getLast().name().path());
        JsonBody.answer(ctx, 200, answer.object());
    }

    private static Writing file(SourceName name, ObjectInfo object) {
        return new Writing()
                .put("name", name.name())
                .put("folder", name.folder())
                .put("size", number(object.size()))
                .put("modified", object.lastModified().toString())
                .put("etag", object.etag());
    }

    private void upload(Context ctx) {
        Slug slug = Params.slug(ctx);
        Params.requireBareBody(ctx);
        SourceName name = name(ctx);
        Expectation expected = DocumentMarks.expected(ctx);
        awaitTurn();
        try (InputStream body = Body.open(ctx, mostUpload)) {
            long promised = ctx.req().getContentLengthLong();
            ObjectInfo stored = files.upload(
                    slug, ctx.pathParam("container"), name, body, promised < 0 ? mostUpload : promised, expected);
            DocumentMarks.put(ctx, stored.etag());
            JsonBody.answer(ctx, 201, file(name, stored).object());
        } catch (IOException e) {
            throw new IllegalStateException("a body cannot be closed", e);
        } finally {
            uploads.release();
        }
    }

    /** Waits while others upload, shorter than a connection may be silent; small files take turns so quickly that nobody is refused. */
    private void awaitTurn() {
        try {
            if (uploads.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw Refusal.tooMany(
                "too_many_uploads",
                "%d files are being uploaded already. Try again later.".formatted(UPLOADS_AT_ONCE),
                LATER);
    }

    private void download(Context ctx) throws IOException {
        SourceName name = name(ctx);
        try (OpenedObject file = files.open(Params.slug(ctx), ctx.pathParam("container"), name)) {
            Params.attach(ctx, name.name());
            if (DocumentMarks.isKnown(ctx, file.info().etag())) return;
            ctx.contentType(SourceFiles.contentType(name));
            // Compressed it would have another length than it says.
            ctx.disableCompression();
            ctx.header("Content-Length", Long.toString(file.info().size()));
            Answers.stream(ctx, out -> file.body().transferTo(out));
        }
    }

    private record Target(String container, String folder, String name) {}

    private void move(Context ctx) {
        Slug slug = Params.slug(ctx);
        String container = ctx.pathParam("container");
        SourceName name = name(ctx);
        Target target = JsonBody.read(
                ctx,
                "the new place",
                fields -> new Target(
                        fields.text("container", container),
                        fields.text("folder", name.folder()),
                        fields.text("name", name.name())));
        SourceName to = SourceName.of(target.folder(), target.name());
        ObjectInfo moved = files.move(slug, container, name, target.container(), to);
        JsonBody.answer(ctx, 200, file(to, moved).object());
    }

    private static SourceName name(Context ctx) {
        return SourceName.of(Params.line(ctx, "folder", LONGEST).orElse(""), ctx.pathParam("name"));
    }

    private static JsonTree number(long value) {
        return new JsonTree.Num(Long.toString(value));
    }
}
