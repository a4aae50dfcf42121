package dev.karet.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.settings.Secret;
import dev.karet.store.InMemoryObjectStore;
import dev.karet.store.ObjectStore;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SignInTest {

    private static final ScryptCost NOTICEABLE = new ScryptCost(1 << 14, 8, 1);

    private final StandingClock clock = new StandingClock();
    private final ObjectStore store = new InMemoryObjectStore();
    private final SignIn signIn = signIn(NOTICEABLE);

    @Test
    void aWrongPasswordCostsTheSameWithAndWithoutAnAdministrator() {
        SignIn empty =
                new SignIn(new InMemoryObjectStore(), new Secret("a secret that only tests know"), NOTICEABLE, clock);
        signIn.setUp(new NewPassword("correct horse"));
        long before = signIn.hashed();
        long with = Long.MAX_VALUE;
        long without = Long.MAX_VALUE;
        for (int i = 0; i < 8; i++) {
            with = Math.min(with, nanoseconds(signIn));
            without = Math.min(without, nanoseconds(empty));
        }
        assertThat(signIn.hashed() - before).isEqualTo(8);
        assertThat(empty.hashed()).isEqualTo(8);
        assertThat((double) with / without).isBetween(0.4, 2.5);
    }

    private static long nanoseconds(SignIn asked) {
        long began = System.nanoTime();
        assertThat(asked.signIn("wrong horse")).isEmpty();
        return System.nanoTime() - began;
    }

    @Test
    void aSessionOfAnotherReplicaIsGoodAtOnceAndOneThatItEndedIsOverWithinSeconds() {
        SignIn elsewhere = signIn(new ScryptCost(16, 2, 1));
        SignIn here = signIn(new ScryptCost(16, 2, 1));
        String first = here.write(here.setUp(new NewPassword("the first one")).orElseThrow());
        assertThat(here.session(first)).isPresent();
        assertThat(elsewhere.session(first)).isPresent();
        String second = elsewhere.write(elsewhere
                .changePassword("the first one", new NewPassword("the second one"))
                .orElseThrow());
        assertThat(elsewhere.session(first)).isEmpty();
        assertThat(here.session(second)).isPresent();
        assertThat(here.session(first)).isEmpty();
    }

    @Test
    void aReplicaThatHeardNothingEndsOldSessionsAfterFiveSecondsAtTheLatest() {
        SignIn elsewhere = signIn(new ScryptCost(16, 2, 1));
        SignIn here = signIn(new ScryptCost(16, 2, 1));
        String first = here.write(here.setUp(new NewPassword("the first one")).orElseThrow());
        assertThat(here.session(first)).isPresent();
        elsewhere.changePassword("the first one", new NewPassword("the second one"));
        clock.advance(Duration.ofSeconds(5));
        assertThat(here.session(first)).isEmpty();
    }

    @Test
    void withoutAnAdministratorNoSessionIsGood() {
        String written =
                signIn.write(signIn.setUp(new NewPassword("the first one")).orElseThrow());
        store.delete("_auth/admin.json");
        clock.advance(Duration.ofSeconds(5));
        assertThat(signIn.session(written)).isEmpty();
        clock.advance(Duration.ofSeconds(5));
        signIn.setUp(new NewPassword("the next one"));
        assertThat(signIn.session(written))
                .as("a session of who was there before")
                .isEmpty();
    }

    private SignIn signIn(ScryptCost cost) {
        return new SignIn(store, new Secret("a secret that only tests know"), cost, clock);
    }
}
