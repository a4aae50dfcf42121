package dev.karet.web.http;

import dev.karet.model.json.JsonTree;
import dev.karet.model.json.Writing;
import dev.karet.store.StoreSettings;
import dev.karet.web.WebSettings;
import dev.karet.web.facts.Build;
import dev.karet.web.facts.Disk;
import dev.karet.web.facts.Facts;
import dev.karet.web.facts.PipelineStorage;
import dev.karet.web.facts.Place;
import io.javalin.http.Context;

/** What the page of settings shows. Nothing of it is secret. */
final class FactRoutes implements Routes.Feature {

    private final Facts facts;
    private final Build build;
    private final WebSettings settings;
    private final boolean embedded;

    /** @param embedded whether the store is Karet's own */
    FactRoutes(Facts facts, Build build, WebSettings settings, boolean embedded) {
        this.facts = facts;
        this.build = build;
        this.settings = settings;
        this.embedded = embedded;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get("/api/facts", Access.READ, this::show);
    }

    private void show(Context ctx) {
        Facts.Known known = facts.now();
        Writing writing = new Writing()
                .put("version", build.version())
                .put("commit", build.commit())
                .put("store", store(known))
                .put("worker", worker(known.worker()))
                .put("limits", limits())
                .put(
                        "storage",
                        new Writing()
                                .put("complete", known.complete())
                                .put("countedAt", known.countedAt().map(Object::toString))
                                .put("pipelines", known.pipelines(), FactRoutes::pipeline)
                                .object());
        Disk.of(settings.tempDirectory())
                .ifPresent(disk -> writing.put(
                        "disk",
                        new Writing()
                                .put("path", disk.folder().toString())
                                .put("freeBytes", JobAnswers.number(disk.freeBytes()))
                                .put("totalBytes", JobAnswers.number(disk.totalBytes()))
                                .object()));
        JsonBody.answer(ctx, 200, writing.object());
    }

    private JsonTree store(Facts.Known known) {
        StoreSettings store = settings.store();
        return new Writing()
                .put("place", store.endpoint().map(Place::of).orElseGet(store::place))
                .put("bucket", store.bucket())
                .put("embedded", embedded)
                .put("format", known.format())
                .object();
    }

    private JsonTree worker(boolean reachable) {
        String place = Place.of(settings.worker().url());
        return new Writing()
                .put("reachable", reachable)
                .put(
                        "sentence",
                        (reachable
                                        ? "A worker answers at %s."
                                        : "No worker answers at %s. Is it running, and is KARET_WORKER_URL right?")
                                .formatted(place))
                .object();
    }

    private JsonTree limits() {
        WebSettings.Imports imports = settings.imports();
        WebSettings.Queries queries = settings.queries();
        return new Writing()
                .put("uploadBytes", JobAnswers.number(settings.mostUpload()))
                .put("importBytes", JobAnswers.number(imports.mostBytes()))
                .put("importEntries", imports.mostEntries())
                .put("importRatio", imports.mostRatio())
                .put("querySeconds", JobAnswers.number(queries.deadline().toSeconds()))
                .put("queryRows", queries.mostRows())
                .put("queryMemoryBytes", JobAnswers.number(queries.memoryBytes()))
                .put("queriesAtOnce", queries.atOnce())
                .put("cacheBytes", JobAnswers.number(queries.cacheBytes()))
                .object();
    }

    private static JsonTree pipeline(PipelineStorage storage) {
        return new Writing()
                .put("slug", storage.slug().value())
                .put("counted", storage.counted())
                .put("raw", amount(storage.raw()))
                .put("clean", amount(storage.clean()))
                .put("other", amount(storage.other()))
                .object();
    }

    private static JsonTree amount(PipelineStorage.Amount amount) {
        return new Writing()
                .put("objects", JobAnswers.number(amount.objects()))
                .put("bytes", JobAnswers.number(amount.bytes()))
                .object();
    }
}
