package dev.karet.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameOriginTest {

    private static final Map<String, String> NOWHERE = Map.of();
    private static final Map<String, String> NAMED = Map.of("KARET_PUBLIC_URL", "https://karet.example");

    /** Everything that a browser may say about where a request came from; {@code self} is the service's own origin. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, 200",
                "same-origin, -, 200",
                "none, -, 200",
                "same-site, -, 403",
                "cross-site, -, 403",
                "cross-site, self, 403",
                "SAME-ORIGIN, -, 403",
                "'', -, 403",
                "same-origin, https://evil.example, 200",
                "-, self, 200",
                "-, https://evil.example, 403",
                "-, null, 403",
                "-, '', 403",
                "-, http://127.0.0.1, 403",
                "-, http://127.0.0.1:1, 403",
                "-, http://localhost:1, 403",
                "-, ://, 403"
            })
    void aPageOfAnotherSiteChangesNothing(@Nullable String site, @Nullable String origin, int expected) {
        try (AuthFixture web = AuthFixture.open(NOWHERE)) {
            String self = web.server().address().toString();
            ApiClient page = web.setUp();
            if (site != null) page = page.with("Sec-Fetch-Site", site);
            if (origin != null) page = page.with("Origin", origin.equals("self") ? self : origin);
            assertThat(AuthFixture.probe(page, "POST", "/probe/write")).isEqualTo(expected);
            assertThat(AuthFixture.probe(page, "POST", "/probe/admin")).isEqualTo(expected);
            assertThat(AuthFixture.probe(page, "POST", "/probe/public")).isEqualTo(expected);
            assertThat(AuthFixture.probe(page, "GET", "/probe/read")).isEqualTo(200);
        }
    }

    @Test
    void signingInAndOutAndSettingUpAreForOurOwnPages() {
        try (AuthFixture web = AuthFixture.open(NOWHERE)) {
            ApiClient page = web.client().with("Sec-Fetch-Site", "cross-site");
            for (String path : List.of("/api/auth/setup", "/api/auth/login", "/api/auth/logout")) {
                var answer = page.post(path, AuthFixture.password(AuthFixture.PASSWORD));
                assertThat(answer.status()).as(path).isEqualTo(403);
                assertThat(answer.at("error")).isEqualTo("forbidden_origin");
                assertThat(answer.header("Set-Cookie")).isEmpty();
            }
            assertThat(web.client().get("/api/auth/setup").at("needsSetup")).isEqualTo("true");
        }
    }

    @Test
    void aScriptWithATokenMaySayAnyOrigin() {
        try (AuthFixture web = AuthFixture.open(NOWHERE)) {
            ApiClient script = web.script(web.setUp(), "write")
                    .with("Origin", "https://evil.example")
                    .with("Sec-Fetch-Site", "cross-site");
            assertThat(AuthFixture.probe(script, "POST", "/probe/write")).isEqualTo(200);
        }
    }

    @Test
    void aTokenThatIsNoneOpensNoPublicRouteToOtherSites() {
        try (AuthFixture web = AuthFixture.open(NOWHERE)) {
            assertThat(web.client()
                            .with("Authorization", "Bearer nonsense")
                            .with("Origin", "https://evil.example")
                            .post("/api/auth/setup", AuthFixture.password(AuthFixture.PASSWORD))
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void underAPublicNameOnlyItsOriginMayWriteWhateverTheHostHeaderSays() {
        try (AuthFixture web = AuthFixture.open(NAMED)) {
            ApiClient browser = web.setUp();
            assertThat(AuthFixture.probe(browser.with("Origin", "https://karet.example"), "POST", "/probe/write"))
                    .isEqualTo(200);
            assertThat(AuthFixture.probe(browser.with("Origin", "https://karet.example:443"), "POST", "/probe/write"))
                    .isEqualTo(200);
            for (String origin : List.of(
                    web.server().address().toString(),
                    "http://karet.example",
                    "https://karet.example:8443",
                    "https://karet.example.evil.example")) {
                assertThat(AuthFixture.probe(browser.with("Origin", origin), "POST", "/probe/write"))
                        .as(origin)
                        .isEqualTo(403);
            }
            assertThat(AuthFixture.probe(browser.with("Origin", "https://evil.example"), "GET", "/probe/read"))
                    .isEqualTo(200);
        }
    }

    @Test
    void behindATrustedProxyThatSpeaksHttpsTheOriginIsHttpsToo() {
        try (AuthFixture trusting = AuthFixture.open(Map.of("KARET_TRUSTED_PROXIES", "127.0.0.0/8"));
                AuthFixture plain = AuthFixture.open(NOWHERE)) {
            for (AuthFixture web : List.of(trusting, plain)) {
                String self = web.server().address().toString().replace("http:", "https:");
                ApiClient page = web.setUp().with("X-Forwarded-Proto", "https").with("Origin", self);
                assertThat(AuthFixture.probe(page, "POST", "/probe/write")).isEqualTo(web == trusting ? 200 : 403);
            }
        }
    }

    /** A page whose name was pointed at this machine has the same origin as the service, by its own name. */
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 200",
        "localhost, 200",
        "LOCALHOST, 200",
        "[::1], 200",
        "127.8.9.1, 200",
        "evil.example, 403",
        "localhost.evil.example, 403",
        "127.0.0.1.evil.example, 403",
        "192.168.1.7, 403",
        "0.0.0.0, 403"
    })
    void aServiceOfThisMachineIsWrittenToByThisMachinesNamesOnly(String name, int expected) {
        try (AuthFixture web = AuthFixture.open(NOWHERE)) {
            String host = name + ":" + web.server().address().getPort();
            String answer = web.raw(
                    "POST /probe/public HTTP/1.1", "Host: " + host, "Origin: http://" + host, "Content-Length: 0");
            assertThat(answer).startsWith("HTTP/1.1 " + expected + " ");
            assertThat(web.raw("GET /health HTTP/1.1", "Host: " + host)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void aNamedServiceIsWrittenToByProgramsUnderAnyName() {
        try (AuthFixture web = AuthFixture.open(NAMED)) {
            assertThat(web.raw("POST /probe/public HTTP/1.1", "Host: web:3000", "Content-Length: 0"))
                    .startsWith("HTTP/1.1 200 ");
        }
    }
}
