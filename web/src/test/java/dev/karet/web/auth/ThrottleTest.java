package dev.karet.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.web.AddressBlock;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    private final StandingClock clock = new StandingClock();
    private final Throttle throttle = new Throttle(Throttle.Limits.STRICT, clock);

    @Test
    void afterFiveTriesAClientWaitsTwiceAsLongEachTime() {
        InetAddress client = address("203.0.113.7");
        for (int i = 0; i < 5; i++) assertThat(throttle.admit(client)).isEmpty();
        for (int seconds = 1; seconds <= 512; seconds *= 2) {
            assertThat(throttle.admit(client)).contains(Duration.ofSeconds(seconds));
            clock.advance(Duration.ofSeconds(seconds).minusMillis(1));
            assertThat(throttle.admit(client)).contains(Duration.ofMillis(1));
            clock.advance(Duration.ofMillis(1));
            assertThat(throttle.admit(client)).isEmpty();
        }
        for (int i = 0; i < 3; i++) {
            assertThat(throttle.admit(client)).contains(Duration.ofMinutes(15));
            clock.advance(Duration.ofMinutes(15));
            assertThat(throttle.admit(client)).isEmpty();
        }
    }

    @Test
    void triesAtTheSameMomentCountEachForItself() throws Exception {
        InetAddress client = address("203.0.113.7");
        List<Callable<Optional<Duration>>> tries = IntStream.range(0, 100)
                .<Callable<Optional<Duration>>>mapToObj(i -> () -> throttle.admit(client))
                .toList();
        int admitted = 0;
        try (var threads = Executors.newFixedThreadPool(20)) {
            for (Future<Optional<Duration>> one : threads.invokeAll(tries)) {
                if (one.get().isEmpty()) admitted++;
            }
        }
        assertThat(admitted).isEqualTo(5);
    }

    @Test
    void whoKnowsThePasswordBeginsAnew() {
        InetAddress client = address("203.0.113.7");
        for (int i = 0; i < 4; i++) assertThat(throttle.admit(client)).isEmpty();
        for (int i = 0; i < 40; i++) {
            assertThat(throttle.admit(client)).as("try %d", i).isEmpty();
            throttle.succeeded(client);
        }
    }

    @Test
    void allClientsTogetherHaveACeilingThatRefills() {
        for (int i = 0; i < 30; i++)
            assertThat(throttle.admit(address("198.51.100." + i))).isEmpty();
        assertThat(throttle.admit(address("203.0.113.7"))).contains(Duration.ofSeconds(2));
        clock.advance(Duration.ofSeconds(2));
        assertThat(throttle.admit(address("203.0.113.7"))).isEmpty();
        assertThat(throttle.admit(address("203.0.113.8"))).contains(Duration.ofSeconds(2));
    }

    @Test
    void theAddressesOfOneHouseholdOfIPv6AreOneClient() {
        for (int i = 0; i < 5; i++)
            assertThat(throttle.admit(address("2001:db8:1:2::" + i))).isEmpty();
        assertThat(throttle.admit(address("2001:db8:1:2:ffff::1"))).isPresent();
        assertThat(throttle.admit(address("2001:db8:1:3::1"))).isEmpty();
    }

    @Test
    void aClockThatGoesBackLocksNobodyOutForLongerThanTheLongestWait() {
        InetAddress client = address("203.0.113.7");
        for (int i = 0; i < 5; i++) assertThat(throttle.admit(client)).isEmpty();
        clock.advance(Duration.ofDays(-365));
        assertThat(throttle.admit(client)).contains(Duration.ofMinutes(15));
    }

    private static InetAddress address(String text) {
        return AddressBlock.address(text).orElseThrow();
    }
}
