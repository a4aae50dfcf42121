package dev.karet.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.pipeline.CheckResult;
import dev.karet.store.Leases;
import dev.karet.store.ObjectInfo;
import dev.karet.web.WebSettings;
import dev.karet.web.pipelines.NewPipeline;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DropRoutesTest {

    private static final String MAY = "day,amount,shop\n2024-05-01,1.50,A\n2024-05-02,2.50,B\n2024-05-03,x,A\n";

    @TempDir
    Path temp;

    private final TestClock clock = new TestClock("2026-11-25T08:00:00Z");
    private final ClockedStore store = new ClockedStore(clock);
    private PipelineFeatures pipelines;
    private WebFixture web;
    private ApiClient client;

    @BeforeEach
    void start() {
        WebSettings settings = WebFixture.settings(Map.of("KARET_TEMP_DIR", temp.toString()));
        var jobs = new JobFeatures(
                new JobFeatures.Ground(store, "karet", clock, new FakeWorker(store, clock), _ -> {}, Optional.empty()));
        pipelines = new PipelineFeatures(
                store,
                new Leases(store, Duration.ofSeconds(30), clock),
                clock,
                settings,
                new PipelineFeatures.Ports(
                        _ -> new CheckResult(List.of(), List.of()),
                        NewPipeline.Companions.ofTemplates(),
                        _ -> Optional.empty()));
        List<Routes.Feature> features = new ArrayList<>(pipelines.routes());
        features.add(pipelines.drops(jobs.jobs()));
        web = WebFixture.start(settings, WebFixture.OPEN, features.toArray(Routes.Feature[]::new));
        client = web.client();
    }

    @AfterEach
    void stop() {
        web.close();
    }

    private ApiClient.Answer post(String path, String body) {
        return client.send(
                client.request(path).header("Content-Type", "text/csv").POST(BodyPublishers.ofString(body)));
    }

    private String drop(String name, String body) {
        var answer = post("/api/drops?name=" + name, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.at("id");
    }

    private List<String> keys(String prefix) {
        return store.list(prefix).map(ObjectInfo::key).toList();
    }

    private byte[] bytes(String key) {
        return store.get(key).orElseThrow().body();
    }

    @Test
    void aSampleIsUnderstoodWithoutBeingKept() {
        var answer = post("/api/infer?name=may.csv&sample=true", MAY + "2024-05-");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.at("columns/0/type") + " " + answer.at("rows/read")).isEqualTo("date 3");
        assertThat(keys("")).isEmpty();
        assertThat(post("/api/infer", "").at("error")).isEqualTo("unreadable_file");
    }

    @Test
    void aDroppedFileBecomesAPipelineAndTheNextMonthIsAppended() {
        String may = drop("may.tsv", MAY);
        var detected =
                client.post("/api/drops/" + may + "/detect", "{\"columns\":[{\"index\":1,\"type\":\"float64\"}]}");
        assertThat(detected.status()).as(detected.text()).isEqualTo(200);
        assertThat(detected.at("columns/1/misfits/examples/0/line")).isEqualTo("4");

        var made = client.post("/api/drops/make", "{\"drops\":[\"" + may + "\"],\"slug\":\"My shop\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.at("slug") + " " + made.at("table")).isEqualTo("my-shop may");
        assertThat(keys("pipelines/my-shop/raw/")).containsExactly("pipelines/my-shop/raw/may/may.csv");
        assertThat(keys("pipelines/my-shop/dashboards/")).containsExactly("pipelines/my-shop/dashboards/may.json");
        assertThat(made.at("job/status")).isEqualTo("scheduled");

        String june = drop("june.csv", "day,shop\n2024-06-01,A\n");
        String target = "\"pipeline\":\"my-shop\",\"container\":\"may_raw\"";
        var compared = client.post("/api/drops/" + june + "/compare", "{" + target + "}");
        assertThat(compared.at("loses")).as(compared.text()).isEqualTo("true");
        assertThat(compared.at("findings/0/kind")).isEqualTo("missing_column");
        String append = "{\"drops\":[\"" + june + "\"]," + target;
        assertThat(client.post("/api/drops/append", append + "}").at("error")).isEqualTo("schema_changed");
        assertThat(keys("pipelines/my-shop/raw/")).hasSize(1);
        assertThat(client.post("/api/drops/append", append + ",\"accept\":true}")
                        .status())
                .isEqualTo(201);
        assertThat(keys("pipelines/my-shop/raw/")).hasSize(2);
    }

    @Test
    void filesOfDifferentColumnsAreNotMixed() {
        String one = drop("a.csv", "a,b\n1,2\n");
        String other = drop("b.csv", "a,c\n1,2\n");
        var made = client.post("/api/drops/make", "{\"drops\":[\"" + one + "\",\"" + other + "\"],\"slug\":\"x\"}");
        assertThat(made.status()).isEqualTo(422);
        assertThat(made.at("error")).isEqualTo("mixed_drops");
        assertThat(keys("pipelines/")).isEmpty();
    }

    @Test
    void aDroppedFileIsGoneAfterADay() {
        String drop = drop("a.csv", "a,b\n1,2\n");
        assertThat(client.get("/api/drops/" + drop).at("name")).isEqualTo("a.csv");
        clock.advance(Duration.ofHours(25));
        assertThat(client.get("/api/drops/" + drop).at("error")).isEqualTo("drop_not_found");
        pipelines.settle();
        assertThat(keys("_karet/drops/")).isEmpty();
        assertThat(post("/api/drops?name=x.zip", "PK").at("error")).isEqualTo("bad_name");
    }

    @Test
    void theTypesOfSeveralFilesHoldOverAllOfThem() {
        String first = drop("a.csv", "n,t\n1,x\n2,y\n");
        String other = drop("b.csv", "n,t\n1.5,x\nNA,y\n2.5,z\n");
        var made = client.post("/api/drops/make", "{\"drops\":[\"" + first + "\",\"" + other + "\"],\"slug\":\"x\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        String config = new String(bytes("pipelines/x/pipeline.json"), UTF_8);
        assertThat(config).contains("float64").contains("\"NA\"").doesNotContain("int64");
        assertThat(keys("pipelines/x/raw/")).hasSize(2);
    }

    @Test
    void noDashboardIsNamedWhenNoneWasWanted() {
        String drop = drop("a.csv", MAY);
        var made = client.post(
                "/api/drops/make", "{\"drops\":[\"" + drop + "\"],\"slug\":\"x\",\"choices\":{\"dashboard\":false}}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.text()).doesNotContain("\"dashboard\"");
        assertThat(keys("pipelines/x/dashboards/")).isEmpty();
    }

    @Test
    void twoColumnsOfOneNameAreRefusedInASentence() {
        String drop = drop("a.csv", MAY);
        var made = client.post(
                "/api/drops/make",
                "{\"drops\":[\"" + drop
                        + "\"],\"slug\":\"x\",\"choices\":{\"columns\":[{\"index\":1,\"name\":\"shop\"}]}}");
        assertThat(made.status()).isEqualTo(422);
        assertThat(made.at("message")).contains("Two columns").contains("\"shop\"");
        assertThat(keys("pipelines/")).isEmpty();
    }

    @Test
    void whatLiesInTheFolderOfANewSourceIsNeverOverwritten() {
        String may = drop("may.csv", MAY);
        assertThat(client.post("/api/drops/make", "{\"drops\":[\"" + may + "\"],\"slug\":\"x\"}")
                        .status())
                .isEqualTo(201);
        byte[] old = "precious".getBytes(UTF_8);
        store.put("pipelines/x/raw/june/june.csv", old, "text/csv");
        store.put("pipelines/x/dashboards/july.json", old, "application/json");
        String june = drop("june.csv", MAY);
        var made = client.post("/api/drops/make", "{\"drops\":[\"" + june + "\"],\"pipeline\":\"x\"}");
        assertThat(made.status() + " " + made.at("error")).isEqualTo("409 already_exists");
        assertThat(bytes("pipelines/x/raw/june/june.csv")).isEqualTo(old);
        String july = drop("july.csv", MAY);
        var other = client.post("/api/drops/make", "{\"drops\":[\"" + july + "\"],\"pipeline\":\"x\"}");
        assertThat(other.at("dashboard")).as(other.text()).isEqualTo("july_2");
        assertThat(bytes("pipelines/x/dashboards/july.json")).isEqualTo(old);
    }

    @Test
    void oneFileThatLosesRowsKeepsAllOthersOutToo() {
        String may = drop("may.csv", MAY);
        client.post("/api/drops/make", "{\"drops\":[\"" + may + "\"],\"slug\":\"x\"}");
        String good = drop("june.csv", MAY);
        String bad = drop("july.csv", "day,shop\n2024-07-01,A\n");
        var answer = client.post(
                "/api/drops/append",
                "{\"drops\":[\"" + good + "\",\"" + bad + "\"],\"pipeline\":\"x\",\"container\":\"may_raw\"}");
        assertThat(answer.status() + " " + answer.at("error")).isEqualTo("409 schema_changed");
        assertThat(keys("pipelines/x/raw/")).containsExactly("pipelines/x/raw/may/may.csv");
    }

    @Test
    void aDropIsCalledAsASourceWillHaveIt() {
        String drop = drop("may.tsv", "a\tb\n1\t2\n");
        assertThat(client.get("/api/drops/" + drop).at("name")).isEqualTo("may.csv");
    }

    @Test
    void whatTheMappingReadsIsComparedAndTheGravestIsToldFirst() {
        String may = drop("may.csv", "when,amount,shop\n31.05.2024 10:30,$1.50,A\n30.05.2024 08:00,($2.50),B\n");
        client.post("/api/drops/make", "{\"drops\":[\"" + may + "\"],\"slug\":\"x\"}");
        String target = "{\"pipeline\":\"x\",\"container\":\"may_raw\"}";
        String good = drop("june.csv", "when,amount,shop\n01.06.2024 10:30,$1.50,A\n02.06.2024 08:00,3,B\n");
        assertThat(client.post("/api/drops/" + good + "/compare", target).at("findings/0/kind"))
                .isEqualTo("same");
        String bad = drop("may.csv", "when,amount,Shops\n01.06.2024 10:30,lots,A\n");
        var compared = client.post("/api/drops/" + bad + "/compare", target);
        assertThat(compared.at("findings/0/kind")).as(compared.text()).isEqualTo("renamed_column");
        assertThat(compared.at("rejected")).isEqualTo("1");
        assertThat(compared.text()).contains("misfitting_cells").contains("same_name");
        assertThat(compared.text()).doesNotContain("date_format");
    }
}
