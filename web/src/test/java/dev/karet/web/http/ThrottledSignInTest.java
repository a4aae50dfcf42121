package dev.karet.web.http;

import static dev.karet.web.http.AuthFixture.PASSWORD;
import static dev.karet.web.http.AuthFixture.password;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.store.InMemoryObjectStore;
import dev.karet.web.auth.StandingClock;
import dev.karet.web.auth.Throttle;
import dev.karet.web.http.ApiClient.Answer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThrottledSignInTest {

    private final StandingClock clock = new StandingClock();

    private AuthFixture open(Map<String, String> variables) {
        return AuthFixture.open(new InMemoryObjectStore(), clock, Throttle.Limits.STRICT, variables);
    }

    @Test
    void whoGuessesWaitsLongerAndLongerAndIsToldHowLong() {
        try (AuthFixture web = open(Map.of())) {
            web.setUp();
            for (int i = 0; i < 5; i++) assertThat(web.login("guess").status()).isEqualTo(401);
            for (int seconds = 1; seconds < 10; seconds *= 2) {
                Answer held = web.login(PASSWORD);
                assertThat(held.status()).as("also with the right password").isEqualTo(429);
                assertThat(held.at("error")).isEqualTo("too_many_requests");
                assertThat(held.header("Retry-After")).contains(Integer.toString(seconds));
                clock.advance(Duration.ofSeconds(seconds));
                assertThat(web.login("guess").status()).isEqualTo(401);
            }
            clock.advance(Duration.ofSeconds(16));
            assertThat(web.login(PASSWORD).status()).isEqualTo(200);
            assertThat(web.login("guess").status()).as("it begins anew").isEqualTo(401);
        }
    }

    @Test
    void aFloodOfGuessesLocksNoLiveSessionOut() {
        try (AuthFixture web = open(Map.of("KARET_TRUSTED_PROXIES", "127.0.0.1"))) {
            ApiClient administrator = web.setUp();
            for (int i = 0; i < 40; i++) from(web, "198.51.100." + i);
            for (int i = 0; i < 10; i++) web.login("guess");
            assertThat(web.login(PASSWORD).status()).isEqualTo(429);
            assertThat(administrator.get("/api/auth/me").status()).isEqualTo(200);
            assertThat(administrator
                            .patch(
                                    "/api/auth/me",
                                    "{\"currentPassword\":\"%s\",\"newPassword\":\"another horse\"}"
                                            .formatted(PASSWORD))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void whoHoldsASessionButNotThePasswordIsHeldBackToo() {
        try (AuthFixture web = open(Map.of())) {
            ApiClient thief = web.setUp();
            String guess = "{\"currentPassword\":\"guess\",\"newPassword\":\"another horse\"}";
            for (int i = 0; i < 5; i++) {
                assertThat(thief.patch("/api/auth/me", guess).status()).isEqualTo(403);
            }
            Answer held = thief.patch("/api/auth/me", guess);
            assertThat(held.status()).isEqualTo(429);
            assertThat(held.header("Retry-After")).contains("1");
            assertThat(web.login(PASSWORD).status()).isEqualTo(200);
        }
    }

    @Test
    void settingThePasswordUpIsHeldBackAsSigningInIs() {
        try (AuthFixture web = open(Map.of())) {
            for (int i = 0; i < 5; i++) web.login("guess");
            assertThat(web.client().post("/api/auth/setup", password(PASSWORD)).status())
                    .isEqualTo(429);
        }
    }

    @Test
    void manyClientsTogetherReachACeiling() {
        try (AuthFixture web = open(Map.of("KARET_TRUSTED_PROXIES", "127.0.0.1"))) {
            for (int i = 0; i < 30; i++) {
                assertThat(from(web, "198.51.100." + i).status()).isEqualTo(401);
            }
            Answer held = from(web, "203.0.113.7");
            assertThat(held.status()).isEqualTo(429);
            assertThat(held.header("Retry-After")).contains("2");
        }
    }

    @Test
    void withoutTrustedProxiesNobodyIsSomebodyElse() {
        try (AuthFixture web = open(Map.of())) {
            for (int i = 0; i < 5; i++) {
                assertThat(from(web, "198.51.100." + i).status()).isEqualTo(401);
            }
            assertThat(from(web, "203.0.113.7").status()).isEqualTo(429);
        }
    }

    @Test
    void whatAClientWritesBeforeItsProxyDoesIsNotBelieved() {
        try (AuthFixture web = open(Map.of("KARET_TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8"))) {
            for (int i = 0; i < 5; i++) {
                String forged = "198.51.100.%d, 203.0.113.7, 10.1.2.3".formatted(i);
                assertThat(from(web, forged).status()).isEqualTo(401);
            }
            assertThat(from(web, "198.51.100.99, 203.0.113.7").status()).isEqualTo(429);
            assertThat(from(web, "203.0.113.7:4711, 10.9.9.9").status()).isEqualTo(429);
            assertThat(from(web, "203.0.113.8").status()).isEqualTo(401);
        }
    }

    @Test
    void aHouseholdOfIPv6BehindAProxyIsOneClient() {
        try (AuthFixture web = open(Map.of("KARET_TRUSTED_PROXIES", "127.0.0.1, fd00::/8"))) {
            for (int i = 0; i < 5; i++) {
                assertThat(from(web, "[2001:db8:1:2::%d]:4711, fd00::1".formatted(i))
                                .status())
                        .isEqualTo(401);
            }
            assertThat(from(web, "2001:db8:1:2:ffff::1").status()).isEqualTo(429);
            assertThat(from(web, "2001:db8:1:3::1").status()).isEqualTo(401);
        }
    }

    @Test
    void whatIsNoAddressEndsTheChainAtWhoWroteIt() {
        try (AuthFixture web = open(Map.of("KARET_TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8"))) {
            for (int i = 0; i < 5; i++) {
                assertThat(from(web, "198.51.100.%d, unknown-%d.example, 10.1.2.3".formatted(i, i))
                                .status())
                        .isEqualTo(401);
            }
            assertThat(from(web, "198.51.100.99, , 10.1.2.3").status()).isEqualTo(429);
        }
    }

    private static Answer from(AuthFixture web, String forwardedFor) {
        return web.client().with("X-Forwarded-For", forwardedFor).post("/api/auth/login", password("guess"));
    }
}
