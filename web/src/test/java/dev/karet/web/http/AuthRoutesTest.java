package dev.karet.web.http;

import static dev.karet.web.http.AuthFixture.PASSWORD;
import static dev.karet.web.http.AuthFixture.cookie;
import static dev.karet.web.http.AuthFixture.password;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.store.InMemoryObjectStore;
import dev.karet.store.ObjectStore;
import dev.karet.web.auth.NewPassword;
import dev.karet.web.auth.PasswordReset;
import dev.karet.web.auth.StandingClock;
import dev.karet.web.http.ApiClient.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthRoutesTest {

    /** By Python's hashlib, of the password {@code correct horse ä}. */
    private static final String WRITTEN_BY_ANOTHER = """
            {
              "version": 1,
              "password_hash": "scrypt$131072$8$1$AAECAwQFBgcICQoLDA0ODw==$hmj0yhrz4GUcIHUhQF/lmh290447YY1Dae8sK+7Wp01OY04Q8FIUf2LAQ6mkuPAhFO3Tzp85TXb3k8M7gvHrsQ==",
              "created_at": "2025-11-02T10:11:12.000Z"
            }
            """;

    private final ObjectStore store = new InMemoryObjectStore();
    private final StandingClock clock = new StandingClock();

    @Test
    void theFirstVisitorSetsThePasswordAndIsSignedIn() {
        try (AuthFixture web = AuthFixture.open(store, clock)) {
            assertThat(web.client().get("/api/auth/setup").at("needsSetup")).isEqualTo("true");
            assertThat(web.client().get("/api/auth/me").status()).isEqualTo(401);
            Answer set = web.client().post("/api/auth/setup", password(PASSWORD));
            assertThat(set.status()).isEqualTo(201);
            assertThat(set.at("expiresAt")).isEqualTo("2026-01-08T00:00:00Z");
            assertThat(set.header("Set-Cookie").orElseThrow())
                    .matches(
                            "karet_session=[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{43}; Path=/; Max-Age=604800; HttpOnly; SameSite=Lax");
            assertThat(web.browser(set).get("/api/auth/me").at("kind")).isEqualTo("session");
            assertThat(web.client().get("/api/auth/setup").at("needsSetup")).isEqualTo("false");
            assertThat(web.login(PASSWORD).status()).isEqualTo(200);
            assertThat(new String(store.get("_auth/admin.json").orElseThrow().body(), UTF_8))
                    .matches(
                            "\\{\"version\":1,\"password_hash\":\"scrypt\\$[^\"]+\",\"created_at\":\"2026-01-01T00:00:00Z\",\"epoch\":\\d+}");
        }
    }

    @Test
    void theSetUpRefusesForGoodOnceThereIsAnAdministrator() {
        try (AuthFixture web = AuthFixture.open(store, clock)) {
            web.setUp();
            Answer again = web.client().post("/api/auth/setup", password("an intruder's"));
            assertThat(again.status()).isEqualTo(409);
            assertThat(again.at("error")).isEqualTo("already_exists");
            assertThat(again.header("Set-Cookie")).isEmpty();
            assertThat(web.login("an intruder's").status()).isEqualTo(401);
        }
    }

    @Test
    void ofTwentyWhoSetThePasswordAtTheSameMomentOneIsTheAdministrator() throws Exception {
        try (AuthFixture one = AuthFixture.open(store, clock);
                AuthFixture other = AuthFixture.open(store, clock);
                var threads = Executors.newFixedThreadPool(20)) {
            List<Callable<Answer>> attempts = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                ApiClient client = (i % 2 == 0 ? one : other).client();
                String body = password("password number " + i);
                attempts.add(() -> client.post("/api/auth/setup", body));
            }
            List<Integer> winners = new ArrayList<>();
            List<Future<Answer>> answers = threads.invokeAll(attempts);
            for (int i = 0; i < 20; i++) {
                int status = answers.get(i).get().status();
                if (status == 201) winners.add(i);
                else assertThat(status).isEqualTo(409);
            }
            assertThat(winners).hasSize(1);
            assertThat(one.login("password number " + winners.getFirst()).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aBucketThatAnotherImplementationWroteIsSignedIntoAndItsSessionsAreGood() {
        store.put("_auth/admin.json", WRITTEN_BY_ANOTHER.getBytes(UTF_8), "application/json");
        try (AuthFixture web = AuthFixture.open(store, clock)) {
            assertThat(web.client().get("/api/auth/setup").at("needsSetup")).isEqualTo("false");
            assertThat(web.client()
                            .with(
                                    "Cookie",
                                    "theme=dark; karet_session=eyJleHAiOjE3Njc4MzA0MDAsInJvbGUiOiJhZG1pbiJ9"
                                            + ".KIPhryjTSlZtvk1CtGvYmYCuzuE_ZrE4lPEOQPMShJI")
                            .get("/api/auth/me")
                            .status())
                    .isEqualTo(200);
            assertThat(web.login("correct horse").status()).isEqualTo(401);
            ApiClient browser = web.browser(web.login("correct horse ä"));
            assertThat(change(browser, "correct horse ä", "another horse").status())
                    .isEqualTo(200);
            assertThat(new String(store.get("_auth/admin.json").orElseThrow().body(), UTF_8))
                    .contains("\"created_at\":\"2025-11-02T10:11:12.000Z\"");
            assertThat(browser.get("/api/auth/me").status()).isEqualTo(401);
        }
    }

    @Test
    void aWrongPasswordIsRefusedAlikeBeforeAndAfterTheSetUp() {
        try (AuthFixture web = AuthFixture.open(store, clock)) {
            Answer before = web.login("wrong horse");
            web.setUp();
            Answer after = web.login("wrong horse");
            assertThat(before.status()).isEqualTo(after.status()).isEqualTo(401);
            assertThat(before.at("error")).isEqualTo(after.at("error")).isEqualTo("wrong_password");
            assertThat(after.header("Set-Cookie")).isEmpty();
            assertThat(after.header("WWW-Authenticate")).isPresent();
        }
    }

    @Test
    void changingThePasswordEndsEverySessionButTheOneThatDidIt() {
        try (AuthFixture web = AuthFixture.open(store, clock)) {
            ApiClient one = web.setUp();
            ApiClient other = web.browser(web.login(PASSWORD));
            ApiClient script = web.script(one, "read");
            Answer refused = change(one, "wrong horse", "another horse");
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.at("error")).isEqualTo("wrong_password");
            assertThat(other.get("/api/auth/me").status()).isEqualTo(200);
            Answer changed = change(one, PASSWORD, "another horse");
            assertThat(web.browser(changed).get("/api/auth/me").status()).isEqualTo(200);
            assertThat(one.get("/api/auth/me").status()).isEqualTo(401);
            assertThat(other.get("/api/auth/me").status()).isEqualTo(401);
            assertThat(script.get("/api/auth/me").at("kind")).isEqualTo("token");
            assertThat(web.login(PASSWORD).status()).isEqualTo(401);
            assertThat(web.login("another horse").status()).isEqualTo(200);
        }
    }

    @Test
    void aPasswordChangedOverOneReplicaEndsSessionsOnTheOther() {
        try (AuthFixture here = AuthFixture.open(store, clock);
                AuthFixture there = AuthFixture.open(store, clock)) {
            Answer set = here.client().post("/api/auth/setup", password(PASSWORD));
            ApiClient old = there.browser(set);
            assertThat(old.get("/api/auth/me").status()).isEqualTo(200);
            Answer changed = change(here.browser(set), PASSWORD, "another horse");
            assertThat(there.browser(changed).get("/api/auth/me").status())
                    .as("the new session, at once")
                    .isEqualTo(200);
            clock.advance(Duration.ofSeconds(5));
            assertThat(old.get("/api/auth/me").status()).isEqualTo(401);
        }
    }

    @Test
    void whoHoldsTheBucketSetsAnotherPasswordAndEndsEverySession() {
        try (AuthFixture web = AuthFixture.open(store, clock)) {
            ApiClient browser = web.setUp();
            new PasswordReset(store, clock).set(new NewPassword("remembered"));
            clock.advance(Duration.ofSeconds(5));
            assertThat(browser.get("/api/auth/me").status()).isEqualTo(401);
            assertThat(web.login("remembered").status()).isEqualTo(200);
        }
    }

    @Test
    void signingOutTakesTheCookieAwayAlsoWhenThereIsNone() {
        try (AuthFixture web = AuthFixture.open(store, clock)) {
            for (ApiClient client : List.of(web.setUp(), web.client())) {
                Answer out = client.post("/api/auth/logout", "");
                assertThat(out.status()).isEqualTo(204);
                assertThat(out.header("Set-Cookie"))
                        .contains("karet_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
            }
        }
    }

    @Test
    void theCookieIsSecureWhereBrowsersSpeakHttps() {
        try (AuthFixture named = AuthFixture.open(Map.of("KARET_PUBLIC_URL", "https://karet.example"));
                AuthFixture proxied = AuthFixture.open(Map.of("KARET_TRUSTED_PROXIES", "127.0.0.1"));
                AuthFixture plain = AuthFixture.open()) {
            assertThat(setCookie(named.client())).endsWith("; Secure");
            assertThat(setCookie(proxied.client().with("X-Forwarded-Proto", "https")))
                    .endsWith("; Secure");
            assertThat(setCookie(plain.client().with("X-Forwarded-Proto", "https")))
                    .doesNotContain("Secure");
        }
    }

    private static String setCookie(ApiClient client) {
        return client.post("/api/auth/setup", password(PASSWORD))
                .header("Set-Cookie")
                .orElseThrow();
    }

    @Test
    void forgedTruncatedPaddedAndExpiredCookiesAreRefused() {
        try (AuthFixture web = AuthFixture.open(store, clock)) {
            Answer set = web.client().post("/api/auth/setup", password(PASSWORD));
            String good = cookie(set);
            String other = good.endsWith("A") ? "B" : "A";
            List<String> bad = List.of(
                    "karet_session=",
                    good.substring(0, good.length() - 1),
                    good.substring(0, good.length() - 1) + other,
                    good.substring(0, good.indexOf('.')),
                    good.substring(0, good.indexOf('.')) + ".",
                    good + "=",
                    good.replace(".", "=."),
                    good.replaceFirst("karet_session=e", "karet_session=f"),
                    // The same payload under another secret.
                    "karet_session=eyJleHAiOjE3Njc4MzA0MDAsImVwb2NoIjowfQ.z6umxxUoS5HDuehUKM75JGq9pjxMNJVUZ9wzNXiJeTN");
            for (String cookie : bad) {
                Answer answer = web.client().with("Cookie", cookie).get("/api/auth/me");
                assertThat(answer.status()).as(cookie).isEqualTo(401);
                assertThat(answer.at("error")).isEqualTo("unauthorized");
                assertThat(answer.header("WWW-Authenticate")).contains("Bearer realm=\"karet\"");
            }
            ApiClient browser = web.browser(set);
            assertThat(browser.get("/api/auth/me").status()).isEqualTo(200);
            clock.advance(Duration.ofDays(7));
            assertThat(browser.get("/api/auth/me").status()).isEqualTo(401);
        }
    }

    @Test
    void aSessionPastHalfOfItsTimeIsRenewedByUsingIt() {
        try (AuthFixture web = AuthFixture.open(store, clock)) {
            ApiClient browser = web.setUp();
            clock.advance(Duration.ofDays(3));
            assertThat(browser.get("/api/auth/me").header("Set-Cookie")).isEmpty();
            clock.advance(Duration.ofDays(1));
            Answer renewed = browser.get("/api/auth/me");
            clock.advance(Duration.ofDays(6));
            assertThat(web.browser(renewed).get("/api/auth/me").at("expiresAt")).isEqualTo("2026-01-12T00:00:00Z");
            assertThat(browser.get("/api/auth/me").status()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{}",
                "{\"password\":null}",
                "{\"password\":12345678}",
                "{\"password\":\"1234567\"}",
                "{\"password\":[\"correct horse\"]}"
            })
    void aSetUpWithoutAProperPasswordIsRefusedAndLeavesNothing(String body) {
        try (AuthFixture web = AuthFixture.open(store, clock)) {
            assertThat(web.client().post("/api/auth/setup", body).status()).isEqualTo(400);
            assertThat(web.client()
                            .post("/api/auth/setup", password("x".repeat(1025)))
                            .status())
                    .isEqualTo(400);
            assertThat(web.client().get("/api/auth/setup").at("needsSetup")).isEqualTo("true");
        }
    }

    @Test
    void everyFaultOfAChangeIsToldAndNothingChanges() {
        try (AuthFixture web = AuthFixture.open(store, clock)) {
            ApiClient browser = web.setUp();
            assertThat(browser.patch("/api/auth/me", "{\"currentPasword\":\"x\"}")
                            .at("details/1/message"))
                    .contains("currentPassword");
            assertThat(change(browser, PASSWORD, "short").at("message")).contains("at least 8");
            assertThat(change(browser, "x".repeat(1025), "long enough").status())
                    .isEqualTo(400);
            assertThat(web.login("x".repeat(1025)).status()).isEqualTo(400);
            assertThat(web.login(PASSWORD).status()).isEqualTo(200);
        }
    }

    @Test
    void anAdministratorThatCannotBeReadIsSaidToBeSo() {
        try (AuthFixture web = AuthFixture.open(store, clock)) {
            ApiClient browser = web.setUp();
            store.put("_auth/admin.json", "{\"version\":2}".getBytes(UTF_8), "application/json");
            clock.advance(Duration.ofSeconds(5));
            for (Answer answer : List.of(browser.get("/api/auth/me"), web.login(PASSWORD))) {
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.at("error")).isEqualTo("admin_unreadable");
                assertThat(answer.at("message")).contains("karet reset-password");
            }
        }
    }

    @Test
    void theRoutesAreThoseOfTheContract() {
        Conformance contract = new Conformance();
        try (AuthFixture web = AuthFixture.open(store, clock)) {
            List<String> there = web.server().routes().stream()
                    .filter(route -> route.path().startsWith("/api/auth/"))
                    .map(route -> route.method() + " " + route.path() + " "
                            + route.access().label())
                    .toList();
            List<String> promised = contract.operations().stream()
                    .filter(operation -> operation.path().startsWith("/api/auth/"))
                    .map(operation -> operation.method() + " " + operation.path() + " " + operation.access())
                    .toList();
            assertThat(there).containsExactlyInAnyOrderElementsOf(promised);
        }
    }

    private static Answer change(ApiClient browser, String current, String next) {
        return browser.patch(
                "/api/auth/me", "{\"currentPassword\":\"%s\",\"newPassword\":\"%s\"}".formatted(current, next));
    }
}
