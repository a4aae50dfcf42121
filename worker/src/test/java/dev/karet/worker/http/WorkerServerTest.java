package dev.karet.worker.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.http.Body;
import dev.karet.http.HttpPort;
import dev.karet.model.job.JobRecord.Status;
import dev.karet.worker.RunOrder;
import dev.karet.worker.Runs;
import dev.karet.worker.WorkerFixture;
import dev.karet.worker.WorkerSettings;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerServerTest {

    private static final String RUN_SHOP = "{\"pipeline_prefix\":\"pipelines/shop/\"}";
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration SHORT_SILENCE = Duration.ofMillis(300);

    @TempDir
    Path temp;

    private final HttpClient client = HttpClient.newHttpClient();
    private WorkerFixture worker;
    private Runs runs;
    private WorkerMetrics metrics;
    private WorkerServer server;

    @BeforeEach
    void start() {
        worker = new WorkerFixture(temp);
        worker.put("pipeline.json", WorkerFixture.CONFIG);
        start(Map.of());
    }

    private void start(Map<String, String> env) {
        start(env, SILENCE);
    }

    private void start(Map<String, String> env, Duration silence) {
        Map<String, String> all = new HashMap<>(env);
        all.put("PORT", "0");
        WorkerSettings settings = WorkerSettings.read(all);
        metrics = new WorkerMetrics();
        runs = new Runs(worker.pipeline, settings.maxRuns(), metrics);
        server = WorkerServer.start(settings, runs, metrics, Clock.systemUTC(), Duration.ofMillis(50), silence);
    }

    private void restart(Map<String, String> env) {
        restart(env, SILENCE);
    }

    private void restart(Map<String, String> env, Duration silence) {
        server.close();
        metrics.close();
        start(env, silence);
    }

    @AfterEach
    void stop() {
        client.shutdownNow();
        server.close();
        metrics.close();
        worker.close();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(server.address().resolve(path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private HttpResponse<String> post(String path, String body) {
        return send(to(path).POST(BodyPublishers.ofString(body)));
    }

    private CompletableFuture<HttpResponse<String>> runInBackground() {
        worker.engine.gate = new CountDownLatch(1);
        worker.engine.begun = new CountDownLatch(1);
        var answer = client.sendAsync(
                to("/jobs/run").POST(BodyPublishers.ofString(RUN_SHOP)).build(), BodyHandlers.ofString());
        try {
            assertThat(worker.engine.begun.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return answer;
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time ran out").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void aRunAnswersWhenItIsDoneWithWhatItDid() {
        worker.put("raw/sales/a.csv", "p=1:x\nbad\n");

        var answer = post("/jobs/run", RUN_SHOP);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        assertThat(answer.body())
                .contains("\"partitions_written\":1", "\"files_processed\":1", "\"errors\":[]", "\"rows_read\":2")
                .contains("\"rows_rejected\":1", "\"status\":\"completed\"");
    }

    @Test
    void aJobIdThatWasGivenIsTheRecordsName() {
        RunOrder order = worker.order();

        var answer = post(
                "/jobs/run",
                "{\"pipeline_prefix\":\"pipelines/shop/\",\"clean_run\":true,\"job_id\":\"%s\"}"
                        .formatted(order.job()));

        assertThat(answer.body()).contains(order.job().value());
        assertThat(worker.record(order.job()).status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void aSecondRunOfAPipelineIsRefusedWithTheFirstOnesId() {
        var first = runInBackground();

        var second = post("/jobs/run", RUN_SHOP);
        worker.engine.gate.countDown();

        assertThat(second.statusCode()).isEqualTo(409);
        String id = worker.keys("jobs/").getFirst().replace("jobs/", "").replace(".json", "");
        assertThat(second.body())
                .contains("\"error\":\"run_in_progress\"", "\"details\":{\"job_id\":\"%s\"}".formatted(id));
        assertThat(first.join().statusCode()).isEqualTo(200);
        assertThat(post("/jobs/run", RUN_SHOP).statusCode()).isEqualTo(200);
    }

    @Test
    void aFullWorkerSaysWhenToComeBack() {
        restart(Map.of("KARET_MAX_RUNS", "1"));
        var first = runInBackground();

        var second = post("/jobs/run", "{\"pipeline_prefix\":\"pipelines/other/\"}");
        worker.engine.gate.countDown();

        assertThat(second.statusCode()).isEqualTo(503);
        assertThat(second.headers().firstValue("Retry-After")).isPresent();
        assertThat(second.body()).contains("\"error\":\"worker_busy\"");
        assertThat(first.join().statusCode()).isEqualTo(200);
    }

    @Test
    void requestsThatMakeNoSenseAreToldWhy() {
        assertError(post("/jobs/run", "{"), 400, "bad_json");
        assertError(post("/jobs/run", ""), 400, "bad_json");
        assertError(post("/jobs/run", "[]"), 400, "bad_request");
        assertError(post("/jobs/run", "{\"pipeline_prefix\":1}"), 400, "bad_request");
        assertError(
                post("/jobs/run", "{\"pipeline_prefix\":\"pipelines/shop/\",\"job_id\":\"../../x\"}"),
                400,
                "bad_request");
        for (String prefix : new String[] {
            "",
            "shop",
            "raw/shop/",
            "pipelines/shop",
            "pipelines/../shop/",
            "pipelines/Shop/",
            "pipelines/a/b/",
            "pipelines//"
        }) {
            assertError(post("/jobs/run", "{\"pipeline_prefix\":\"%s\"}".formatted(prefix)), 400, "invalid_prefix");
        }
        assertError(post("/jobs/run", "{\"pipeline_prefix\":\"pipelines/nobody/\"}"), 404, "pipeline_config_not_found");
        assertError(post("/config/validate", "nonsense"), 400, "bad_json");
    }

    @Test
    void aFaultyConfigurationIsRefusedWithEveryFault() {
        worker.put("pipeline.json", "{\"version\":1,\"source_containers\":7,\"mappings\":8}");

        var answer = post("/jobs/run", RUN_SHOP);

        assertError(answer, 422, "invalid_config");
        assertThat(answer.body()).contains("/source_containers", "/mappings");
    }

    @Test
    void validationAnswersOkOrEveryFaultWithItsPlace() {
        assertThat(post("/config/validate", WorkerFixture.CONFIG).body()).startsWith("{\"ok\":true");

        var answer = post("/config/validate", "{\"version\":1,\"source_containers\":7,\"mappings\":8}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("{\"ok\":false,\"errors\":[{\"kind\":")
                .contains("\"path\":\"/mappings\"");
    }

    @Test
    void unknownRoutesAndMethodsAreAnsweredInOurShape() {
        assertError(send(to("/nowhere")), 404, "not_found");
        var wrongMethod = send(to("/jobs/run"));
        assertError(wrongMethod, 405, "method_not_allowed");
        assertThat(wrongMethod.headers().firstValue("Allow")).contains("POST");
        assertError(send(to("/health").DELETE()), 405, "method_not_allowed");
    }

    @Test
    void aWebPageOfAnotherSiteCannotStartARun() {
        var form = to("/jobs/run")
                .header("Content-Type", "text/plain;charset=UTF-8")
                .POST(BodyPublishers.ofString(RUN_SHOP));
        assertError(send(form), 415, "unsupported_media_type");
        var page = to("/jobs/run")
                .header("Content-Type", "application/json")
                .header("Origin", "https://evil.example")
                .POST(BodyPublishers.ofString(RUN_SHOP));
        assertError(send(page), 403, "forbidden_origin");
        assertThat(worker.keys("jobs/")).isEmpty();

        var client = to("/jobs/run")
                .header("Content-Type", "Application/JSON; charset=utf-8")
                .POST(BodyPublishers.ofString(RUN_SHOP));
        assertThat(send(client).statusCode()).isEqualTo(200);
    }

    @Test
    void aBodyOverEightMebibytesIsRefusedHoweverItComes() {
        byte[] large = new byte[Body.LIMIT + (16 << 20)];

        assertError(send(to("/config/validate").POST(BodyPublishers.ofByteArray(large))), 413, "body_too_large");
        var chunked = BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large));
        assertError(send(to("/config/validate").POST(chunked)), 413, "body_too_large");
    }

    @Test
    void whatIsNotProperHttpGetsNoPageAndNoTrace() throws Exception {
        for (String request : new String[] {
            "GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "GET /a%2fb/..;/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "GET / HTTP/9.9\r\n\r\n",
            "POST /jobs/run HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\nConnection: close\r\n\r\n",
            "GET /health HTTP/1.1\r\nHost: x\r\nX: %s\r\nConnection: close\r\n\r\n".formatted("y".repeat(70_000)),
            "\u0000\u0001\u0002\r\n\r\n"
        }) {
            String answer = raw(request);
            assertThat(answer)
                    .as(request.substring(0, Math.min(60, request.length())))
                    .containsPattern("HTTP/1.1 (4..|505) ")
                    .doesNotContain("<html", "at org.", "Jetty");
        }
    }

    private String raw(String request) throws IOException {
        URI address = server.address();
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            socket.getOutputStream().flush();
            var answer = new java.io.ByteArrayOutputStream();
            try {
                socket.getInputStream().transferTo(answer);
            } catch (java.net.SocketException reset) {
                // The server may close before it has read everything; what it said until then counts.
            }
            return answer.toString(UTF_8);
        }
    }

    @Test
    void aBodyThatStallsIsGivenUp() throws Exception {
        restart(Map.of(), SHORT_SILENCE);

        String answer = raw("POST /jobs/run HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\nConnection: close\r\n\r\n{");

        assertThat(answer).contains(" 408 ").contains("body_incomplete");
    }

    @Test
    void aTokenIsAskedOfEverybodyButForHealth() {
        restart(Map.of("KARET_WORKER_TOKEN", "open sesame"));

        assertThat(send(to("/health")).statusCode()).isEqualTo(200);
        assertError(post("/jobs/run", RUN_SHOP), 401, "unauthorized");
        assertError(send(to("/metrics")), 401, "unauthorized");
        assertError(send(to("/metrics").header("Authorization", "Bearer open sesam")), 401, "unauthorized");
        assertError(send(to("/metrics").header("Authorization", "Basic open sesame")), 401, "unauthorized");
        assertThat(send(to("/metrics").header("Authorization", "Bearer open sesame"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void ourOwnFaultIsNotExplainedToTheCaller() {
        worker.engine.onBuild = staging -> {
            throw new IllegalStateException("the password is swordfish");
        };

        var answer = post("/jobs/run", RUN_SHOP);

        assertError(answer, 500, "internal");
        assertThat(answer.body()).doesNotContain("swordfish", "IllegalState", "\\tat ");
    }

    @Test
    void anErrorOfTheMachineIsAFiveHundredToo() {
        worker.engine.onBuild = staging -> {
            throw new StackOverflowError();
        };

        assertError(post("/jobs/run", RUN_SHOP), 500, "internal");
        assertThat(runs.count()).isZero();
    }

    @Test
    void aRunGoesOnWhenItsCallerLeaves() {
        var answer = runInBackground();
        answer.cancel(true);
        client.shutdownNow();

        worker.engine.gate.countDown();

        until(() -> runs.count() == 0);
        assertThat(worker.text(worker.keys("jobs/").getFirst())).contains("\"status\" : \"completed\"");
    }

    @Test
    void aRunThatTakesLongerThanTheSilenceARequestIsAllowedStillAnswers() {
        restart(Map.of(), SHORT_SILENCE);
        var answer = runInBackground();
        CompletableFuture.delayedExecutor(SHORT_SILENCE.toMillis() * 3, TimeUnit.MILLISECONDS)
                .execute(() -> worker.engine.gate.countDown());

        assertThat(answer.join().statusCode()).isEqualTo(200);
    }

    @Test
    void stoppingTheWorkerEndsItsRunsHonestly() {
        var answer = runInBackground();

        server.close();

        assertError(answer.join(), 503, "worker_stopping");
        assertThat(worker.text(worker.keys("jobs/").getFirst()))
                .contains("\"status\" : \"failed\"", "The worker was stopped");
    }

    @Test
    void aTakenPortIsToldAsSuch() {
        WorkerSettings same = WorkerSettings.read(
                Map.of("PORT", String.valueOf(server.address().getPort())));

        try (WorkerMetrics other = new WorkerMetrics()) {
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> WorkerServer.start(same, runs, other, Clock.systemUTC(), SILENCE))
                    .isInstanceOf(HttpPort.PortTaken.class)
                    .hasMessageContaining("is taken");
        }
    }

    @Test
    void metricsCountRunsAndRows() {
        worker.put("raw/sales/a.csv", "x\nbad\n");
        post("/jobs/run", RUN_SHOP);

        String metrics = send(to("/metrics")).body();

        assertThat(metrics)
                .contains("karet_runs_total{outcome=\"completed\"} 1.0")
                .contains("karet_rows_total{fate=\"written\"} 1.0")
                .contains("karet_rows_total{fate=\"rejected\"} 1.0")
                .contains("karet_runs_running 0")
                .contains("karet_run_duration_seconds_count")
                .contains("jvm_memory_used_bytes");
    }

    private static void assertError(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body())
                .startsWith("{\"error\":\"%s\",\"message\":\"".formatted(code))
                .contains("\"request_id\":\"");
        assertThat(answer.body()).doesNotContain("\tat ", "<html");
    }
}
