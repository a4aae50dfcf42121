package dev.karet.e2e.web;

import dev.karet.app.RunningWeb;
import dev.karet.app.RunningWorker;
import dev.karet.model.settings.Environment;
import dev.karet.store.InMemoryObjectStore;
import dev.karet.store.ObjectStore;
import dev.karet.web.WebSettings;
import dev.karet.web.http.ApiClient;
import dev.karet.worker.WorkerSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A worker and a web service in this process, put together as the command line does it, on a store in memory. Thread-safe. */
final class WholeKaret implements AutoCloseable {

    private final ObjectStore store;
    private final RunningWorker worker;
    private final RunningWeb web;

    private WholeKaret(ObjectStore store, RunningWorker worker, RunningWeb web) {
        this.store = store;
        this.worker = worker;
        this.web = web;
    }

    static WholeKaret start(Path home) {
        return start(home, Map.of());
    }

    /** @param variables of the environment, beside those that every test needs */
    static WholeKaret start(Path home, Map<String, String> variables) {
        ObjectStore store = new InMemoryObjectStore();
        Map<String, String> all = new HashMap<>(Map.of(
                "PORT", "0",
                "KARET_MEMORY_LIMIT", "256MB",
                "KARET_THREADS", "1",
                "KARET_TEMP_DIR", home.resolve("temp").toString(),
                "KARET_SESSION_SECRET", "a secret that only tests know",
                "KARET_WEBHOOK_SECRET", Services.WEBHOOK_SECRET));
        all.putAll(variables);
        RunningWorker worker = RunningWorker.start(WorkerSettings.read(all), store);
        WebSettings settings = WebSettings.read(new Environment(all), "PORT");
        RunningWeb web = RunningWeb.start(
                settings.over(settings.store(), new WebSettings.Worker(worker.address(), Optional.empty())),
                store,
                false);
        return new WholeKaret(store, worker, web);
    }

    ObjectStore store() {
        return store;
    }

    /** Where the web service listens. */
    URI address() {
        return web.address();
    }

    /** A client that has not signed in. */
    ApiClient client() {
        return ApiClient.of(web.address());
    }

    @Override
    public void close() {
        web.close();
        worker.close();
    }
}
