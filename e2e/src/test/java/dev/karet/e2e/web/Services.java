package dev.karet.e2e.web;

import dev.karet.e2e.KaretProcess;
import dev.karet.store.S3ObjectStore;
import dev.karet.store.StoreSettings;
import dev.karet.store.server.CredentialsFile;
import dev.karet.web.http.ApiClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A store, a worker and a web service, each a process of its own, as people run them. Thread-safe. */
final class Services implements AutoCloseable {

    /** What the store shows with its events. */
    static final String WEBHOOK_SECRET = "what the store shows with its events";

    private final Path home;
    private final KaretProcess server;
    private final S3ObjectStore store;
    private KaretProcess worker;
    private KaretProcess web;

    private Services(Path home, KaretProcess server, S3ObjectStore store, KaretProcess worker, KaretProcess web) {
        this.home = home;
        this.server = server;
        this.store = store;
        this.worker = worker;
        this.web = web;
    }

    static Services start(Path home) throws Exception {
        Path data = Files.createDirectories(home.resolve("store"));
        KaretProcess server =
                KaretProcess.start("-Xmx256m", Map.of("KARET_STORE_PORT", "0"), "store", "--data", data.toString());
        S3ObjectStore store =
                new S3ObjectStore(StoreSettings.at(server.address(), "karet-data", CredentialsFile.loadOrCreate(data)));
        KaretProcess worker = KaretProcess.start("-Xmx256m", environment(home, server, Map.of("PORT", "0")), "worker");
        return new Services(home, server, store, worker, web(home, server, worker));
    }

    private static KaretProcess web(Path home, KaretProcess server, KaretProcess worker) throws Exception {
        Map<String, String> more = Map.of(
                "PORT",
                "0",
                "KARET_WORKER_URL",
                worker.address().toString(),
                "KARET_WEBHOOK_SECRET",
                WEBHOOK_SECRET,
                "KARET_SESSION_SECRET",
                "a secret that every replica knows");
        return KaretProcess.start("-Xmx256m", environment(home, server, more), "web");
    }

    private static Map<String, String> environment(Path home, KaretProcess server, Map<String, String> more)
            throws IOException {
        var credentials = CredentialsFile.loadOrCreate(home.resolve("store"));
        Map<String, String> all = new HashMap<>(more);
        all.put("AWS_ENDPOINT_URL", server.address().toString());
        all.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
        all.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
        all.put("KARET_MEMORY_LIMIT", "256MB");
        all.put("KARET_LEASE_SECONDS", "3");
        all.put("KARET_TEMP_DIR", home.resolve("temp").toString());
        return all;
    }

    /** The bucket, for what people do to it behind Karet's back. */
    S3ObjectStore store() {
        return store;
    }

    KaretProcess worker() {
        return worker;
    }

    KaretProcess web() {
        return web;
    }

    /** One more web service on the same bucket and worker, which the caller closes. */
    KaretProcess anotherWeb() throws Exception {
        return web(home, server, worker);
    }

    /** Puts another web service in the place of this one, which is killed. */
    void replaceWeb() throws Exception {
        web.kill();
        web = web(home, server, worker);
    }

    /** Kills the worker; the web service goes on looking for it where it was. */
    void killWorker() {
        worker.kill();
    }

    /** Starts a worker where the killed one was. */
    void startWorkerAgain() throws Exception {
        String port = Integer.toString(worker.address().getPort());
        worker = KaretProcess.start("-Xmx256m", environment(home, server, Map.of("PORT", port)), "worker");
    }

    /** A client that has not signed in. */
    ApiClient client() {
        return ApiClient.of(web.address());
    }

    /** Everything that the services said, for a failure's message. */
    String log() {
        return "WEB\n" + web.log() + "\nWORKER\n" + worker.log();
    }

    @Override
    public void close() {
        web.close();
        worker.close();
        store.close();
        server.close();
    }
}
