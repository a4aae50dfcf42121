package dev.karet.web.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BeatTest {

    @Test
    void everythingIsCalledAgainAndAgainThoughOneOfThemFails() throws InterruptedException {
        CountDownLatch failing = new CountDownLatch(3);
        CountDownLatch sound = new CountDownLatch(3);
        try (Beat _ = Beat.start(
                Duration.ofMillis(1),
                List.of(
                        () -> {
                            failing.countDown();
                            throw new IllegalStateException("provoked");
                        },
                        sound::countDown))) {
            assertThat(failing.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(sound.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
