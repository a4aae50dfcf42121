package dev.karet.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.karet.model.job.JobRecord;
import dev.karet.model.job.RowAccount;
import dev.karet.model.job.RunReport;
import dev.karet.model.json.JobJson;
import dev.karet.store.FaultyObjectStore;
import dev.karet.store.InMemoryObjectStore;
import dev.karet.store.JobId;
import dev.karet.store.Layout;
import dev.karet.store.Lease;
import dev.karet.store.Leases;
import dev.karet.store.ObjectInfo;
import dev.karet.store.Slug;
import dev.karet.web.pipelines.NewPipeline;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineRoutesTest {

    private static final Slug SHOP = new Slug("shop");

    @TempDir
    Path temp;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private PipelineFixture web;
    private ApiClient client;

    @BeforeEach
    void start() {
        web = new PipelineFixture(store, temp, Map.of());
        client = web.client();
    }

    @AfterEach
    void stop() {
        web.close();
    }

    private ApiClient.Answer create(String slug) {
        return client.post("/api/pipelines", "{\"slug\":\"%s\",\"template\":\"spending\"}".formatted(slug));
    }

    private List<String> keys(String prefix) {
        return store.list(prefix).map(ObjectInfo::key).toList();
    }

    private void put(String key, String body) {
        store.put(key, body.getBytes(UTF_8), "text/plain");
    }

    private void run(Slug slug, JobId id, JobRecord.Status status) {
        Instant began = id.createdAt();
        JobRecord running = JobRecord.running(id.value(), slug.value(), "manual", began);
        JobRecord record = switch (status) {
            case FAILED -> running.failed(began.plusSeconds(5), "The disk is full.");
            case RUNNING -> running;
            case COMPLETED, SCHEDULED -> throw new IllegalArgumentException(status.label());
        };
        store.put(Layout.job(slug, id), JobJson.write(record), "application/json");
    }

    @Test
    void aNewPipelineIsListedWithItsTablesAndNothingElseIsLeftBehind() {
        assertThat(client.get("/api/pipelines").text()).isEqualTo("{\"pipelines\":[]}");

        var created = create("  My Spending! ");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.at("slug")).isEqualTo("my-spending");
        var list = client.get("/api/pipelines");
        assertThat(list.at("pipelines/0/slug")).isEqualTo("my-spending");
        assertThat(list.at("pipelines/0/health")).isEqualTo("never_run");
        assertThat(list.at("pipelines/0/tables/0/id")).isEqualTo("transactions");
        assertThat(list.at("pipelines/0/hasPreview")).isEqualTo("true");
        assertThat(keys(""))
                .containsExactly(
                        "pipelines/my-spending/_karet/config/0000000001.jsonl",
                        "pipelines/my-spending/pipeline.json",
                        "pipelines/my-spending/preview.png");
    }

    @Test
    void aNameThatIsTakenIsRefusedAndNamesThatAreNone() {
        create("shop");

        assertThat(create("Shop").at("error")).isEqualTo("already_exists");
        assertThat(create("!!!").at("error")).isEqualTo("invalid_slug");
        assertThat(client.post("/api/pipelines", "{\"slug\":\"x\",\"template\":\"nothing\"}")
                        .status())
                .isEqualTo(400);
        assertThat(client.post("/api/pipelines", "[]").status()).isEqualTo(400);
    }

    @Test
    void ofManyWhoCreateOnePipelineOneDoes() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Integer>> callers = IntStream.range(0, 8)
                    .<Callable<Integer>>mapToObj(_ -> () -> create("race").status())
                    .toList();
            List<Integer> statuses = new ArrayList<>();
            for (var done : threads.invokeAll(callers)) statuses.add(done.get());

            assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
        }
        assertThat(keys("pipelines/race/")).hasSize(3);
    }

    @Test
    void theListTellsWhenAPipelineWasSavedAndWhereTheRowsOfItsLastRunWent() {
        create("shop");
        JobId id = new JobId("job-1700000000000-aaaaaa");
        JobRecord run = JobRecord.running(id.value(), "shop", "manual", id.createdAt())
                .ended(
                        id.createdAt().plusSeconds(5),
                        new RunReport(1, 1, Optional.of(new RowAccount(10, 7, 2, 1)), List.of(), List.of(), List.of()));
        store.put(Layout.job(SHOP, id), JobJson.write(run), "application/json");

        var list = client.get("/api/pipelines");

        assertThat(list.at("pipelines/0/savedAt"))
                .isEqualTo(store.head(Layout.pipelineConfig(SHOP))
                        .orElseThrow()
                        .lastModified()
                        .toString());
        assertThat(list.at("pipelines/0/lastRun/rows_read")).isEqualTo("10");
        assertThat(list.at("pipelines/0/lastRun/rows_written")).isEqualTo("7");
        assertThat(list.at("pipelines/0/lastRun/rows_rejected")).isEqualTo("2");
        assertThat(list.at("pipelines/0/lastRun/rows_deduped")).isEqualTo("1");
    }

    @Test
    void theListTellsHowEachPipelineIs() {
        create("failing");
        create("fresh");
        create("faulty");
        create("damaged");
        run(new Slug("failing"), new JobId("job-1700000000000-aaaaaa"), JobRecord.Status.RUNNING);
        run(new Slug("failing"), new JobId("job-1700000000001-aaaaaa"), JobRecord.Status.FAILED);
        put(
                "pipelines/faulty/pipeline.json",
                PipelineFixture.spending().replace("\"raw/transactions/\"", "\"raw/../transactions/\""));
        put("pipelines/damaged/pipeline.json", "{\"version\": 1,");
        put("pipelines/empty/raw/t/a.csv", "x");
        put("pipelines/Not A Slug/pipeline.json", "{}");
        put("pipelines/leased/_karet/lease/0000000001.json", "{}");

        var list = client.get("/api/pipelines");

        assertThat(list.text().split("\"slug\"", -1)).hasSize(1 + 5);
        assertThat(list.at("pipelines/0/slug") + list.at("pipelines/0/health")).isEqualTo("damageddamaged");
        assertThat(list.at("pipelines/0/trouble")).startsWith("pipeline.json cannot be read");
        assertThat(list.at("pipelines/1/slug") + list.at("pipelines/1/health")).isEqualTo("emptydamaged");
        assertThat(list.at("pipelines/2/health")).isEqualTo("failing");
        assertThat(list.at("pipelines/2/lastRun/id")).isEqualTo("job-1700000000001-aaaaaa");
        assertThat(list.at("pipelines/2/lastRun/error")).isEqualTo("The disk is full.");
        assertThat(list.at("pipelines/3/slug") + list.at("pipelines/3/health")).isEqualTo("faultyfaulty_config");
        assertThat(list.at("pipelines/4/health")).isEqualTo("never_run");
    }

    @Test
    void aListOfManyPipelinesReadsAFewObjectsOfEach() throws Exception {
        for (int i = 0; i < 50; i++) {
            Slug slug = new Slug("p" + i);
            put(Layout.pipelineConfig(slug), PipelineFixture.spending());
            for (int run = 0; run < 30; run++) {
                run(slug, JobId.create(Instant.now(), new Random(run)), JobRecord.Status.FAILED);
            }
        }
        var counted = new FaultyObjectStore(store);
        try (var other = new PipelineFixture(counted, temp, Map.of())) {
            assertThat(other.client().get("/api/pipelines").at("pipelines/49/health"))
                    .isEqualTo("failing");
        }

        assertThat(counted.calls()).isLessThanOrEqualTo(2 + 50 * 4);
    }

    @Test
    void aRenamedPipelineHasEverythingThatItHadAndItsRunsBearItsName() {
        create("shop");
        put("pipelines/shop/raw/transactions/a.csv", "x");
        put("pipelines/shop/clean/t/data.parquet", "y");
        put("pipelines/shop/dashboards/Spending Overview.json", "{}");
        put("pipelines/shop/_karet/staged/j/u.parquet", "z");
        run(SHOP, new JobId("job-1700000000001-aaaaaa"), JobRecord.Status.FAILED);

        var renamed = client.patch("/api/pipelines/shop", "{\"newSlug\":\"Corner Store\"}");

        assertThat(renamed.at("slug")).isEqualTo("corner-store");
        assertThat(keys(""))
                .allMatch(key -> key.startsWith("pipelines/corner-store/"))
                .hasSize(8);
        assertThat(new String(
                        store.get("pipelines/corner-store/jobs/job-1700000000001-aaaaaa.json")
                                .orElseThrow()
                                .body(),
                        UTF_8))
                .contains("\"corner-store\"")
                .doesNotContain("\"shop\"");
        assertThat(client.get("/api/p/corner-store/config/versions").at("versions/0/version"))
                .isEqualTo("1");
    }

    @Test
    void aRenamingToATakenNameOrOfNothingIsRefusedAndChangesNothing() {
        create("shop");
        create("store");
        var before = keys("");

        assertThat(client.patch("/api/pipelines/shop", "{\"newSlug\":\"store\"}")
                        .at("error"))
                .isEqualTo("already_exists");
        assertThat(client.patch("/api/pipelines/shop", "{\"newSlug\":\"shop\"}").at("error"))
                .isEqualTo("already_exists");
        assertThat(client.patch("/api/pipelines/none", "{\"newSlug\":\"other\"}")
                        .at("error"))
                .isEqualTo("pipeline_config_not_found");
        assertThat(client.patch("/api/pipelines/shop", "{\"newSlug\":\"..\"}").at("error"))
                .isEqualTo("invalid_slug");
        assertThat(keys("")).isEqualTo(before);
    }

    @Test
    void whileARunIsAtWorkNothingIsRenamedOrDeleted() {
        create("shop");
        var leases = new Leases(store, PipelineFixture.TERM, Clock.systemUTC());
        var job = new JobId("job-1700000000001-aaaaaa");
        try (Lease _ = ((Leases.Outcome.Held) leases.acquire(SHOP, job)).lease()) {
            var renamed = client.patch("/api/pipelines/shop", "{\"newSlug\":\"store\"}");
            assertThat(renamed.status()).isEqualTo(409);
            assertThat(renamed.at("error")).isEqualTo("run_in_progress");
            assertThat(renamed.at("message")).contains(job.value());
            assertThat(client.delete("/api/pipelines/shop").status()).isEqualTo(409);
        }

        assertThat(client.delete("/api/pipelines/shop").status()).isEqualTo(204);
    }

    @Test
    void aDeletedPipelineLeavesNothingAndASecondDeletionFindsNone() {
        create("shop");
        put("pipelines/shop/raw/transactions/a.csv", "x");
        put("pipelines/shop-2/raw/b.csv", "another pipeline's");

        assertThat(client.delete("/api/pipelines/shop").status()).isEqualTo(204);

        assertThat(keys("")).containsExactly("pipelines/shop-2/raw/b.csv");
        assertThat(client.delete("/api/pipelines/shop").status()).isEqualTo(404);
        assertThat(client.delete("/api/pipelines/shop-2").status()).isEqualTo(204);
        assertThat(keys("")).isEmpty();
        assertThat(create("shop").status()).isEqualTo(201);
    }

    @Test
    void theRemainsOfAPipelineThatIsGoneStandInNobodysWayAndAreRemoved() {
        put("pipelines/gone/_karet/claims/late", "x");
        put("pipelines/gone/_karet/lease/0000000001.json", "x");

        assertThat(client.get("/api/pipelines").text()).isEqualTo("{\"pipelines\":[]}");
        assertThat(client.delete("/api/pipelines/gone").status()).isEqualTo(404);
        web.features().settle();

        assertThat(keys("")).isEmpty();
        assertThat(create("gone").status()).isEqualTo(201);
    }

    @Test
    void aPipelineOfATemplateBeginsWithItsDashboardsAndData() {
        try (var other = new PipelineFixture(store, temp, Map.of(), NewPipeline.Companions.ofTemplates())) {
            other.client().post("/api/pipelines", "{\"slug\":\"shop\",\"template\":\"spending\"}");

            assertThat(other.client().get("/api/p/shop/dashboards").at("dashboards/0/table"))
                    .isEqualTo("transactions");
            assertThat(other.client().get("/api/p/shop/sources").at("sources/0/files"))
                    .isNotEqualTo("0");
        }
    }

    @Test
    void anExportHoldsEverythingButWhatIsOfTheMomentAndComesBackAsItWas() throws IOException {
        create("shop");
        put("pipelines/shop/raw/transactions/2024/ä.csv", "date,amount\n".repeat(1_000));
        put("pipelines/shop/clean/t/year=2024/data.parquet", "not really");
        put("pipelines/shop/dashboards/One.json", "{}");
        put("pipelines/shop/_karet/progress/job-1700000000001-aaaaaa.json", "x");
        put("pipelines/shop/_karet/cancel/job-1700000000001-aaaaaa", "x");
        put("pipelines/shop/_karet/staged/j/u.parquet", "x");
        put("pipelines/shop/_karet/rejects/job-1700000000001-aaaaaa/a.json", "x");
        run(SHOP, new JobId("job-1700000000001-aaaaaa"), JobRecord.Status.FAILED);

        var exported = client.get("/api/p/shop/export");

        assertThat(exported.status()).isEqualTo(200);
        assertThat(exported.header("Content-Disposition").orElseThrow()).contains("shop.zip");
        List<String> names = new ArrayList<>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(exported.body()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) names.add(entry.getName());
        }
        assertThat(names)
                .containsExactly(
                        "pipeline.json",
                        "clean/t/year=2024/data.parquet",
                        "dashboards/One.json",
                        "jobs/job-1700000000001-aaaaaa.json",
                        "preview.png",
                        "raw/transactions/2024/ä.csv",
                        "_karet/config/0000000001.jsonl",
                        "_karet/rejects/job-1700000000001-aaaaaa/a.json");

        var imported = client.send(client.request("/api/pipelines/import?slug=Shop%20Two")
                .header("Content-Type", "application/zip")
                .POST(BodyPublishers.ofByteArray(exported.body())));

        assertThat(imported.status()).as(imported.text()).isEqualTo(201);
        assertThat(imported.at("slug")).isEqualTo("shop-two");
        Map<String, String> there = new TreeMap<>();
        store.list("pipelines/shop-two/")
                .forEach(object -> there.put(object.key().substring(19), text(object.key())));
        assertThat(there.keySet()).containsExactlyInAnyOrderElementsOf(names);
        names.stream()
                .filter(name -> !name.startsWith("jobs/"))
                .forEach(name -> assertThat(there).containsEntry(name, text("pipelines/shop/" + name)));
        assertThat(there.get("jobs/job-1700000000001-aaaaaa.json")).contains("shop-two");
        assertThat(temp.resolve("imports")).isEmptyDirectory();
    }

    @Test
    void anExportThatBreaksOffIsCutAndNotTakenForTheWhole() throws Exception {
        create("shop");
        store.put("pipelines/shop/raw/transactions/a.csv", noise(2_000_000), "text/csv");
        store.put("pipelines/shop/raw/transactions/b.csv", noise(2_000_000), "text/csv");
        var opened = new AtomicInteger();
        var breaking = new FaultyObjectStore(
                store,
                (number, call) -> call.kind() == FaultyObjectStore.Kind.OPEN && opened.incrementAndGet() == 3
                        ? FaultyObjectStore.Fault.FAIL_WITHIN
                        : FaultyObjectStore.Fault.NONE);
        try (var other = new PipelineFixture(breaking, temp, Map.of())) {
            var request = other.client().request("/api/p/shop/export").build();

            assertThatThrownBy(() -> client.connections().send(request, BodyHandlers.ofByteArray()))
                    .isInstanceOf(IOException.class);
        }
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(3).nextBytes(bytes);
        return bytes;
    }

    @Test
    void aHostileArchiveIsRefusedWithEveryBadNameAndLeavesNothing() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (String name : List.of("pipeline.json", "../../_auth/admin.json", "/etc/passwd", "raw\\x.csv")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(PipelineFixture.spending().getBytes(UTF_8));
            }
        }

        var refused = archive("x", bytes.toByteArray());

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("error")).isEqualTo("bad_archive");
        assertThat(refused.at("details/2/kind")).isEqualTo("unsafe_name");
        assertThat(archive("x", "no zip".getBytes(UTF_8)).at("error")).isEqualTo("bad_archive");
        assertThat(archive("", bytes.toByteArray()).status()).isEqualTo(400);
        assertThat(keys("")).isEmpty();
        assertThat(temp.resolve("imports")).isEmptyDirectory();
    }

    private ApiClient.Answer archive(String slug, byte[] body) {
        return client.send(client.request("/api/pipelines/import?slug=" + slug)
                .header("Content-Type", "application/zip")
                .POST(BodyPublishers.ofByteArray(body)));
    }

    private String text(String key) {
        return new String(store.get(key).orElseThrow().body(), UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "%2e%2e",
                "%2E%2E%2Fshop",
                "..%2f..%2f_auth",
                "shop%2f..",
                "sh%6Fp%00",
                "SHOP",
                "sh%C3%B6p",
                "-shop",
                "shop%20",
                "%EF%BD%93hop",
                "shop;x=1",
                "shop%5C.."
            })
    void aPathThatNamesNoPipelineReachesNothing(String name) throws Exception {
        create("shop");
        put("_auth/admin.json", "secret");
        var before = keys("");
        for (String path : List.of(
                "/api/p/" + name + "/config",
                "/api/p/" + name + "/export",
                "/api/p/" + name + "/dashboards",
                "/api/p/" + name + "/sources")) {
            var answer = client.get(path);
            assertThat(answer.status()).as(path).isBetween(400, 404);
            assertThat(answer.text()).doesNotContain("secret");
        }
        assertThat(client.delete("/api/pipelines/" + name).status()).isBetween(400, 405);
        assertThat(keys("")).isEqualTo(before);
    }
}
