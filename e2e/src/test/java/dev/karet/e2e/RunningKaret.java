package dev.karet.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.engine.duckdb.DuckDbEngine;
import dev.karet.store.InMemoryObjectStore;
import dev.karet.store.Layout;
import dev.karet.store.ObjectStore;
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
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.duckdb.DuckDBConnection;

/**
 * The whole product on loopback: a store, a worker with the default engine, and a client of each. Thread-safe.
 *
 * <p>The store is the embedded one, spoken to over HTTP, or for tests of many runs one in memory.
 */
final class RunningKaret implements AutoCloseable {

    private static final StoreCredentials KEYS = new StoreCredentials("KARETTEST", "not-a-secret-at-all");

    private final Path home;
    final ObjectStore store;
    private final AutoCloseable closingStore;
    private final WorkDirectory work;
    private final WorkerMetrics metrics;
    private final WorkerServer worker;
    private final HttpClient client = HttpClient.newHttpClient();
    private final DuckDBConnection reader;
    private final AtomicInteger downloads = new AtomicInteger();

    private RunningKaret(Path home, ObjectStore store, AutoCloseable closingStore, Map<String, String> variables)
            throws SQLException {
        this.home = home;
        this.store = store;
        this.closingStore = closingStore;
        reader = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
        work = WorkDirectory.open(home.resolve("temp"));
        metrics = new WorkerMetrics();
        WorkerSettings settings = WorkerSettings.read(variables);
        RunPipeline pipeline = new RunPipeline(store, new DuckDbEngine(), work, settings.habits(), Clock.systemUTC());
        Runs runs = new Runs(pipeline, settings.maxRuns(), metrics);
        worker = WorkerServer.start(settings, runs, metrics, Clock.systemUTC(), Duration.ofSeconds(5));
    }

    /** With the embedded store. */
    static RunningKaret start(Path home) {
        try {
            EmbeddedStore server = EmbeddedStore.start(
                    EmbeddedStoreSettings.local(home.resolve("data"), 0, "karet-data", KEYS), ObjectListener.NOBODY);
            var client = new S3ObjectStore(StoreSettings.at(server.endpoint(), "karet-data", KEYS));
            AutoCloseable both = () -> {
                client.close();
                server.close();
            };
            return new RunningKaret(home, client, both, Map.of("PORT", "0", "KARET_MEMORY_LIMIT", "512MB"));
        } catch (IOException | SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** With a store in memory, and room for {@code runs} at once, each with one thread. */
    static RunningKaret inMemory(Path home, int runs) {
        var variables = Map.of(
                "PORT",
                "0",
                "KARET_MEMORY_LIMIT",
                128 * runs + "MB",
                "KARET_MAX_RUNS",
                String.valueOf(runs),
                "KARET_THREADS",
                "1");
        try {
            return new RunningKaret(home, new InMemoryObjectStore(), () -> {}, variables);
        } catch (SQLException e) {
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
            var copy = PublishedTable.copy(store, slug, table, home.resolve("copy-" + downloads.incrementAndGet()));
            // A database takes longer to start than most of these queries take; a connection of its own keeps the view
            // apart.
            try (var duckdb = reader.duplicate();
                    var statement = duckdb.createStatement()) {
                statement.execute("create temp view t as select * from " + copy.relation());
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
        try {
            reader.close();
            closingStore.close();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
