package dev.karet.store.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.karet.store.ObjectStore;
import dev.karet.store.PutResult;
import dev.karet.store.S3ObjectStore;
import dev.karet.store.StoreCredentials;
import dev.karet.store.StoreException;
import dev.karet.store.StoreSettings;
import dev.karet.store.server.FaultyLine.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers see when the line to the store, or the store itself, is at fault. */
class S3ObjectStoreFaultTest {

    private static final String TEXT = "text/plain";
    private static final byte[] BODY = new byte[5_000_000];
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static RunningStore running;

    private FaultyLine line;
    private S3ObjectStore store;

    @BeforeAll
    static void start() throws IOException {
        running = RunningStore.start();
        new Random(1).nextBytes(BODY);
        running.client().put("body", BODY, TEXT);
    }

    @AfterAll
    static void stop() throws IOException {
        running.close();
    }

    @BeforeEach
    void connect() throws IOException {
        line = new FaultyLine(running.store().port());
        store = client(line.endpoint(), RunningStore.CREDENTIALS, RunningStore.BUCKET, PATIENCE);
    }

    @AfterEach
    void disconnect() throws IOException {
        store.close();
        line.close();
    }

    @Test
    void aDownloadIsResumedWhereItsConnectionBroke() throws IOException {
        line.next(new Fault.ResetAfter(1_000_000), new Fault.ResetAfter(2_000_000));

        try (var stream = store.open("body")) {
            assertThat(stream.body().readAllBytes()).isEqualTo(BODY);
        }
        assertThat(line.connections()).isEqualTo(3);
    }

    @Test
    void aBodyThatEndsTooSoonIsNotTheEnd() throws IOException {
        line.next(new Fault.EndAfter(1_000_000), new Fault.EndAfter(1_000_000));

        try (var stream = store.open("body")) {
            assertThat(stream.body().readAllBytes()).isEqualTo(BODY);
        }
        assertThat(line.connections()).isEqualTo(3);
    }

    @Test
    void aSmallObjectWhoseBodyEndsTooSoonIsReadAgain() {
        line.next(new Fault.EndAfter(1_000_000), new Fault.ResetAfter(10_000));

        assertThat(store.get("body").orElseThrow().body()).isEqualTo(BODY);
    }

