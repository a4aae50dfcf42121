package dev.karet.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.store.InMemoryObjectStore;
import dev.karet.store.Layout;
import dev.karet.store.Slug;
import dev.karet.web.preferences.KeptPreferences;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreferenceRoutesTest {

    private static final String PATH = "/api/preferences";

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final WebFixture web = WebFixture.open(new PreferenceRoutes(new KeptPreferences(store)));
    private final ApiClient client = web.client();

    @AfterEach
    void stop() {
        web.close();
    }

    private void pipeline(String slug) {
        store.put(Layout.pipelineConfig(new Slug(slug)), "{}".getBytes(UTF_8), "application/json");
    }

    private static String mark(ApiClient.Answer answer) {
        return answer.header("ETag").orElseThrow();
    }

    @Test
    void whoNeverSaidAnythingHasDefaultsAndCanReplaceThem() {
        pipeline("shop");
        var first = client.get(PATH);
        assertThat(first.text()).isEqualTo("{\"starred\":[],\"theme\":\"system\",\"sort\":\"recent\"}");

        var saved = client.with("If-Match", mark(first))
                .put(PATH, "{\"starred\":[\"shop\"],\"theme\":\"dark\",\"sort\":\"failing\"}");

        assertThat(saved.status()).as(saved.text()).isEqualTo(200);
        assertThat(client.get(PATH).text())
                .isEqualTo("{\"starred\":[\"shop\"],\"theme\":\"dark\",\"sort\":\"failing\"}")
                .isEqualTo(saved.text());
        assertThat(mark(client.get(PATH))).isEqualTo(mark(saved));
        assertThat(client.with("If-Match", mark(first)).put(PATH, "{}").status())
                .isEqualTo(412);
        assertThat(client.with("If-None-Match", "*").put(PATH, "{}").status()).isEqualTo(412);
        assertThat(client.with("If-Match", "*").put(PATH, "{}").status()).isEqualTo(200);
        assertThat(client.get(PATH).text()).isEqualTo(first.text());
    }

    @Test
    void whatAnotherVersionOfKaretAddedIsKept() {
        var saved = client.put(PATH, "{\"theme\":\"light\",\"density\":{\"rows\":1.0}}");

        assertThat(saved.at("density/rows")).isEqualTo("1.0");
        assertThat(client.get(PATH).at("density/rows")).isEqualTo("1.0");
    }

    @Test
    void theStarOfAPipelineThatIsNoMoreIsNotShownAndDoesNotStandInTheWay() {
        pipeline("shop");
        pipeline("bank");
        client.put(PATH, "{\"starred\":[\"shop\",\"bank\"]}");
        store.delete(Layout.pipelineConfig(new Slug("shop")));

        var read = client.get(PATH);

        assertThat(read.at("starred")).isEqualTo("[\"bank\"]");
        assertThat(client.with("If-Match", mark(read))
                        .put(PATH, "{\"starred\":[\"bank\"],\"sort\":\"name\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void ofTabsThatSaveAtTheSameMomentOneWinsAndTheOthersAreTold() throws Exception {
        for (int rounds = 0; rounds < 3; rounds++) {
            int round = rounds;
            String mark = mark(client.get(PATH));
            try (var threads = Executors.newFixedThreadPool(8)) {
                List<Callable<Integer>> tabs = IntStream.range(0, 8)
                        .mapToObj(tab -> "{\"theme\":\"dark\",\"round\":%d,\"tab\":%d}".formatted(round, tab))
                        .<Callable<Integer>>map(body -> () ->
                                client.with("If-Match", mark).put(PATH, body).status())
                        .toList();
                List<Integer> statuses = new ArrayList<>();
                for (var done : threads.invokeAll(tabs)) statuses.add(done.get());

                assertThat(statuses).containsOnly(200, 412).containsOnlyOnce(200);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"theme\":\"pink\"}",
                "{\"sort\":7}",
                "{\"starred\":\"shop\"}",
                "{\"starred\":[\"Not A Slug\"]}",
                "{\"starred\":[\"shop\",\"shop\"]}",
                "{\"starred\":[null]}",
                "{\"starred\":[\"shop\""
            })
    void whatIsNoPreferencesIsRefusedWithItsPlaceAndChangesNothing(String body) {
        client.put(PATH, "{\"theme\":\"dark\"}");

        var refused = client.put(PATH, body);

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.at("details/0/message")).isNotBlank();
        assertThat(client.get(PATH).at("theme")).isEqualTo("dark");
    }

    @Test
    void twoHundredStarsAreTakenAndNoMore() {
        Set<String> slugs =
                IntStream.range(0, 200).mapToObj(i -> "\"p" + i + '"').collect(Collectors.toSet());
        assertThat(client.put(PATH, "{\"starred\":[%s]}".formatted(String.join(",", slugs)))
                        .status())
                .isEqualTo(200);

        var refused = client.put(PATH, "{\"starred\":[\"one-more\",%s]}".formatted(String.join(",", slugs)));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("message")).contains("At most 200");
        assertThat(client.put(PATH, "{\"x\":\"%s\"}".formatted("y".repeat(70_000)))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void aDocumentThatWasDamagedByHandIsNoneAndCanBeReplaced() {
        store.put(Layout.PREFERENCES, "{\"theme\": ".getBytes(UTF_8), "application/json");
        var read = client.get(PATH);
        assertThat(read.at("theme")).isEqualTo("system");
        assertThat(client.with("If-Match", mark(read))
                        .put(PATH, "{\"theme\":\"light\"}")
                        .status())
                .isEqualTo(200);

        store.put(
                Layout.PREFERENCES,
                "{\"theme\":\"pink\",\"sort\":\"name\",\"starred\":7}".getBytes(UTF_8),
                "application/json");
        assertThat(client.get(PATH).text()).isEqualTo("{\"starred\":[],\"theme\":\"system\",\"sort\":\"name\"}");
    }
}
