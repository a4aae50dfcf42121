package dev.karet.bench;

import dev.karet.bench.BankStatements.Order;
import dev.karet.bench.Services.Service;
import dev.karet.store.S3ObjectStore;
import dev.karet.store.StoreSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The main job at size, through a store and a worker that are processes of their own, held against the floor. */
final class Run10m {

    private static final int FILES = 36;
    private static final int PATTERNS = 2_000;
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
        Services.remove(scratch);
        Cost floor = Floor.measure(files, scratch.resolve("floor"));
        Services.remove(scratch.resolve("floor"));
        Services services = new Services(scratch);
        try (Service server = services.store()) {
            StoreSettings settings = services.place(server);
            upload(settings, files);
            work(name, services, settings, server.process(), floor);
        }
        Services.remove(scratch);
    }

    private void work(String name, Services services, StoreSettings store, ChildProcess server, Cost floor)
            throws Exception {
        Map<String, String> limits = Map.of("KARET_THREADS", "2", "KARET_MAX_RUNS", "1", "KARET_MEMORY_LIMIT", "512MB");
        try (Service worker = services.worker(store, limits)) {
            ChildProcess child = worker.process();
            report(name + " cold", floor, run(worker.address(), child, server), child);
            report(name + " warm", floor, run(worker.address(), child, server), child);
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
}
