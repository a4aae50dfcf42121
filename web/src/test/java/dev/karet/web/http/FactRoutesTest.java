package dev.karet.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.store.BucketFormat;
import dev.karet.web.WebSettings;
import dev.karet.web.facts.Build;
import dev.karet.web.facts.Facts;
import dev.karet.web.worker.HttpWorkerClient;
import dev.karet.web.worker.WorkerClient;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactRoutesTest {

    private static final Facts.Patience PATIENT =
            new Facts.Patience(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1), 50_000);
    private static final Facts.Patience HASTY =
            new Facts.Patience(Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofMinutes(1), 50_000);

    @TempDir
    Path temp;

    private final TestClock clock = new TestClock("2026-11-25T08:00:00Z");
    private final ClockedStore store = new ClockedStore(clock);
    private final FakeWorker worker = new FakeWorker(store, clock);
    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        background.shutdownNow();
    }

    private WebFixture web(WorkerClient asked, Facts.Patience patience) {
        WebSettings settings = WebFixture.settings(Map.of(
                "KARET_TEMP_DIR", temp.resolve("not/there/yet").toString(),
                "AWS_ENDPOINT_URL", "http://someone:hush@store.invalid:9000/below",
                "AWS_ACCESS_KEY_ID", "the-key",
                "AWS_SECRET_ACCESS_KEY", "the-secret",
                "KARET_WORKER_URL", "http://worker:hush@worker.invalid:8080",
                "KARET_WORKER_TOKEN", "the-token",
                "KARET_UPLOAD_LIMIT", "7MB",
                "KARET_QUERY_SECONDS", "9"));
        Facts facts = new Facts(new Facts.Ground(store, asked, background, clock, patience));
        return WebFixture.open(new FactRoutes(facts, new Build("1.2.3", Optional.of("b057ea1")), settings, true));
    }

    private void put(String key, int bytes) {
        store.put(key, "x".repeat(bytes).getBytes(UTF_8), "text/plain");
    }

    @Test
    void theFactsAreToldAndNothingThatIsSecret() {
        BucketFormat.require(store);
        put("pipelines/shop/pipeline.json", 5);
        put("pipelines/shop/raw/t/a.csv", 100);
        put("pipelines/shop/raw/t/b.csv", 10);
        put("pipelines/shop/clean/t/data.parquet", 33);
        put("pipelines/shop/_karet/commits/0000000001.json.gz", 2);
        put("pipelines/Not A Slug/raw/t/a.csv", 1);
        try (WebFixture web = web(worker, PATIENT)) {
            var facts = web.client().get("/api/facts");

            assertThat(facts.status()).isEqualTo(200);
            assertThat(facts.at("version")).isEqualTo("1.2.3");
            assertThat(facts.at("commit")).isEqualTo("b057ea1");
            assertThat(facts.at("store"))
                    .isEqualTo(
                            "{\"place\":\"http://store.invalid:9000\",\"bucket\":\"karet-data\",\"embedded\":true,\"format\":1}");
            assertThat(facts.at("worker/reachable")).isEqualTo("true");
            assertThat(facts.at("worker/sentence")).isEqualTo("A worker answers at http://worker.invalid:8080.");
            assertThat(facts.at("limits/uploadBytes")).isEqualTo("7000000");
            assertThat(facts.at("limits/querySeconds")).isEqualTo("9");
            assertThat(facts.at("storage/complete")).isEqualTo("true");
            assertThat(facts.at("storage/pipelines"))
                    .isEqualTo(
                            "[{\"slug\":\"shop\",\"counted\":true,\"raw\":{\"objects\":2,\"bytes\":110},\"clean\":{\"objects\":1,\"bytes\":33},\"other\":{\"objects\":2,\"bytes\":7}}]");
            assertThat(Long.parseLong(facts.at("disk/freeBytes")))
                    .isBetween(0L, Long.parseLong(facts.at("disk/totalBytes")));
            assertThat(facts.text()).doesNotContain("hush", "the-key", "the-secret", "the-token", "someone");
        }
    }

    @Test
    void aCountIsToldForAMinuteAndThenMadeAnew() {
        put("pipelines/shop/raw/t/a.csv", 1);
        try (WebFixture web = web(worker, PATIENT)) {
            assertThat(web.client().get("/api/facts").at("storage/countedAt")).isEqualTo("2026-11-25T08:00:00Z");
            put("pipelines/shop/raw/t/b.csv", 1);
            clock.advance(Duration.ofSeconds(59));
            assertThat(web.client().get("/api/facts").at("storage/pipelines/0/raw/objects"))
                    .isEqualTo("1");
            clock.advance(Duration.ofSeconds(1));
            assertThat(web.client().get("/api/facts").at("storage/pipelines/0/raw/objects"))
                    .isEqualTo("2");
        }
    }

    @Test
    void aBucketOfMoreObjectsThanAreCountedIsToldInPart() {
        for (String slug : new String[] {"a", "b", "c"}) {
            for (int i = 0; i < 4; i++) put("pipelines/%s/raw/t/%d.csv".formatted(slug, i), 10);
        }
        var bounded = new Facts.Patience(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1), 6);
        try (WebFixture web = web(worker, bounded)) {
            var facts = web.client().get("/api/facts");
            assertThat(facts.at("storage/complete")).isEqualTo("false");
            assertThat(facts.at("storage/pipelines/0/counted")).isEqualTo("true");
            assertThat(facts.at("storage/pipelines/1/counted")).isEqualTo("false");
            assertThat(facts.at("storage/pipelines/1/raw/objects")).isEqualTo("2");
            assertThat(facts.at("storage/pipelines/2/raw/objects")).isEqualTo("0");
        }
        var enough = new Facts.Patience(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1), 12);
        try (WebFixture web = web(worker, enough)) {
            assertThat(web.client().get("/api/facts").at("storage/complete")).isEqualTo("true");
        }
    }

    @Test
    void aStoreThatDoesNotAnswerDoesNotHoldThePageUpAndItsAnswerIsToldLater() {
        put("pipelines/shop/raw/t/a.csv", 1);
        CountDownLatch held = store.holdUp();
        try (WebFixture web = web(worker, HASTY)) {
            var facts = web.client().get("/api/facts");
            assertThat(facts.status()).isEqualTo(200);
            assertThat(facts.at("storage/complete")).isEqualTo("false");
            assertThat(facts.at("storage/pipelines")).isEqualTo("[]");
            assertThat(facts.at("store")).doesNotContain("format");

            held.countDown();

            String complete = "false";
            for (int i = 0; i < 600 && complete.equals("false"); i++) {
                complete = web.client().get("/api/facts").at("storage/complete");
            }
            assertThat(complete).isEqualTo("true");
        }
    }

    @Test
    void aStoreThatFailsIsAskedAgain() {
        put("pipelines/shop/raw/t/a.csv", 1);
        try (WebFixture web = web(worker, PATIENT)) {
            store.breakOff();
            assertThat(web.client().get("/api/facts").at("storage/complete")).isEqualTo("false");
            store.mend();
            assertThat(web.client().get("/api/facts").at("storage/complete")).isEqualTo("true");
        }
    }

    @Test
    void aWorkerThatIsNotThereOrSaysNothingIsToldWithWhatToLookAt() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                HttpWorkerClient asked = new HttpWorkerClient(
                        URI.create("http://127.0.0.1:" + silent.getLocalPort()), Optional.empty());
                WebFixture web = web(asked, HASTY)) {
            var facts = web.client().get("/api/facts");
            assertThat(facts.at("worker/reachable")).isEqualTo("false");
            assertThat(facts.at("worker/sentence")).contains("No worker answers at", "KARET_WORKER_URL");
        }
    }

    @Test
    void theBuildKnowsItsVersion() {
        assertThat(Build.ofThis().version()).matches("\\d+\\.\\d+\\.\\d+.*");
    }
}
