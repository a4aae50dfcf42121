package dev.karet.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServiceRoutesTest {

    @Test
    void theServiceSaysThatItIsUpAndWhatItDoes() {
        try (WebFixture web = WebFixture.open(new ServiceRoutes())) {
            assertThat(web.client().get("/health").at("status")).isEqualTo("ok");
            assertThat(web.client().get("/api/openapi.json").at("info/title")).isEqualTo("Karet");
        }
    }

    @Test
    void whatIsNotThereIsToldWithTheRequestsId() {
        try (WebFixture web = WebFixture.open(new ServiceRoutes())) {
            var answer = web.client().get("/api/nothing");
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.at("error")).isEqualTo("not_found");
            assertThat(answer.at("request_id"))
                    .isEqualTo(answer.header("X-Request-Id").orElseThrow());
        }
    }
}
