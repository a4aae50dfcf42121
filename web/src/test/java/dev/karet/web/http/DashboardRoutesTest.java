package dev.karet.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.store.InMemoryObjectStore;
import dev.karet.store.ObjectInfo;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardRoutesTest {

    private static final String ONE = "/api/p/shop/dashboards/Spending%20Overview";

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

    private static String dashboard(String name) {
        return "{\"id\":\"d\",\"name\":\"%s\",\"analytic_table_id\":\"t\",\"filters\":[],\"panels\":[{\"kind\":\"kpi\",\"title\":\"Rows\",\"column\":\"c\",\"agg\":\"count\"}],\"x\":1.0}"
                .formatted(name);
    }

    private static String mark(ApiClient.Answer answer) {
        return answer.header("ETag").orElseThrow();
    }

    @Test
    void aDashboardIsKeptAsItWasSubmittedListedAndDeleted() {
        var saved = client.put(ONE, dashboard("Overview"));
        assertThat(saved.status()).as(saved.text()).isEqualTo(200);

        var read = client.get(ONE);
        assertThat(read.text()).isEqualTo(dashboard("Overview"));
        assertThat(mark(read)).isEqualTo(mark(saved));
        assertThat(client.with("If-None-Match", mark(read)).get(ONE).status()).isEqualTo(304);
        var list = client.get("/api/p/shop/dashboards");
        assertThat(list.at("dashboards/0/name")).isEqualTo("Spending Overview");
        assertThat(list.at("dashboards/0/title")).isEqualTo("Overview");
        assertThat(list.at("dashboards/0/panels")).isEqualTo("1");

        assertThat(client.with("If-Match", "\"stale\"").delete(ONE).status()).isEqualTo(412);
        assertThat(client.delete(ONE).status()).isEqualTo(204);
        assertThat(client.delete(ONE).at("error")).isEqualTo("dashboard_not_found");
        assertThat(client.get(ONE).at("error")).isEqualTo("dashboard_not_found");
    }

    @Test
    void aSaveOverWhatItsAuthorHasNotSeenIsRefused() {
        var first = mark(client.put(ONE, dashboard("one")));
        assertThat(client.with("If-None-Match", "*").put(ONE, dashboard("two")).status())
                .isEqualTo(412);
        var second = mark(client.with("If-Match", first).put(ONE, dashboard("two")));

        var refused = client.with("If-Match", first).put(ONE, dashboard("three"));

        assertThat(refused.status()).isEqualTo(412);
        assertThat(mark(refused)).isEqualTo(second);
        assertThat(client.get(ONE).at("name")).isEqualTo("two");
        assertThat(client.with("If-Match", "*")
                        .put("/api/p/shop/dashboards/new", dashboard("n"))
                        .status())
                .isEqualTo(412);
    }

    @Test
    void ofManyWhoSaveOverOneVersionOneDoes() throws Exception {
        var first = mark(client.put(ONE, dashboard("first")));
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Integer>> callers = IntStream.range(0, 8)
                    .<Callable<Integer>>mapToObj(i -> () -> client.with("If-Match", first)
                            .put(ONE, dashboard("by " + i))
                            .status())
                    .toList();
            List<Integer> statuses = new ArrayList<>();
            for (var done : threads.invokeAll(callers)) statuses.add(done.get());

            assertThat(statuses).containsOnly(200, 412).containsOnlyOnce(200);
        }
    }

    @Test
    void whatIsNoDashboardIsRefusedWithEveryFaultAndADamagedOneIsShownAsThat() {
        var refused = client.put(ONE, "{\"id\":7,\"panels\":[1]}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("error")).isEqualTo("dashboard_invalid");
        assertThat(refused.text().split("\"path\"", -1)).hasSizeGreaterThan(4);
        assertThat(client.put(ONE, dashboard("x".repeat(1 << 20))).status()).isEqualTo(413);

        store.put("pipelines/shop/dashboards/broken.json", "{".getBytes(UTF_8), "application/json");

        assertThat(client.get("/api/p/shop/dashboards").at("dashboards/0/trouble"))
                .contains("JSON");
        assertThat(client.get("/api/p/shop/dashboards/broken").status()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "%2e%2e",
                "..%2f..%2fpipeline",
                "..%2Fpipeline",
                "a%2fb",
                "a%5cb",
                ".hidden",
                "%00",
                "a%0d%0aX:1",
                "%ed%a0%80",
                "%20"
            })
    void aNameThatIsNoneReachesNothing(String name) {
        var before = store.list("").map(ObjectInfo::key).toList();

        assertThat(client.put("/api/p/shop/dashboards/" + name, dashboard("x")).status())
                .isIn(400, 404, 405, 422);
        assertThat(client.get("/api/p/shop/dashboards/" + name).status()).isIn(200, 400, 404, 422);
        assertThat(store.list("").map(ObjectInfo::key)).isEqualTo(before);
    }
}
