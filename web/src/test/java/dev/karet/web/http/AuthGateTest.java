package dev.karet.web.http;

import static dev.karet.web.http.AuthFixture.probe;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.store.InMemoryObjectStore;
import dev.karet.store.ObjectStore;
import dev.karet.web.auth.StandingClock;
import dev.karet.web.http.ApiClient.Answer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuthGateTest {

    private final ObjectStore store = new InMemoryObjectStore();
    private final StandingClock clock = new StandingClock();

    @Test
    void whatEachMayDoIsWhatItsAccessSays() {
        try (AuthFixture web = AuthFixture.open(store, clock)) {
            ApiClient administrator = web.setUp();
            ApiClient writer = web.script(administrator, "write");
            ApiClient reader = web.script(administrator, "read");
            assertThat(statuses(web.client())).containsExactly(200, 401, 401, 401);
            assertThat(statuses(reader)).containsExactly(200, 200, 403, 403);
            assertThat(statuses(writer)).containsExactly(200, 200, 200, 403);
            assertThat(statuses(administrator)).containsExactly(200, 200, 200, 200);
        }
    }

    /** Of a public route and of one that reads, writes and is for the administrator. */
    private static List<Integer> statuses(ApiClient client) {
        return List.of(
                probe(client, "POST", "/probe/public"),
                probe(client, "GET", "/probe/read"),
                probe(client, "POST", "/probe/write"),
                probe(client, "POST", "/probe/admin"));
    }

    @Test
    void aBadTokenIsNotOverriddenByAGoodCookie() {
        try (AuthFixture web = AuthFixture.open(store, clock)) {
            ApiClient administrator = web.setUp();
            for (String authorization : List.of(
                    "Bearer karet_0000000000000000_" + "x".repeat(43),
                    "Bearer nonsense",
                    "Bearer ",
                    "bearer karet_",
                    "BEARER x y")) {
                Answer answer =
                        administrator.with("Authorization", authorization).get("/api/auth/me");
                assertThat(answer.status()).as(authorization).isEqualTo(401);
                assertThat(answer.header("WWW-Authenticate"))
                        .contains("Bearer realm=\"karet\", error=\"invalid_token\"");
            }
            assertThat(administrator
                            .with("Authorization", "Basic YTpi")
                            .get("/api/auth/me")
                            .status())
                    .as("what a proxy asked for")
                    .isEqualTo(200);
        }
    }

    @Test
    void twoTokensInOneRequestAreNone() {
        try (AuthFixture web = AuthFixture.open(store, clock)) {
            String token = web.setUp()
                    .post("/api/auth/tokens", "{\"name\":\"nightly\",\"scope\":\"read\"}")
                    .at("token");
            String bearer = "Authorization: Bearer " + token;
            assertThat(web.raw("GET /api/auth/me HTTP/1.1", "Host: localhost", bearer))
                    .startsWith("HTTP/1.1 200 ");
            assertThat(web.raw("GET /api/auth/me HTTP/1.1", "Host: localhost", bearer, bearer))
                    .startsWith("HTTP/1.1 401 ");
        }
    }

    @Test
    void aTokenIsShownOnceAndSaysWhoItIs() {
        try (AuthFixture web = AuthFixture.open(store, clock)) {
            ApiClient administrator = web.setUp();
            Answer made = administrator.post("/api/auth/tokens", "{\"name\":\"  nightly \",\"scope\":\"read\"}");
            String token = made.at("token");
            assertThat(made.at("name")).isEqualTo("nightly");
            Answer list = administrator.get("/api/auth/tokens");
            assertThat(list.at("tokens/0/id")).isEqualTo(made.at("id"));
            assertThat(list.text())
                    .doesNotContain(token)
                    .doesNotContain("token\"")
                    .doesNotContain("sha256");
            Answer me = web.client().with("Authorization", "Bearer " + token).get("/api/auth/me");
            assertThat(me.at("id")).isEqualTo(made.at("id"));
            assertThat(me.at("scope")).isEqualTo("read");
            assertThat(me.header("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void aTokenMakesNoTokensAndChangesNoPassword() {
        try (AuthFixture web = AuthFixture.open(store, clock)) {
            ApiClient script = web.script(web.setUp(), "write");
            List<Answer> answers = List.of(
                    script.get("/api/auth/tokens"),
                    script.post("/api/auth/tokens", "{\"name\":\"more\",\"scope\":\"write\"}"),
                    script.delete("/api/auth/tokens/0000000000000000"),
                    script.patch(
                            "/api/auth/me", "{\"currentPassword\":\"correct horse\",\"newPassword\":\"12345678\"}"));
            assertThat(answers).allSatisfy(answer -> {
                assertThat(answer.status()).isEqualTo(403);
                assertThat(answer.at("error")).isEqualTo("forbidden");
            });
        }
    }

    @Test
    void aRevokedTokenEndsHereAtOnceAndOnAnotherReplicaWithinSeconds() {
        try (AuthFixture here = AuthFixture.open(store, clock);
                AuthFixture there = AuthFixture.open(store, clock)) {
            ApiClient administrator = here.setUp();
            Answer made = administrator.post("/api/auth/tokens", "{\"name\":\"nightly\",\"scope\":\"write\"}");
            String bearer = "Bearer " + made.at("token");
            ApiClient onThere = there.client().with("Authorization", bearer);
            ApiClient onHere = here.client().with("Authorization", bearer);
            assertThat(onThere.get("/api/auth/me").status()).isEqualTo(200);
            assertThat(onHere.get("/api/auth/me").status()).isEqualTo(200);
            String path = "/api/auth/tokens/" + made.at("id");
            assertThat(administrator.delete(path).status()).isEqualTo(204);
            assertThat(onHere.get("/api/auth/me").status()).isEqualTo(401);
            clock.advance(Duration.ofSeconds(5));
            assertThat(onThere.get("/api/auth/me").status()).isEqualTo(401);
            assertThat(administrator.delete(path).at("error")).isEqualTo("token_not_found");
        }
    }

    @Test
    void aTokenWithoutAProperNameAndScopeIsNotMade() {
        try (AuthFixture web = AuthFixture.open(store, clock)) {
            ApiClient administrator = web.setUp();
            for (String body : List.of(
                    "{}",
                    "{\"name\":\"a\"}",
                    "{\"scope\":\"read\"}",
                    "{\"name\":\" \",\"scope\":\"read\"}",
                    "{\"name\":\"a\\nb\",\"scope\":\"read\"}",
                    "{\"name\":\"a\",\"scope\":\"admin\"}",
                    "{\"name\":\"a\",\"scope\":\"READ\"}",
                    "{\"name\":\"" + "x".repeat(101) + "\",\"scope\":\"read\"}")) {
                assertThat(administrator.post("/api/auth/tokens", body).status())
                        .as(body)
                        .isEqualTo(400);
            }
            for (String id : List.of("..", "%2e%2e%2f..%2fpipelines", "a", "0000000000000000", "%00")) {
                assertThat(administrator.delete("/api/auth/tokens/" + id).status())
                        .as(id)
                        .isBetween(400, 405);
            }
            assertThat(administrator.get("/api/auth/tokens").text()).isEqualTo("{\"tokens\":[]}");
        }
    }
}
