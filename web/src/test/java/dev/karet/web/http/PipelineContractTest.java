package dev.karet.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.json.JsonTree;
import dev.karet.store.InMemoryObjectStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The routes of pipelines, sources and dashboards beside what the contract says of them. */
class PipelineContractTest {

    private static final Set<String> TAGS = Set.of("pipelines", "sources", "dashboards");

    @TempDir
    Path temp;

    private final InMemoryObjectStore store = new InMemoryObjectStore();

    /** What the contract has of these features, or of all the others. */
    private static Stream<Conformance.Operation> operations(boolean ours) {
        return new Conformance()
                .operations().stream()
                        .filter(operation -> operation.tree().fields().get("tags") instanceof JsonTree.Arr(var tags)
                                && ours
                                        == tags.stream()
                                                .anyMatch(tag ->
                                                        tag instanceof JsonTree.Text(var name) && TAGS.contains(name)));
    }

    @Test
    void routesAndContractAgree() {
        try (var web = new PipelineFixture(store, temp, Map.of())) {
            Set<String> promised = operations(true)
                    .map(operation -> operation.method() + " " + operation.path() + " " + operation.access())
                    .collect(Collectors.toSet());

            assertThat(web.routes().stream()
                            .map(route -> route.method() + " " + route.path() + " "
                                    + route.access().label()))
                    .containsExactlyInAnyOrderElementsOf(promised);
        }
    }

    @Test
    void noRequestMakesTheServiceFail() {
        store.put("_auth/admin.json", "secret".getBytes(UTF_8), "application/json");
        try (var web = new PipelineFixture(store, temp, Map.of())) {
            ApiClient client = web.client();
            client.post("/api/pipelines", "{\"slug\":\"shop\",\"template\":\"spending\"}");
            client.put(
                    "/api/p/shop/dashboards/one",
                    "{\"id\":\"d\",\"name\":\"n\",\"analytic_table_id\":\"t\",\"filters\":[],\"panels\":[]}");
            var generator = new RequestGenerator(
                    7,
                    List.of("shop", "transactions_raw", "a.csv", "one", "blank", "spending", "2024"),
                    operations(false)
                            .map(operation -> Conformance.text(operation.tree(), "operationId")
                                    .orElse(""))
                            .collect(Collectors.toSet()));
            for (int i = 0; i < 1_500; i++) {
                RequestGenerator.Generated generated = generator.next(client);
                ApiClient.Answer answer = client.send(generated.request());
                assertThat(answer.status())
                        .as(generated.what() + " → " + answer.text())
                        .isLessThan(500);
                generator.learn(answer);
            }
        }
        assertThat(store.list("")
                        .map(object -> object.key().replaceAll("/.*", ""))
                        .distinct())
                .isSubsetOf("pipelines", "_auth", "_karet");
        assertThat(store.get("_auth/admin.json").orElseThrow().body())
                .asString(UTF_8)
                .isEqualTo("secret");
    }
}
