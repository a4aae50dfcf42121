package dev.karet.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.store.InMemoryObjectStore;
import dev.karet.web.auth.StandingClock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebServiceTest {

    @Test
    void theServiceAsItIsPutTogetherLetsNobodyInButWhereAnybodyMay() {
        var ground = new WebService.Ground(new InMemoryObjectStore(), new StandingClock());
        try (WebService service = WebService.start(WebFixture.settings(Map.of()), ground)) {
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
    }
}
