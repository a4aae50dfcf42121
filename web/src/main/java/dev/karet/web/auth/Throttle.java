package dev.karet.web.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How often passwords may be guessed: a client waits twice as long after each try, and all clients together have a ceiling. It knows what came
 * to this process, no more. Thread-safe.
 */
public final class Throttle {

    private static final int MOST_CLIENTS = 100_000;
    private static final int NETWORK_BYTES = 8;

    private final Limits limits;
    private final Clock clock;
    private final Cache<String, Tries> clients;
    private double spare;
    private Instant filled;

    /**
     * How patient a throttle is. Immutable.
     *
     * @param free tries that a client has before it has to wait
     * @param first the first wait; each one after is twice the one before
     * @param longest the longest wait; a client that is quiet for four times as long is forgotten
     * @param together tries that all clients have together before they have to wait
     * @param refill how often one of these comes back
     */
    public record Limits(int free, Duration first, Duration longest, int together, Duration refill) {

        /** For guesses from anywhere: 5 tries, then waits from 1 second to 15 minutes; 30 tries a minute for all together. */
        public static final Limits STRICT =
                new Limits(5, Duration.ofSeconds(1), Duration.ofMinutes(15), 30, Duration.ofSeconds(2));
    }

    /** @param until when the client may try again */
    private record Tries(int count, Instant until) {}

    public Throttle(Limits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
        this.clients = Caffeine.newBuilder()
                .maximumSize(MOST_CLIENTS)
                .expireAfterAccess(limits.longest().multipliedBy(4))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
        this.spare = limits.together();
        this.filled = clock.instant();
    }

    /**
     * Takes a try on account before it is made, so that many at the same moment count; empty when it may be made, else how long to wait. A try
     * that is refused costs nothing.
     */
    public synchronized Optional<Duration> admit(InetAddress client) {
        Instant now = clock.instant();
        String network = network(client);
        Tries before = clients.getIfPresent(network);
        if (before != null && now.isBefore(before.until())) {
            Duration wait = Duration.between(now, before.until());
            // Whatever the clock did since, nobody waits longer than the longest wait.
            return Optional.of(wait.compareTo(limits.longest()) > 0 ? limits.longest() : wait);
        }
        refill(now);
        if (spare < 1) return Optional.of(scaled(limits.refill(), 1 - spare));
        spare -= 1;
        int count = (before == null ? 0 : before.count()) + 1;
        clients.put(network, new Tries(count, now.plus(waitAfter(count))));
        return Optional.empty();
    }

    /** Forgets the tries of a client that knew the password. */
    public synchronized void succeeded(InetAddress client) {
        clients.invalidate(network(client));
        spare = Math.min(limits.together(), spare + 1);
    }

    private void refill(Instant now) {
        Duration since = Duration.between(filled, now);
        if (!since.isNegative()) {
            spare = Math.min(
                    limits.together(),
                    spare + (double) since.toMillis() / limits.refill().toMillis());
        }
        filled = now;
    }

    private Duration waitAfter(int count) {
        int doublings = count - limits.free();
        if (doublings < 0) return Duration.ZERO;
        Duration wait = limits.first().multipliedBy(1L << Math.min(doublings, 30));
        return wait.compareTo(limits.longest()) > 0 ? limits.longest() : wait;
    }

    private static Duration scaled(Duration of, double share) {
        return Duration.ofMillis((long) Math.ceil(of.toMillis() * share));
    }

    /** A household has 2^64 addresses of IPv6, so they count as one client. */
    private static String network(InetAddress client) {
        byte[] address = client.getAddress();
        return HexFormat.of()
                .formatHex(client instanceof Inet6Address ? Arrays.copyOf(address, NETWORK_BYTES) : address);
    }
}
