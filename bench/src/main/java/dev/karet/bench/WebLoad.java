package dev.karet.bench;

import dev.karet.bench.Services.Service;
import dev.karet.store.StoreSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;

/** Many clients of one web service at once: they list, query, and upload; the answers are counted and timed. */
final class WebLoad {

    private static final String PASSWORD = "{\"password\":\"a password for the benchmark\"}";
    private static final String SLUG = "load";
    private static final Pattern ID = Pattern.compile("\"id\":\"(job-[^\"]+)\"");

    private static final Pattern COMPLETED = Pattern.compile("^\\{\\s*\"id\"[^{]*\"status\"\\s*:\\s*\"completed\"");

    private final Path data;
    private final int clients;
    private final Duration time;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final Map<String, ConcurrentLinkedQueue<Long>> waits = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();

    WebLoad(Path data, int clients, Duration time) {
        this.data = data;
        this.clients = clients;
        this.time = time;
    }

    /** Returns whether every request was answered as it should be. */
    boolean run() throws Exception {
        Path scratch = data.resolve("scratch-web");
        Services.remove(scratch);
        Files.createDirectories(scratch);
        Services services = new Services(scratch);
        try (Service store = services.store()) {
            StoreSettings place = services.place(store);
            try (Service worker = services.worker(place, Map.of("KARET_MEMORY_LIMIT", "256MB", "KARET_MAX_RUNS", "1"));
                    Service web = services.web(
                            place,
                            Map.of(
                                    "KARET_WORKER_URL",
                                    worker.address().toString(),
                                    "KARET_SESSION_SECRET",
                                    "a secret for the benchmark"))) {
                String cookie = prepare(web.address());
                double before = web.process().cpuSeconds();
                drive(web.address(), cookie);
                report(web.process(), before);
            }
        }
        Services.remove(scratch);
        return failures.isEmpty();
    }

    /** A password, a pipeline with data in it, and one run. */
    private String prepare(URI web) throws IOException, InterruptedException {
        HttpResponse<String> setup = expect(send("POST", web, "/api/auth/setup", "", PASSWORD));
        String set = setup.headers().firstValue("Set-Cookie").orElseThrow();
        String cookie = set.substring(0, set.indexOf(';'));
        expect(send(
                "POST", web, "/api/pipelines", cookie, "{\"slug\":\"%s\",\"template\":\"spending\"}".formatted(SLUG)));
        expect(upload(web, cookie, "seed.csv", 20_000));
        HttpResponse<String> started = expect(send("POST", web, "/api/p/" + SLUG + "/jobs", cookie, ""));
        var id = ID.matcher(started.body());
        if (!id.find()) throw new IOException("no job in " + started.body());
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (true) {
            String job = expect(send("GET", web, "/api/p/%s/jobs/%s".formatted(SLUG, id.group(1)), cookie, ""))
                    .body();
            if (COMPLETED.matcher(job).find()) return cookie;
            if (System.nanoTime() > deadline) throw new IOException("the run did not complete: " + job);
            Thread.sleep(200);
        }
    }

    private void drive(URI web, String cookie) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                int client = i;
                all.add(threads.submit(() -> {
                    Random random = new Random(client);
                    while (System.nanoTime() < end) one(web, cookie, client, random);
                    return null;
                }));
            }
            for (Future<?> one : all) one.get();
        }
    }

    private void one(URI web, String cookie, int client, Random random) throws InterruptedException {
        String tables = "/api/p/" + SLUG + "/tables";
        switch (random.nextInt(10)) {
            case 0, 1 -> get(web, cookie, "list pipelines", "/api/pipelines");
            case 2 -> get(web, cookie, "list tables", tables);
            case 3 -> get(web, cookie, "list jobs", "/api/p/" + SLUG + "/jobs?limit=20");
            case 4 -> get(web, cookie, "read config", "/api/p/" + SLUG + "/config");
            case 5, 6, 7 ->
                get(web, cookie, "query rows", tables + "/transactions/rows?limit=" + (20 + random.nextInt(80)));
            case 8 -> get(web, cookie, "profile a column", tables + "/transactions/profile?column=category");
            default ->
                timed("upload", () -> upload(web, cookie, "client-%d.csv".formatted(client), 1 + random.nextInt(500)));
        }
    }

    private void get(URI web, String cookie, String what, String path) throws InterruptedException {
        timed(what, () -> send("GET", web, path, cookie, ""));
    }

    private interface Call {
        HttpResponse<String> make() throws IOException, InterruptedException;
    }

    private void timed(String what, Call call) throws InterruptedException {
        long began = System.nanoTime();
        try {
            HttpResponse<String> answer = call.make();
            if (answer.statusCode() >= 300) failures.add(what + ": " + answer.statusCode() + " " + answer.body());
        } catch (IOException e) {
            failures.add(what + ": " + e);
        }
        waits.computeIfAbsent(what, name -> new ConcurrentLinkedQueue<>()).add(System.nanoTime() - began);
    }

    private HttpResponse<String> upload(URI web, String cookie, String name, int rows)
            throws IOException, InterruptedException {
        StringBuilder csv = new StringBuilder("date,description,amount,account\n");
        for (int i = 0; i < rows; i++) {
            csv.append("2024-%02d-%02d,STORE %d COFFEE,%d.%02d,Visa%n"
                    .formatted(1 + i % 12, 1 + i % 28, i % 97, i % 200, i % 100));
        }
        return send(
                "PUT",
                web,
                "/api/p/%s/sources/transactions_raw/files/%s".formatted(SLUG, name),
                cookie,
                csv.toString());
    }

    private HttpResponse<String> send(String method, URI web, String path, String cookie, String body)
            throws IOException, InterruptedException {
        String type = body.startsWith("{") ? "application/json" : "text/csv";
        HttpRequest.Builder request = HttpRequest.newBuilder(web.resolve(path))
                .timeout(Duration.ofMinutes(1))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) request.header("Content-Type", type);
        if (!cookie.isEmpty()) request.header("Cookie", cookie);
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> expect(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() >= 300) {
            throw new IOException("%s answered %d %s".formatted(answer.uri(), answer.statusCode(), answer.body()));
        }
        return answer;
    }

    private void report(ChildProcess web, double cpuBefore) throws IOException {
        long requests =
                waits.values().stream().mapToLong(ConcurrentLinkedQueue::size).sum();
        System.out.printf(
                Locale.ROOT,
                "%d clients for %d s: %,d requests, %.0f a second, %d failed; web service: %.1f s CPU, peak RSS %d MiB%n",
                clients,
                time.toSeconds(),
                requests,
                requests / (double) time.toSeconds(),
                failures.size(),
                web.cpuSeconds() - cpuBefore,
                web.peakMebibytes());
        new TreeMap<>(waits).forEach((what, times) -> {
            long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
            System.out.printf(
                    Locale.ROOT,
                    "  %-18s %,7d  median %5.0f ms  95 %% %5.0f ms  99 %% %5.0f ms  most %5.0f ms%n",
                    what,
                    sorted.length,
                    sorted[sorted.length / 2] / 1e6,
                    sorted[(int) (sorted.length * 0.95)] / 1e6,
                    sorted[(int) (sorted.length * 0.99)] / 1e6,
                    sorted[sorted.length - 1] / 1e6);
        });
        Map<String, Long> kinds = new TreeMap<>();
        failures.forEach(failure -> kinds.merge(failure.replaceFirst(",\"request_id.*", ""), 1L, Long::sum));
        kinds.forEach((failure, times) -> System.out.printf(Locale.ROOT, "  %,d times %s%n", times, failure));
    }
}
