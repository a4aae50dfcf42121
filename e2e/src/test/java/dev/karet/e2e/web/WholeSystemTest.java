package dev.karet.e2e.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.e2e.KaretProcess;
import dev.karet.web.http.ApiClient;
import dev.karet.web.http.ApiClient.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people and scripts do with a store, a worker and a web service, each a process of its own, and what happens when one dies. */
class WholeSystemTest {

    private static final String PASSWORD = "a password that nobody guesses";

    @TempDir
    static Path home;

    private static Services karet;
    private static ApiClient admin;

    @BeforeAll
    static void start() throws Exception {
        karet = Services.start(home);
        admin = SignedIn.first(karet.client(), PASSWORD);
    }

    @AfterAll
    static void stop() {
        karet.close();
    }

    /** A pipeline of the test's own, in place of what the test before left. */
    @BeforeEach
    void create() {
        for (String slug : List.of("bank", "home", "copy")) admin.delete("/api/pipelines/" + slug);
        Answer created = admin.post("/api/pipelines", "{\"slug\":\"bank\",\"template\":\"spending\"}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(RunOf.end(admin, "bank", created.at("job")).at("status"))
                .as(karet.log())
                .isEqualTo("completed");
    }

    private Answer upload(String name, String csv) {
        return admin.send(admin.request("/api/p/bank/sources/transactions_raw/files/" + name)
                .header("Content-Type", "text/csv")
                .PUT(BodyPublishers.ofString(csv)));
    }

    private static String transactions(int rows) {
        return IntStream.range(0, rows)
                .mapToObj(
                        i -> "2026-%02d-%02d,CORNER COFFEE %d,%d.50,Visa".formatted(1 + i % 12, 1 + i % 28, i, i % 90))
                .collect(Collectors.joining("\n", "date,description,amount,account\n", "\n"));
    }

    @Test
    void fromTheFirstVisitToAnAnswer() throws Exception {
        Answer started = admin.post("/api/p/bank/jobs", "");
        List<String> events = events(started.at("id"));
        assertThat(events).contains("event: end");
        Answer job = admin.get("/api/p/bank/jobs/" + started.at("id"));
        assertThat(job.at("status")).as(karet.log()).isEqualTo("completed");
        assertThat(job.at("rows_read")).isEqualTo("2271");
        assertThat(job.at("rows_rejected")).isEqualTo("2");

        assertThat(admin.get("/api/p/bank/jobs/" + started.at("id") + "/rejects")
                        .at("total"))
                .isEqualTo("2");
        assertThat(admin.get("/api/p/bank/jobs/" + started.at("id") + "/rejects.csv")
                        .text()
                        .lines())
                .hasSize(3);
        assertThat(admin.get("/api/p/bank/tables").text()).contains("\"rows\":2269");
        assertThat(admin.get("/api/p/bank/tables/transactions/rows?limit=5&sort=amount:desc")
                        .status())
                .isEqualTo(200);
        assertThat(admin.get("/api/p/bank/tables/transactions/profile?column=category")
                        .status())
                .isEqualTo(200);
        assertThat(admin.get("/api/p/bank/tables/transactions/download?format=csv")
                        .text()
                        .lines())
                .hasSize(2_270);
        Answer counted = admin.post(
                "/api/p/bank/sql", "{\"statement\":\"SELECT count(*) AS n, sum(amount) AS total FROM transactions\"}");
        assertThat(counted.at("rows/0/0")).isEqualTo("2269");
        assertThat(admin.get("/api/p/bank/dashboards").text()).contains("Spending Overview");
        assertThat(ImageIO.read(new ByteArrayInputStream(
                                admin.get("/api/p/bank/preview").body()))
                        .getWidth())
                .isEqualTo(1_280);
        assertThat(admin.post("/api/p/bank/validate", "").at("ok")).isEqualTo("true");

        String token = admin.post("/api/auth/tokens", "{\"name\":\"nightly\",\"scope\":\"read\"}")
                .at("token");
        ApiClient script = karet.client().with("Authorization", "Bearer " + token);
        assertThat(script.get("/api/pipelines").at("pipelines/0/health")).isEqualTo("ok");
        assertThat(script.get("/metrics").text()).contains("karet_http_requests_seconds_count{", "/api/p/{slug}/sql");
    }

    /** The lines that a watcher of a run is sent, until its end. */
    private List<String> events(String job) throws IOException, InterruptedException {
        var request = admin.request("/api/p/bank/jobs/" + job + "/events").GET().build();
        try (Stream<String> lines =
                admin.connections().send(request, BodyHandlers.ofLines()).body()) {
            return lines.toList();
        }
    }

    @Test
    void anUploadThatTheStoreTellsOfStartsOneRunThoughSeveralServicesAreTold() throws Exception {
        assertThat(RunOf.pipeline(admin, "bank").at("status")).isEqualTo("completed");
        try (KaretProcess second = karet.anotherWeb()) {
            String event = """
                    {"Records":[{"eventName":"s3:ObjectCreated:Put","s3":{"bucket":{"name":"karet-data"},"object":{"key":"pipelines%2Fbank%2Fraw%2Ftransactions%2Fnew.csv"}}}]}""";
            upload("new.csv", transactions(10));
            for (ApiClient service : List.of(karet.client(), ApiClient.of(second.address()))) {
                Answer told = service.with("Authorization", "Bearer " + Services.WEBHOOK_SECRET)
                        .post("/api/events/s3", event);
                assertThat(told.at("accepted")).isEqualTo("1");
            }
            String jobs = "/api/p/bank/jobs?trigger=webhook";
            Answer waiting = admin.get(jobs);
            assertThat(waiting.at("jobs/0/status")).isEqualTo("scheduled");
            assertThat(waiting.at("jobs/0/nextRunAt")).isNotEmpty();

            Answer ended = RunOf.end(admin, "bank", waiting.at("jobs/0/id"));

            assertThat(ended.at("status")).as(karet.log()).isEqualTo("completed");
            assertThat(ended.at("rows_read")).isEqualTo("2281");
            assertThat(admin.get(jobs).at("jobs").split("\"id\"", -1))
                    .as("one job")
                    .hasSize(2);
        }
    }

    @Test
    void aWebServiceThatDiesLosesNoRun() throws Exception {
        upload("large.csv", transactions(200_000));
        Answer started = admin.post("/api/p/bank/jobs", "");

        karet.replaceWeb();

        admin = SignedIn.by(karet.client(), PASSWORD);
        Answer ended = RunOf.end(admin, "bank", started.at("id"));
        assertThat(ended.at("status")).as(karet.log()).isEqualTo("completed");
        assertThat(ended.at("rows_read")).isEqualTo("202271");
        assertThat(admin.get("/api/p/bank/jobs?trigger=manual").at("jobs").split("\"id\"", -1))
                .as("one run that somebody asked for")
                .hasSize(2);
    }

    @Test
    void aWorkerThatDiesLeavesARecordThatSaysSoAndTheNextRunIsWhole() throws Exception {
        upload("large.csv", transactions(400_000));
        Answer started = admin.post("/api/p/bank/jobs", "");
        RunOf.until(
                () -> admin.get("/api/p/bank/jobs/" + started.at("id")),
                record -> record.at("status").equals("running"));

        karet.killWorker();
        karet.startWorkerAgain();

        Answer ended = RunOf.end(admin, "bank", started.at("id"));
        assertThat(ended.at("status")).isEqualTo("failed");
        assertThat(ended.at("error")).contains("worker ended");
        assertThat(RunOf.pipeline(admin, "bank").at("rows_read")).isEqualTo("402271");
    }

    @Test
    void aNewPasswordEndsOtherSessionsOnEveryService() throws Exception {
        try (KaretProcess second = karet.anotherWeb()) {
            ApiClient elsewhere = SignedIn.by(ApiClient.of(second.address()), PASSWORD);
            assertThat(elsewhere.get("/api/auth/me").status()).isEqualTo(200);

            Answer changed = admin.patch(
                    "/api/auth/me",
                    "{\"currentPassword\":\"%s\",\"newPassword\":\"another that nobody guesses\"}".formatted(PASSWORD));

            assertThat(changed.status()).isEqualTo(200);
            assertThat(RunOf.until(() -> elsewhere.get("/api/auth/me"), answer -> answer.status() == 401)
                            .status())
                    .isEqualTo(401);
            admin = SignedIn.cookie(karet.client(), changed);
            Answer back = admin.patch(
                    "/api/auth/me",
                    "{\"currentPassword\":\"another that nobody guesses\",\"newPassword\":\"%s\"}".formatted(PASSWORD));
            admin = SignedIn.cookie(karet.client(), back);
        }
    }

    @Test
    void aPipelineMovesToAnotherNameAndThroughAnArchive() {
        assertThat(RunOf.pipeline(admin, "bank").at("status")).isEqualTo("completed");
        String rows =
                admin.get("/api/p/bank/tables/transactions/download?format=csv").text();
        assertThat(admin.patch("/api/pipelines/bank", "{\"newSlug\":\"home\"}").at("slug"))
                .isEqualTo("home");
        byte[] archive = admin.get("/api/p/home/export").body();
        Answer imported = admin.send(admin.request("/api/pipelines/import?slug=copy")
                .header("Content-Type", "application/zip")
                .POST(BodyPublishers.ofByteArray(archive)));
        assertThat(imported.status()).as(imported.text()).isEqualTo(201);

        for (String slug : List.of("home", "copy")) {
            assertThat(admin.get("/api/p/%s/tables/transactions/download?format=csv".formatted(slug))
                            .text())
                    .isEqualTo(rows);
            Answer run = RunOf.pipeline(admin, slug);
            assertThat(run.at("partitions_written")).as(slug).isEqualTo("0");
        }
        assertThat(admin.get("/api/p/bank/config").status()).isEqualTo(404);
        assertThat(new String(archive, 0, 2, UTF_8)).isEqualTo("PK");
    }
}
