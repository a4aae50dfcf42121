package dev.karet.bench;

import dev.karet.bench.BankStatements.Order;
import dev.karet.store.S3ObjectStore;
import dev.karet.store.StoreSettings;
import dev.karet.store.server.CredentialsFile;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The main job at size, through a store and a worker that are processes of their own, held against the floor. */
final class Run10m {

    private static final int FILES = 36;
    private static final int PATTERNS = 2_000;
    private static final String BUCKET = "karet-data";
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration RUN = Duration.ofMinutes(20);

    private final Path data;
    private final long rows;
    private final BankStatements statements = new BankStatements();
    private final HttpClient http = HttpClient.newHttpClient();

    Run10m(Path data, long rows) {
        this.data = data;
        this.rows = rows;
    }

    void run(List<Order> orders) throws Exception {
        Files.createDirectories(data);
        for (Order order : orders) measure(order.name().toLowerCase(Locale.ROOT), order);
    }

    private void measure(String name, Order order) throws Exception {
        List<Path> files = statements.write(data.resolve(name), order, rows, FILES);
        Path scratch = data.resolve("scratch-" + name);
        remove(scratch);
        Cost floor = Floor.measure(files, scratch.resolve("floor"));
        remove(scratch.resolve("floor"));
        int storePort = freePort();
        URI endpoint = URI.create("http://127.0.0.1:" + storePort);
        Path store = Files.createDirectories(scratch.resolve("store"));
        try (var server = ChildProcess.start(
                "-Xmx256m",
                Map.of("KARET_STORE_PORT", String.valueOf(storePort)),
                scratch.resolve("store.log"),
                "store",
                "--data",
                store.toString())) {
            waitFor("store", () -> Files.exists(CredentialsFile.in(store)) && answers(endpoint));
            var settings = StoreSettings.at(endpoint, BUCKET, CredentialsFile.loadOrCreate(store));
            upload(settings, files);
            work(name, settings, server, scratch, floor);
        }
        remove(scratch);
    }

    private void work(String name, StoreSettings store, ChildProcess server, Path scratch, Cost floor)
            throws Exception {
        int port = freePort();
        var environment = new HashMap<String, String>();
        var credentials = store.credentials().orElseThrow();
        environment.put("AWS_ENDPOINT_URL", store.place());
        environment.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
        environment.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
        environment.put("AWS_REGION", "us-east-1");
        environment.put("S3_BUCKET", BUCKET);
        environment.put("PORT", String.valueOf(port));
        environment.put("KARET_THREADS", "2");
        environment.put("KARET_MAX_RUNS", "1");
        environment.put("KARET_MEMORY_LIMIT", "512MB");
        environment.put(
                "KARET_TEMP_DIR",
                Files.createDirectories(scratch.resolve("temp")).toString());
        URI worker = URI.create("http://127.0.0.1:" + port);
        try (var child = ChildProcess.start("-Xmx256m", environment, scratch.resolve("worker.log"), "worker")) {
            waitFor("worker", () -> answers(worker.resolve("/health")));
            report(name + " cold", floor, run(worker, child, server), child);
            report(name + " warm", floor, run(worker, child, server), child);
        }
    }

    /** A run from scratch, whatever ran before. */
    private Spent run(URI worker, ChildProcess child, ChildProcess server) throws Exception {
        double workerBefore = child.cpuSeconds();
        double storeBefore = server.cpuSeconds();
        long start = System.nanoTime();
        var request = HttpRequest.newBuilder(worker.resolve("/jobs/run"))
                .timeout(RUN)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"pipeline_prefix\": \"pipelines/bench/\", \"clean_run\": true}"))
                .build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        double seconds = (System.nanoTime() - start) / 1e9;
        if (answer.statusCode() != 200)
            throw new IOException("the run failed: " + answer.statusCode() + " " + answer.body());
        return new Spent(seconds, child.cpuSeconds() - workerBefore, server.cpuSeconds() - storeBefore);
    }

    /** Seconds on the clock, and of the processors in the worker and in the store. */
    private record Spent(double wall, double worker, double store) {}

    private void report(String name, Cost floor, Spent spent, ChildProcess worker) throws IOException {
        double cpu = spent.worker() + spent.store();
        System.out.println(String.format(
                Locale.ROOT,
                "%-13s wall: floor %.1f s, run %.1f s, ratio %.2f; CPU: floor %.1f s, run %.1f s (worker %.1f, store %.1f), "
                        + "ratio %.2f; worker peak RSS %d MiB; %,.0f rows/s",
                name,
                floor.wall(),
                spent.wall(),
                spent.wall() / floor.wall(),
                floor.cpu(),
                cpu,
                spent.worker(),
                spent.store(),
                cpu / floor.cpu(),
                worker.peakMebibytes(),
                rows / spent.wall()));
    }

    private void upload(StoreSettings settings, List<Path> files) {
        try (var store = new S3ObjectStore(settings)) {
            store.checkBucket(true);
            for (Path file : files) {
                store.putFile("pipelines/bench/raw/statements/" + file.getFileName(), file, "text/csv");
            }
            byte[] config = BankPipeline.json(statements.patterns(PATTERNS)).getBytes(StandardCharsets.UTF_8);
            store.put("pipelines/bench/pipeline.json", config, "application/json");
        }
    }

    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    private static void waitFor(String what, Condition condition) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) throw new IOException("the " + what + " did not start; see its log");
            Thread.sleep(100);
        }
    }

    private boolean answers(URI address) throws InterruptedException {
        try {
            http.send(
                    HttpRequest.newBuilder(address)
                            .timeout(Duration.ofSeconds(2))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        }
    }
}
