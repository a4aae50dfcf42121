package dev.karet.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.json.JsonText;
import dev.karet.model.json.PipelineJson;
import dev.karet.model.json.ReadResult;
import dev.karet.model.pipeline.PipelineConfig;
import dev.karet.model.pipeline.templates.Template;
import dev.karet.store.InMemoryObjectStore;
import dev.karet.store.Layout;
import dev.karet.store.Slug;
import dev.karet.web.preview.PipelinePreview;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigRoutesTest {

    private static final Slug SHOP = new Slug("shop");
    private static final String CONFIG = "/api/p/shop/config";
    private static final String BLANK =
            "{\"version\":1,\"source_containers\":[],\"lookup_mappings\":[],\"mappings\":[],\"analytic_tables\":[]%s}";

    @TempDir
    Path temp;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private PipelineFixture web;
    private ApiClient client;

    @BeforeEach
    void start() {
        web = new PipelineFixture(store, temp, Map.of());
        client = web.client();
        client.post("/api/pipelines", "{\"slug\":\"shop\"}");
    }

    @AfterEach
    void stop() {
        web.close();
    }

    private static String config(String more) {
        return BLANK.formatted(more);
    }

    private String inBucket() {
        return new String(store.get(Layout.pipelineConfig(SHOP)).orElseThrow().body(), UTF_8);
    }

    private static String mark(ApiClient.Answer answer) {
        return answer.header("ETag").orElseThrow();
    }

    @Test
    void aSavedDocumentComesBackAsItWasSubmittedWithFieldsThatNobodyKnows() {
        var first = client.get(CONFIG);
        var saved = client.with("If-Match", mark(first))
                .put(CONFIG + "?note=with%20a%20rate", config(",\"theirs\":{\"rate\":1.50,\"z\":[1e3]}"));

        assertThat(saved.status()).as(saved.text()).isEqualTo(200);
        assertThat(saved.at("version")).isEqualTo("2");
        var read = client.get(CONFIG);
        assertThat(read.text()).contains("\"theirs\":{\"rate\":1.50,\"z\":[1e3]}");
        assertThat(mark(read)).isEqualTo(mark(saved)).isNotEqualTo(mark(first));
        assertThat(JsonText.read(inBucket())).isEqualTo(JsonText.read(read.text()));
        assertThat(client.get(CONFIG + "/versions").at("versions/0/note")).isEqualTo("with a rate");
        assertThat(client.with("If-None-Match", mark(read)).get(CONFIG).status())
                .isEqualTo(304);
    }

    @Test
    void aSaveOverWhatItsAuthorHasNotSeenIsRefusedWithTheMarkOfWhatIsThere() {
        var seen = mark(client.get(CONFIG));
        var others = mark(client.put(CONFIG, config(",\"by\":\"another\"")));

        var refused = client.with("If-Match", seen).put(CONFIG, config(",\"by\":\"me\""));

        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.at("error")).isEqualTo("precondition_failed");
        assertThat(mark(refused)).isEqualTo(others);
        assertThat(inBucket()).contains("another");
        assertThat(client.with("If-Match", "W/" + others)
                        .put(CONFIG, config(",\"by\":\"me\""))
                        .status())
                .isEqualTo(412);
        assertThat(client.with("If-Match", "nonsense").put(CONFIG, config("")).status())
                .isEqualTo(400);
        assertThat(client.with("If-Match", "\"other\", " + others)
                        .put(CONFIG, config(",\"by\":\"me\""))
                        .status())
                .isEqualTo(200);
        assertThat(client.with("If-Match", "*").put(CONFIG, config("")).status())
                .isEqualTo(200);
    }

    @Test
    void ofManyWhoSaveOverOneVersionOneDoes() throws Exception {
        var seen = mark(client.get(CONFIG));

        var statuses = together(i -> client.with("If-Match", seen)
                .put(CONFIG, config(",\"by\":" + i))
                .status());

        assertThat(statuses).containsOnly(200, 412).containsOnlyOnce(200);
        assertThat(client.get(CONFIG + "/versions").at("versions/0/version")).isEqualTo("2");
    }

    @Test
    void ofManyWhoSaveWithoutLookingNoneIsLost() throws Exception {
        var statuses = together(i -> client.put(CONFIG, config(",\"by\":" + i)).status());

        assertThat(statuses).containsOnly(200);
        var versions = client.get(CONFIG + "/versions");
        assertThat(versions.at("versions/0/version")).isEqualTo("9");
        String newest = client.get(CONFIG + "/versions/9").at("config/by");
        assertThat(client.get(CONFIG).at("by")).isEqualTo(newest);
        assertThat(inBucket()).contains("\"by\" : " + newest);
        assertThat(IntStream.rangeClosed(2, 9)
                        .mapToObj(version ->
                                client.get(CONFIG + "/versions/" + version).at("config/by"))
                        .sorted())
                .containsExactly("0", "1", "2", "3", "4", "5", "6", "7");
    }

    private interface Caller {
        int number(int caller);
    }

    private static List<Integer> together(Caller work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Integer>> callers = IntStream.range(0, 8)
                    .<Callable<Integer>>mapToObj(i -> () -> work.number(i))
                    .toList();
            List<Integer> statuses = new ArrayList<>();
            for (var done : threads.invokeAll(callers)) statuses.add(done.get());
            return statuses;
        }
    }

    @Test
    void whatIsNotWellFormedIsRefusedWithEveryFaultAndFaultsOfMeaningAreSavedAndTold() {
        var refused = client.put(CONFIG, "{\"version\":2,\"mappings\":7}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("error")).isEqualTo("invalid_config");
        assertThat(refused.text().split("\"path\"", -1)).hasSizeGreaterThan(3);
        assertThat(client.put(CONFIG, "{").at("error")).isEqualTo("bad_json");

        var saved = client.put(CONFIG, PipelineFixture.spending().replace("\"amount\"", "\"amout\""));

        assertThat(saved.status()).isEqualTo(200);
        assertThat(client.put(CONFIG, PipelineFixture.spending().replace("raw/transactions/", "raw/../x/"))
                        .at("problems/0/kind"))
                .isEqualTo("bad_prefix");
        assertThat(client.get(CONFIG).text()).contains("raw/../x/");
    }

    @Test
    void savingWhatIsThereMakesNoVersion() {
        client.put(CONFIG, config(",\"a\":1"));
        var again = client.put(CONFIG, "\n" + config(" , \"a\" : 1"));

        assertThat(again.at("version")).isEqualTo("2");
        assertThat(client.get(CONFIG + "/versions").at("versions/0/version")).isEqualTo("2");
    }

    @Test
    void anEditInTheBucketBecomesAVersionWhenItIsSeen() {
        client.put(CONFIG, config(",\"a\":1"));
        store.put(Layout.pipelineConfig(SHOP), config(",\"a\":\"edited\"").getBytes(UTF_8), "text/plain");

        assertThat(client.get(CONFIG).at("a")).isEqualTo("edited");

        var versions = client.get(CONFIG + "/versions");
        assertThat(versions.at("versions/0/version")).isEqualTo("3");
        assertThat(versions.at("versions/0/note")).isEqualTo("Found in the bucket");
        assertThat(client.get(CONFIG + "/versions/2").at("config/a")).isEqualTo("1");
    }

    @Test
    void aDocumentInTheBucketThatIsNoJsonCanBeReplacedByItsMark() {
        store.put(Layout.pipelineConfig(SHOP), "{\"version\":".getBytes(UTF_8), "text/plain");

        var damaged = client.get(CONFIG);

        assertThat(damaged.status()).isEqualTo(422);
        assertThat(client.with("If-Match", mark(damaged))
                        .put(CONFIG, config(""))
                        .status())
                .isEqualTo(200);
        assertThat(client.get(CONFIG).status()).isEqualTo(200);
    }

    @Test
    void versionsAreListedComparedAndRestored() {
        for (int i = 1; i <= 4; i++) client.put(CONFIG, config(",\"a/b\":{\"n\":%d,\"s\":[1,2]}".formatted(i)));
        client.put(CONFIG, config(",\"a/b\":{\"n\":5,\"s\":[1],\"new\":null}"));

        var page = client.get(CONFIG + "/versions?limit=2");
        assertThat(page.at("versions/0/version") + page.at("versions/1/version"))
                .isEqualTo("65");
        assertThat(page.at("more")).isEqualTo("true");
        var rest = client.get(CONFIG + "/versions?limit=100&before=" + page.at("before"));
        assertThat(rest.at("versions/3/version")).isEqualTo("1");
        assertThat(rest.at("more")).isEqualTo("false");

        assertThat(client.get(CONFIG + "/versions/5/diff/6").text())
                .contains("{\"path\":\"/a~1b/n\",\"kind\":\"changed\",\"before\":4,\"after\":5}")
                .contains("{\"path\":\"/a~1b/s/1\",\"kind\":\"removed\",\"before\":2}")
                .contains("{\"path\":\"/a~1b/new\",\"kind\":\"added\",\"after\":null}");

        var restored = client.with("If-Match", mark(client.get(CONFIG))).post(CONFIG + "/versions/3/restore", "");
        assertThat(restored.at("version")).isEqualTo("7");
        assertThat(inBucket()).contains("\"n\" : 2");
        assertThat(client.get(CONFIG + "/versions").at("versions/0/note")).isEqualTo("Version 3 again");
        assertThat(client.get(CONFIG + "/versions/99").at("error")).isEqualTo("config_version_not_found");
        assertThat(client.get(CONFIG + "/versions/..%2f1").status()).isEqualTo(400);
        assertThat(client.get(CONFIG + "/versions/0").status()).isEqualTo(404);
    }

    @Test
    void aDocumentOfNothingButDepthIsStoredWithoutBlowingUp() {
        String deep = "[".repeat(400) + "1,".repeat(200_000) + "1" + "]".repeat(400);

        assertThat(client.put(CONFIG, config(",\"deep\":" + deep)).status()).isEqualTo(200);

        assertThat(inBucket().length()).isLessThan(1 << 20);
        assertThat(client.get(CONFIG + "/versions/1/diff/2").at("differences/0/path"))
                .isEqualTo("/deep");
    }

    @Test
    void aConfigurationIsCheckedByTheWorkerSavedOrNot() {
        assertThat(client.post("/api/p/shop/validate", config("")).at("ok")).isEqualTo("true");
        assertThat(client.post("/api/p/shop/validate", "").at("ok")).isEqualTo("true");
        assertThat(client.post("/api/p/none/validate", "").status()).isEqualTo(404);
    }

    @Test
    void aPictureIsDrawnOfEveryConfigurationAndNeverMissing() {
        byte[] empty = client.get("/api/p/shop/preview").body();
        client.put(CONFIG, PipelineFixture.spending());
        byte[] drawn = client.get("/api/p/shop/preview").body();

        assertThat(drawn)
                .isEqualTo(PipelinePreview.png(read(PipelineFixture.spending())))
                .isNotEqualTo(empty);
        store.delete(Layout.preview(SHOP));
        assertThat(client.get("/api/p/shop/preview").body()).isEqualTo(drawn);
        client.post(CONFIG + "/versions/1/restore", "");
        assertThat(client.get("/api/p/shop/preview").body()).isEqualTo(empty);
        store.put(Layout.pipelineConfig(SHOP), Template.WEATHER.pipelineJson(), "application/json");
        client.get(CONFIG);
        assertThat(client.get("/api/p/shop/preview").body())
                .as("after an edit in the bucket was seen")
                .isEqualTo(PipelinePreview.png(read(new String(Template.WEATHER.pipelineJson(), UTF_8))));
    }

    private static PipelineConfig read(String json) {
        return switch (PipelineJson.read(json)) {
            case ReadResult.Read<PipelineConfig>(var config) -> config;
            case ReadResult.Faulty<PipelineConfig>(var problems) -> throw new AssertionError(problems);
        };
    }

    @Test
    void aPictureIsStoredWhenItIsOne() {
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3};

        assertThat(picture(png)).isEqualTo(204);

        var answer = client.get("/api/p/shop/preview");
        assertThat(answer.body()).isEqualTo(png);
        assertThat(client.with("If-None-Match", mark(answer))
                        .get("/api/p/shop/preview")
                        .status())
                .isEqualTo(304);
        assertThat(picture("<svg onload=alert(1)>".getBytes(UTF_8))).isEqualTo(415);
        assertThat(picture(new byte[(2 << 20) + 1])).isEqualTo(413);
        assertThat(client.get("/api/pipelines").at("pipelines/0/hasPreview")).isEqualTo("true");
    }

    private int picture(byte[] body) {
        return client.send(client.request("/api/p/shop/preview")
                        .header("Content-Type", "image/png")
                        .PUT(BodyPublishers.ofByteArray(body)))
                .status();
    }
}
