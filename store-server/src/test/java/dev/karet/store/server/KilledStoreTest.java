package dev.karet.store.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.store.S3ObjectStore;
import dev.karet.store.StoreException;
import dev.karet.store.StoreSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledStoreTest {

    private static final int WRITERS = 3;
    private static final int ANSWERED_BEFORE_THE_KILL = 25;

    @TempDir
    Path data;

    @Test
    void afterAKillEveryAnsweredObjectIsWholeAndNothingElseShows() throws Exception {
        var answered = new ConcurrentHashMap<String, Integer>();
        var begun = ConcurrentHashMap.<String>newKeySet();
        var process = start();
        try {
            var port = Integer.parseInt(new BufferedReader(new InputStreamReader(process.getInputStream())).readLine());
            var enough = new CountDownLatch(ANSWERED_BEFORE_THE_KILL);
            try (var client = client(port);
                    var threads = Executors.newFixedThreadPool(WRITERS)) {
                for (int writer = 0; writer < WRITERS; writer++) {
                    int number = writer;
                    threads.submit(() -> writeUntilItBreaks(client, number, begun, answered, enough));
                }
                assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
                process.destroyForcibly().waitFor();
            }
        } finally {
            process.destroyForcibly();
        }
        assertThat(answered).hasSizeGreaterThanOrEqualTo(ANSWERED_BEFORE_THE_KILL);

        try (var again = EmbeddedStore.start(
                        EmbeddedStoreSettings.local(data, 0, RunningStore.BUCKET, RunningStore.CREDENTIALS),
                        ObjectListener.NOBODY);
                var client = client(again.port())) {
            var shown = client.list("").map(info -> info.key()).toList();
            assertThat(shown).containsAll(answered.keySet());
            assertThat(begun).containsAll(shown);
            for (var key : shown) {
                assertThat(client.get(key).orElseThrow().body()).as(key).isEqualTo(body(seed(key)));
            }
            try (var staged = Files.list(data.resolve("objects/.staging"))) {
                assertThat(staged).isEmpty();
            }
        }
    }

    private void writeUntilItBreaks(
            S3ObjectStore client,
            int writer,
            java.util.Set<String> begun,
            Map<String, Integer> answered,
            CountDownLatch enough) {
        for (int i = 0; ; i++) {
            var key = "w" + writer + "/o-" + i;
            begun.add(key);
            try {
                client.put(key, body(seed(key)), "application/octet-stream");
            } catch (StoreException killed) {
                return;
            }
            answered.put(key, i);
            enough.countDown();
        }
    }

    private static long seed(String key) {
        return key.hashCode();
    }

    private static byte[] body(long seed) {
        var body = new byte[300_000];
        new Random(seed).nextBytes(body);
        return Arrays.copyOf(body, 200_000 + Math.floorMod((int) seed, 100_000));
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        StoreProcess.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static S3ObjectStore client(int port) {
        return new S3ObjectStore(
                StoreSettings.at(URI.create("http://127.0.0.1:" + port), RunningStore.BUCKET, RunningStore.CREDENTIALS)
                        .within(Duration.ofSeconds(3)));
    }
}
