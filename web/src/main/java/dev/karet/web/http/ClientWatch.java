package dev.karet.web.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that a client hung up while its answer is still being computed. A server that neither reads nor writes is not told so by HTTP/1.1;
 * Linux knows. Elsewhere nobody is ever noticed to be gone. Thread-safe.
 */
final class ClientWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ClientWatch.class);
    private static final Duration EVERY = Duration.ofMillis(500);
    private static final List<Path> CONNECTIONS =
            List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int STATE = 3;

    /** The other side has ended its half, and sends no other request. */
    private static final String CLOSE_WAIT = "08";

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("clients").factory());

    /** Does {@code work}, and runs {@code whenGone} if the client of a request goes away before it is done, perhaps more than once. */
    <T> T during(Context ctx, Supplier<T> work, Runnable whenGone) {
        int local = ctx.req().getLocalPort();
        int remote = ctx.req().getRemotePort();
        ScheduledFuture<?> looking = clock.scheduleWithFixedDelay(
                () -> {
                    if (isGone(local, remote)) whenGone.run();
                },
                EVERY.toMillis(),
                EVERY.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            return work.get();
        } finally {
            looking.cancel(false);
        }
    }

    /** Whether every connection between the ports has been given up; two clients of other hosts may have one port. */
    private static boolean isGone(int local, int remote) {
        String here = ":%04X".formatted(local);
        String there = ":%04X".formatted(remote);
        boolean known = false;
        for (Path file : CONNECTIONS) {
            try (Stream<String> lines = Files.lines(file, US_ASCII)) {
                known = true;
                boolean open = lines.map(line -> line.strip().split("\\s+"))
                        .anyMatch(words -> words.length > STATE
                                && words[LOCAL].endsWith(here)
                                && words[REMOTE].endsWith(there)
                                && !words[STATE].equals(CLOSE_WAIT));
                if (open) return false;
            } catch (IOException notHere) {
                log.trace("{} cannot be read", file);
            }
        }
        return known;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
