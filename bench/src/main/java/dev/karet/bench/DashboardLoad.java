package dev.karet.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.bench.BankStatements.Order;
import dev.karet.bench.Services.Service;
import dev.karet.store.S3ObjectStore;
import dev.karet.store.StoreSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

/** One viewer of Spending Overview over a large table: how long until all panels and all options are there. */
final class DashboardLoad {

    private static final String PASSWORD = "{\"password\":\"a password for the benchmark\"}";
    private static final int FILES = 36;
    private static final int PATTERNS = 2_000;
    private static final String DATA = "/api/p/bench/dashboards/overview/data";
    private static final int TIMES = 9;
    private static final int WARM_UP = 50;
    private static final Duration RUN = Duration.ofMinutes(20);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path data;
    private final long rows;
    private final BankStatements statements = new BankStatements();
    private final HttpClient http = HttpClient.newHttpClient();

    DashboardLoad(Path data, long rows) {
        this.data = data;
        this.rows = rows;
    }

    void run() throws Exception {
        Files.createDirectories(data);
        List<Path> files = statements.write(data.resolve("monthly"), Order.MONTHLY, rows, FILES);
        Path scratch = data.resolve("scratch-dashboards");
        Services.remove(scratch);
        Services services = new Services(scratch);
        try (Service store = services.store()) {
            StoreSettings place = services.place(store);
            upload(place, files);
            build(services, place);
            try (Service web = services.web(place, Map.of("KARET_SESSION_SECRET", "a secret for the benchmark"))) {
                view(web);
            }
        }
        Services.remove(scratch);
    }

    private void upload(StoreSettings settings, List<Path> files) throws IOException {
        try (var store = new S3ObjectStore(settings)) {
            store.checkBucket(true);
            for (Path file : files) {
                store.putFile("pipelines/bench/raw/statements/" + file.getFileName(), file, "text/csv");
            }
            byte[] config = BankPipeline.json(statements.patterns(PATTERNS)).getBytes(UTF_8);
            store.put("pipelines/bench/pipeline.json", config, "application/json");
            store.put("pipelines/bench/dashboards/overview.json", dashboard(), "application/json");
        }
    }

    /** That of the template, with accounts for merchants, which these statements have no column of. */
    private static byte[] dashboard() throws IOException {
        String name = "/dev/karet/model/pipeline/templates/spending/dashboards/spending-overview.json";
        try (InputStream template = DashboardLoad.class.getResourceAsStream(name)) {
            if (template == null) throw new IOException("no " + name);
            return new String(template.readAllBytes(), UTF_8)
                    .replace("\"merchant\"", "\"account\"")
                    .getBytes(UTF_8);
        }
    }

    private void build(Services services, StoreSettings place) throws Exception {
        Map<String, String> limits = Map.of("KARET_THREADS", "2", "KARET_MEMORY_LIMIT", "512MB");
        try (Service worker = services.worker(place, limits)) {
            HttpRequest request = HttpRequest.newBuilder(worker.address().resolve("/jobs/run"))
                    .timeout(RUN)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"pipeline_prefix\": \"pipelines/bench/\"}"))
                    .build();
            expect(http.send(request, BodyHandlers.ofString()));
        }
    }

    private void view(Service web) throws IOException, InterruptedException {
        HttpResponse<String> setup = expect(post(web.address(), "/api/auth/setup", "", PASSWORD));
        String set = setup.headers().firstValue("Set-Cookie").orElseThrow();
        String cookie = set.substring(0, set.indexOf(';'));
        long began = System.nanoTime();
        String question = "{\"options\":true}";
        while (post(web.address(), DATA, cookie, question).statusCode() == 503) {
            Thread.sleep(100);
        }
        System.out.printf(
                Locale.ROOT, "first, with the copies of the files: %,d ms%n", (System.nanoTime() - began) / 1_000_000);
        // Until the compiler has seen the way of an answer.
        for (int i = 0; i < WARM_UP; i++) expect(post(web.address(), DATA, cookie, question));
        report(web, "cached", cookie, i -> question);
        // A range that no row is outside of has everything computed anew, over all rows.
        report(web, "uncached", cookie, i -> """
                {"options":true,"filters":[{"column":"date","from":"19%02d-01-01"}]}""".formatted(10 + i));
        report(web, "click on a category", cookie, i -> """
                {"options":true,"selections":[{"panel":3,"value":"Category %d"}]}""".formatted(i));
        System.out.printf(
                Locale.ROOT,
                "peak RSS of the web service: %d MiB%n",
                web.process().peakMebibytes());
    }

    private void report(Service web, String what, String cookie, IntFunction<String> question)
            throws IOException, InterruptedException {
        double before = web.process().cpuSeconds();
        long[] millis = new long[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long began = System.nanoTime();
            expect(post(web.address(), DATA, cookie, question.apply(i)));
            millis[i] = (System.nanoTime() - began) / 1_000_000;
        }
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%-20s median %,d ms, least %,d ms, most %,d ms; CPU of the web service %.0f ms each%n",
                what,
                millis[TIMES / 2],
                millis[0],
                millis[TIMES - 1],
                (web.process().cpuSeconds() - before) * 1_000 / TIMES);
    }

    private HttpResponse<String> post(URI web, String path, String cookie, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(web.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!cookie.isEmpty()) request.header("Cookie", cookie);
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> expect(HttpResponse<String> answer) throws IOException {
        boolean hasFailed = answer.statusCode() >= 300 || answer.body().contains("\"error\":");
        if (hasFailed) throw new IOException(answer.statusCode() + " " + answer.body());
        return answer;
    }
}
