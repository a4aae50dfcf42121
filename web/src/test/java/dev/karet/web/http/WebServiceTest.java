package dev.karet.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.engine.duckdb.query.DuckDbTableQueries;
import dev.karet.engine.query.SqlAnswer;
import dev.karet.store.InMemoryObjectStore;
import dev.karet.web.auth.StandingClock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebServiceTest {

    @TempDir
    Path temp;

    private DuckDbTableQueries queries;
    private WebService service;

    @BeforeEach
    void start() {
        queries = new DuckDbTableQueries(temp.resolve("queries"), 64L << 20, 64L << 20, 1);
        var ground = new WebService.Ground(
                new InMemoryObjectStore(),
                queries,
                (question, tables, cancel) -> new SqlAnswer.Crashed(),
                new StandingClock(),
                false);
        service = WebService.start(WebFixture.settings(Map.of("KARET_TEMP_DIR", temp.toString())), ground);
    }

    @AfterEach
    void stop() {
        service.close();
        queries.close();
    }

    @Test
    void theServiceAsItIsPutTogetherLetsNobodyInButWhereAnybodyMay() {
        ApiClient stranger = ApiClient.of(service.address());
        List<Routes.Route> closed = service.routes().stream()
                .filter(route -> route.access() != Access.PUBLIC)
                .toList();
        assertThat(closed).extracting(Routes.Route::path).contains("/metrics", "/api/auth/me", "/api/auth/tokens");
        for (Routes.Route route : closed) {
            String path = route.path().replaceAll("\\{[^}]+}", "x");
            var answer = AuthFixture.exchange(stranger, route.method(), path);
            assertThat(answer.statusCode()).as(route.toString()).isEqualTo(401);
        }
        stranger.connections().shutdownNow();
    }

    @Test
    void theRoutesAreThoseOfTheContractForThoseWhomItLetsIn() {
        List<String> promised = new Conformance()
                .operations().stream()
                        .map(operation ->
                                "%s %s %s".formatted(operation.method(), operation.path(), operation.access()))
                        .toList();
        List<String> there = service.routes().stream()
                .map(route -> "%s %s %s"
                        .formatted(route.method(), route.path(), route.access().label()))
                .toList();

        assertThat(there).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(promised);
    }
}
