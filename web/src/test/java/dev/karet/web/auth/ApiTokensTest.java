package dev.karet.web.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.store.InMemoryObjectStore;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTokensTest {

    private final StandingClock clock = new StandingClock();
    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final ApiTokens tokens = new ApiTokens(store, clock);

    @Test
    void theBucketHoldsNoTokenThatCouldBeShown() {
        ApiTokens.Made made = tokens.make("nightly", Scope.WRITE).orElseThrow();
        String text = made.text().value();
        String stored = new String(
                store.get("_auth/tokens/" + made.token().id() + ".json")
                        .orElseThrow()
                        .body(),
                UTF_8);
        assertThat(text).matches("karet_[0-9a-z]{16}_[A-Za-z0-9_-]{43}");
        assertThat(stored).contains("\"name\":\"nightly\"").doesNotContain(text.substring(23));
        assertThat(tokens.check(text)).contains(made.token());
        assertThat(made.toString()).doesNotContain(text.substring(23));
    }

    @Test
    void aTokenWithOneCharacterOtherIsNoToken() {
        String text = tokens.make("nightly", Scope.READ).orElseThrow().text().value();
        for (int i = 0; i < text.length(); i++) {
            String other = text.charAt(i) == 'x' ? "y" : "x";
            assertThat(tokens.check(text.substring(0, i) + other + text.substring(i + 1)))
                    .as("at %d", i)
                    .isEmpty();
            assertThat(tokens.check(text.substring(0, i))).as("cut at %d", i).isEmpty();
        }
        assertThat(tokens.check(text + "x")).isEmpty();
        assertThat(tokens.check("karet_../../pipelines_" + "x".repeat(43))).isEmpty();
    }

    @Test
    void aRevokedTokenEndsHereAtOnceAndElsewhereWithinSeconds() {
        ApiTokens elsewhere = new ApiTokens(store, clock);
        ApiTokens.Made made = tokens.make("nightly", Scope.READ).orElseThrow();
        String text = made.text().value();
        assertThat(elsewhere.check(text)).isPresent();
        assertThat(tokens.check(text)).isPresent();
        assertThat(tokens.revoke(made.token().id())).isTrue();
        assertThat(tokens.revoke(made.token().id())).isFalse();
        assertThat(tokens.check(text)).isEmpty();
        clock.advance(Duration.ofSeconds(5));
        assertThat(elsewhere.check(text)).isEmpty();
    }

    @Test
    void tokensAreListedOldestFirstAndWhatIsNoneIsLeftOut() {
        tokens.make("first", Scope.READ);
        clock.advance(Duration.ofSeconds(1));
        tokens.make("second", Scope.WRITE);
        store.put("_auth/tokens/0000000000000000.json", "{\"id\":7}".getBytes(UTF_8), "application/json");
        store.put("_auth/tokens/0000000000000001.json", new byte[0], "application/json");
        assertThat(tokens.list()).extracting(ApiToken::name).containsExactly("first", "second");
        assertThat(tokens.check("karet_0000000000000000_" + "x".repeat(43))).isEmpty();
    }

    @Test
    void thereAreAHundredTokensAtMost() {
        for (int i = 0; i < 100; i++)
            assertThat(tokens.make("token " + i, Scope.READ)).isPresent();
        assertThat(tokens.make("one more", Scope.READ)).isEmpty();
        tokens.revoke(tokens.list().getFirst().id());
        assertThat(tokens.make("one more", Scope.READ)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two\nlines", "bell\u0007"})
    void aNameIsOneLineWithSomethingInIt(String name) {
        assertThat(ApiToken.faultOfName(name)).isPresent();
        assertThat(ApiToken.faultOfName("x".repeat(101))).isPresent();
        assertThat(ApiToken.faultOfName("Büro 😀")).isEmpty();
    }
}
