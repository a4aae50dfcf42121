package dev.karet.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.engine.duckdb.DuckDbEngine;
import dev.karet.store.Layout;
import dev.karet.store.S3ObjectStore;
import dev.karet.store.Slug;
import dev.karet.store.StoreCredentials;
import dev.karet.store.StoreSettings;
import dev.karet.store.server.EmbeddedStore;
import dev.karet.store.server.EmbeddedStoreSettings;
import dev.karet.store.server.ObjectListener;
import dev.karet.worker.RunPipeline;
import dev.karet.worker.Runs;
import dev.karet.worker.WorkDirectory;
import dev.karet.worker.WorkerSettings;
import dev.karet.worker.http.WorkerMetrics;
import dev.karet.worker.http.WorkerServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The whole product on loopback: an embedded store, a worker with the default engine, and a client of each. */
final class RunningKaret implements AutoCloseable {

    private static final StoreCredentials KEYS = new StoreCredentials("KARETTEST", "not-a-secret-at-all");

    private final Path home;
    private final EmbeddedStore server;
    final S3ObjectStore store;
    private final WorkDirectory work;
    private final WorkerMetrics metrics;
    private final WorkerServer worker;
    private final HttpClient client = HttpClient.newHttpClient();
    private int downloads;

    private RunningKaret(Path home) throws IOException {
        this.home = home;
        server = EmbeddedStore.start(
                EmbeddedStoreSettings.local(home.resolve("data"), 0, "karet-data", KEYS), ObjectListener.NOBODY);
        store = new S3ObjectStore(StoreSettings.at(server.endpoint(), "karet-data", KEYS));
        work = WorkDirectory.open(home.resolve("temp"));
        metrics = new WorkerMetrics();
        WorkerSettings settings = WorkerSettings.read(Map.of("PORT", "0", "KARET_MEMORY_LIMIT", "512MB"));
        RunPipeline pipeline = new RunPipeline(
                store, new DuckDbEngine(), work, settings.runLimits(), Clock.systemUTC(), Duration.ofMillis(200));
        Runs runs = new Runs(pipeline, settings.maxRuns(), metrics);
        worker = WorkerServer.start(settings, runs, metrics, Clock.systemUTC(), Duration.ofSeconds(5));
    }

    static RunningKaret start(Path home) {
        try {
            return new RunningKaret(home);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    void put(Slug slug, String keyInPipeline, byte[] bytes) {
        store.put(Layout.pipeline(slug) + keyInPipeline, bytes, "application/octet-stream");
    }

    void put(Slug slug, String keyInPipeline, String text) {
        put(slug, keyInPipeline, text.getBytes(UTF_8));
    }

    /** What the worker answers to a wish to run. */
    HttpResponse<byte[]> run(Slug slug) {
        return post(
                "/jobs/run",
                "{\"pipeline_prefix\":\"%s\"}".formatted(Layout.pipeline(slug)).getBytes(UTF_8));
    }

    HttpResponse<byte[]> post(String path, byte[] body) {
        try {
            return client.send(
                    HttpRequest.newBuilder(worker.address().resolve(path))
                            .timeout(Duration.ofSeconds(60))
                            .POST(BodyPublishers.ofByteArray(body))
                            .build(),
                    BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("the worker did not answer", e);
        }
    }

    List<String> keys(Slug slug, String prefixInPipeline) {
        String folder = Layout.pipeline(slug);
        try (var objects = store.list(folder + prefixInPipeline)) {
            return objects.map(object -> object.key().substring(folder.length()))
                    .toList();
        }
    }

    /**
     * What another reader of Hive-partitioned Parquet sees: the first row of each line, cells joined with {@code |}.
     *
     * @param sql over {@code t}, the published table
     */
    List<String> query(Slug slug, String table, String sql) {
        try {
            Path copy = Files.createDirectories(home.resolve("copy-" + downloads++));
            for (String key : keys(slug, "clean/" + table + "/")) {
                Path file = copy.resolve(key);
                Files.createDirectories(file.getParent());
                try (var bytes = store.open(Layout.pipeline(slug) + key)) {
                    Files.copy(bytes.body(), file);
                }
            }
            try (var duckdb = DriverManager.getConnection("jdbc:duckdb:");
                    var statement = duckdb.createStatement()) {
                statement.execute(
                        "create view t as select * from read_parquet('%s/clean/**/data.parquet', hive_partitioning = true)"
                                .formatted(copy));
                List<String> lines = new ArrayList<>();
                try (var rows = statement.executeQuery(sql)) {
                    while (rows.next()) {
                        List<String> cells = new ArrayList<>();
                        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                            cells.add(String.valueOf(rows.getObject(i)));
                        }
                        lines.add(String.join("|", cells));
                    }
                }
                return lines;
            }
        } catch (IOException | SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        client.shutdownNow();
        worker.close();
        metrics.close();
        work.close();
        store.close();
        server.close();
    }
}