    @Test
    void aDownloadIsNotResumedOnAnotherVersion() throws IOException {
        running.client().put("changing", BODY, TEXT);
        line.next(new Fault.EndAfter(1_000_000));

        try (var stream = store.open("changing")) {
            stream.body().readNBytes(10);
            running.client().put("changing", new byte[BODY.length], TEXT);

            assertThatThrownBy(stream.body()::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessage("\"changing\" was replaced or removed while it was being read.");
        }
    }

    @Test
    void aDownloadFailsWhenTheStoreStaysAway() throws IOException {
        line.next(new Fault.EndAfter(1_000_000));
        try (var impatient =
                        client(line.endpoint(), RunningStore.CREDENTIALS, RunningStore.BUCKET, Duration.ofSeconds(2));
                var stream = impatient.open("body")) {
            stream.body().readNBytes(10);
            line.close();

            assertThatThrownBy(stream.body()::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("body");
        }
    }

    @Test
    void aStoreThatIsBusyForAMomentIsAskedAgain() {
        line.next(new Fault.Status(503), new Fault.Status(500), new Fault.Status(503));

        store.put("after-503", "x".getBytes(UTF_8), TEXT);

        assertThat(running.client().head("after-503")).isPresent();
        assertThat(line.connections()).isEqualTo(4);
    }

    @Test
    void aStoreThatStaysBusyIsUnavailable() {
        for (int i = 0; i < 50; i++) {
            line.next(new Fault.Status(503));
        }
        try (var impatient =
                client(line.endpoint(), RunningStore.CREDENTIALS, RunningStore.BUCKET, Duration.ofSeconds(2))) {
            assertThatThrownBy(() -> impatient.head("body")).isInstanceOf(StoreException.StoreUnavailable.class);
        }
    }

    @Test
    void aCreationWhoseAnswerWasLostIsKnownByItsBody() {
        line.next(new Fault.SwallowAnswer());

        var result = store.createOnly("lost-answer", "mine".getBytes(UTF_8), TEXT);

        var there = running.client().head("lost-answer").orElseThrow();
        assertThat(result).isEqualTo(new PutResult.Stored(there.etag()));
        assertThat(line.connections()).isGreaterThan(1);
    }

    @Test
    void aCreationWhoseAnswerWasLostIsLostWhenAnotherIsThere() {
        running.client().put("taken", "theirs".getBytes(UTF_8), TEXT);
        line.next(new Fault.SwallowAnswer());

        assertThat(store.createOnly("taken", "mine".getBytes(UTF_8), TEXT)).isEqualTo(new PutResult.Lost());
        assertThat(running.client().get("taken").orElseThrow().body())
                .asString(UTF_8)
                .isEqualTo("theirs");
    }

    @Test
    void aReplacementWhoseAnswerWasLostIsKnownByItsBody() {
        var before = running.client().put("replaced", "one".getBytes(UTF_8), TEXT);
        line.next(new Fault.SwallowAnswer());

        var result = store.replaceOnly("replaced", "two".getBytes(UTF_8), TEXT, before.etag());

        assertThat(result).isInstanceOf(PutResult.Stored.class);
        assertThat(running.client().get("replaced").orElseThrow().body())
                .asString(UTF_8)
                .isEqualTo("two");
    }

    @Test
    void aCopyWhoseAnswerWasLostIsMadeAgain() {
        running.client().put("copied", "x".getBytes(UTF_8), TEXT);
        assertThat(store.head("copied")).isPresent();
        line.next(new Fault.SwallowAnswer(), new Fault.SwallowAnswer(), new Fault.Status(503));
        try (var fresh = client(line.endpoint(), RunningStore.CREDENTIALS, RunningStore.BUCKET, PATIENCE)) {
            fresh.copy("copied", "copy");
        }

        assertThat(running.client().get("copy").orElseThrow().body())
                .asString(UTF_8)
                .isEqualTo("x");
        assertThat(line.connections()).isGreaterThan(3);
    }

    @Test
    void aRangeWhoseConnectionBreaksIsReadAgain() {
        line.next(new Fault.EndAfter(100_000), new Fault.ResetAfter(1000), new Fault.SwallowAnswer());

        assertThat(store.read("body", 1000, 2_000_000)).isEqualTo(Arrays.copyOfRange(BODY, 1000, 2_001_000));
        assertThat(line.connections()).isEqualTo(4);
    }

    @Test
    void aLargeUploadSurvivesBrokenConnections(@TempDir Path folder) throws IOException {
        var large = new byte[33 << 20];
        new Random(2).nextBytes(large);
        var file = Files.write(folder.resolve("large"), large);
        line.next(new Fault.SwallowAnswer(), new Fault.ResetAfter(10), new Fault.SwallowAnswer());

        store.putFile("large", file, TEXT);

        assertThat(running.client().get("large").orElseThrow().body()).isEqualTo(large);
    }

    @Test
    void wrongCredentialsAreDeniedWithTheReason() {
        var wrongSecret = new StoreCredentials(RunningStore.CREDENTIALS.accessKeyId(), "wrong");
        var wrongId = new StoreCredentials("SOMEBODYELSE", "wrong");
        for (var wrong : List.of(wrongSecret, wrongId)) {
            try (var denied = client(running.store().endpoint(), wrong, RunningStore.BUCKET, PATIENCE)) {
                for (Consumer<ObjectStore> action : actions()) {
                    assertThatThrownBy(() -> action.accept(denied))
                            .isInstanceOf(StoreException.StoreDenied.class)
                            .hasMessageContaining("Check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
                }
                assertThatThrownBy(() -> denied.checkBucket(true)).isInstanceOf(StoreException.StoreDenied.class);
            }
        }
    }

    @Test
    void aMissingBucketIsNamed() {
        try (var elsewhere = client(running.store().endpoint(), RunningStore.CREDENTIALS, "no-such-bucket", PATIENCE)) {
            for (Consumer<ObjectStore> action : actions()) {
                assertThatThrownBy(() -> action.accept(elsewhere))
                        .isInstanceOf(StoreException.BucketNotFound.class)
                        .hasMessageContaining("The bucket \"no-such-bucket\" does not exist at http://127.0.0.1:");
            }
            assertThatThrownBy(() -> elsewhere.checkBucket(false)).isInstanceOf(StoreException.BucketNotFound.class);
        }
    }

    @Test
    void aMissingBucketIsCreatedWhenAskedFor() {
        try (var fresh = client(running.store().endpoint(), RunningStore.CREDENTIALS, "fresh-bucket", PATIENCE)) {
            fresh.checkBucket(true);
            fresh.checkBucket(false);
            fresh.put("a", "x".getBytes(UTF_8), TEXT);
            assertThat(fresh.list("")).hasSize(1);
        }
    }

    @Test
    void aStoreThatIsNotThereIsUnavailableInTime() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var nowhere = URI.create("http://127.0.0.1:" + port);
        try (var absent = client(nowhere, RunningStore.CREDENTIALS, RunningStore.BUCKET, Duration.ofSeconds(1))) {
            var begun = Instant.now();
            assertThatThrownBy(() -> absent.get("a"))
                    .isInstanceOf(StoreException.StoreUnavailable.class)
                    .hasMessageContaining(nowhere.toString());
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void aStoreThatSaysNothingIsUnavailableInTime() {
        line.next(new Fault.Silence(), new Fault.Silence(), new Fault.Silence(), new Fault.Silence());
        try (var impatient =
                client(line.endpoint(), RunningStore.CREDENTIALS, RunningStore.BUCKET, Duration.ofSeconds(1))) {
            assertThatThrownBy(() -> impatient.head("body")).isInstanceOf(StoreException.StoreUnavailable.class);
        }
    }

    @Test
    void aBatchDeletionThatMissedOneObjectIsAFault() throws IOException {
        var stub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stub.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            var answer =
                    "<DeleteResult><Error><Key>b</Key><Code>AccessDenied</Code><Message>no</Message></Error></DeleteResult>"
                            .getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/xml");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        stub.start();
        var address = URI.create("http://127.0.0.1:" + stub.getAddress().getPort());
        try (var half = client(address, RunningStore.CREDENTIALS, RunningStore.BUCKET, PATIENCE)) {
            assertThatThrownBy(() -> half.deleteAll(List.of("a", "b")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("could not delete 1 of 2 objects, the first being \"b\" (AccessDenied: no)");
        } finally {
            stub.stop(0);
        }
    }

    private static List<Consumer<ObjectStore>> actions() {
        return List.of(
                s -> s.head("body"),
                s -> s.get("body"),
                s -> s.open("body"),
                s -> s.read("body", 0, 8),
                s -> s.copy("body", "new"),
                s -> s.put("new", new byte[1], TEXT),
                s -> s.createOnly("new", new byte[1], TEXT),
                s -> s.list("").forEach(info -> {}),
                s -> s.deleteAll(List.of("new")));
    }

    private static S3ObjectStore client(URI endpoint, StoreCredentials credentials, String bucket, Duration deadline) {
        return new S3ObjectStore(
                new StoreSettings(Optional.of(endpoint), "us-east-1", bucket, Optional.of(credentials), deadline));
    }
}
