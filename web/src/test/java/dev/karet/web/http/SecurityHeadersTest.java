package dev.karet.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecurityHeadersTest {

    @Test
    void everyKindOfAnswerTellsBrowsersWhatTheyMustNotDo() {
        try (AuthFixture web = AuthFixture.open()) {
            ApiClient client = web.client();
            assertGuarded(client.get("/health").headers());
            assertGuarded(client.get("/api/auth/setup").headers());
            assertGuarded(client.get("/api/auth/me").headers());
            assertGuarded(client.get("/nothing").headers());
            assertGuarded(client.get("/api/nothing").headers());
            assertGuarded(client.delete("/api/auth/login").headers());
            assertGuarded(client.post("/api/auth/login", "{").headers());
            assertGuarded(client.get("/api/docs").headers());
            assertGuarded(client.get("/api/docs/contract.js").headers());
            assertGuarded(AuthFixture.exchange(client, "HEAD", "/health").headers());
            assertGuarded(
                    AuthFixture.exchange(client, "OPTIONS", "/api/auth/me").headers());
            assertGuarded(
                    AuthFixture.exchange(web.setUp(), "POST", "/probe/admin").headers());
        }
    }

    private static void assertGuarded(HttpHeaders headers) {
        assertThat(headers.allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(headers.allValues("X-Frame-Options")).containsExactly("DENY");
        assertThat(headers.allValues("Referrer-Policy")).containsExactly("same-origin");
        assertThat(headers.allValues("Cross-Origin-Opener-Policy")).containsExactly("same-origin");
        assertThat(headers.allValues("Cross-Origin-Resource-Policy")).containsExactly("same-origin");
        assertThat(headers.allValues("Permissions-Policy")).hasSize(1);
        assertThat(headers.allValues("Content-Security-Policy")).singleElement().satisfies(policy -> {
            assertThat(policy).contains("default-src 'none'", "frame-ancestors 'none'");
            assertThat(policy).doesNotContainPattern("script-src[^;]*(unsafe|\\*|http)");
        });
        assertThat(headers.allValues("Strict-Transport-Security")).isEmpty();
        assertThat(headers.allValues("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void whatIsNoProperHttpIsAnsweredGuardedToo() {
        try (AuthFixture web = AuthFixture.open()) {
            for (String line : List.of("GET /api/%2e%2e/x HTTP/1.1", "GET /a\u0001b HTTP/1.1", "NONSENSE")) {
                assertThat(web.raw(line, "Host: localhost"))
                        .as(line)
                        .startsWith("HTTP/1.1 4")
                        .contains("X-Content-Type-Options: nosniff")
                        .contains("Content-Security-Policy: default-src 'none'")
                        .contains("Cache-Control: no-store");
            }
        }
    }

    @Test
    void answersOfTheApiAreKeptNowhere() {
        try (AuthFixture web = AuthFixture.open()) {
            for (String path : List.of("/api/auth/setup", "/api/auth/me", "/api/nothing", "/api")) {
                assertThat(web.client().get(path).header("Cache-Control"))
                        .as(path)
                        .contains("no-store");
            }
        }
    }

    @Test
    void browsersAreHeldToHttpsOnlyWhereTheySpeakIt() {
        try (AuthFixture named = AuthFixture.open(Map.of("KARET_PUBLIC_URL", "https://karet.example"));
                AuthFixture proxied = AuthFixture.open(Map.of("KARET_TRUSTED_PROXIES", "127.0.0.1"));
                AuthFixture plain = AuthFixture.open(Map.of("KARET_PUBLIC_URL", "http://karet.example"))) {
            assertThat(transport(named.client())).isEqualTo("max-age=31536000");
            assertThat(transport(proxied.client().with("X-Forwarded-Proto", "https")))
                    .isEqualTo("max-age=31536000");
            assertThat(transport(proxied.client())).isEmpty();
            assertThat(transport(plain.client().with("X-Forwarded-Proto", "https")))
                    .isEmpty();
        }
    }

    private static String transport(ApiClient client) {
        return client.get("/nothing").header("Strict-Transport-Security").orElse("");
    }
}
