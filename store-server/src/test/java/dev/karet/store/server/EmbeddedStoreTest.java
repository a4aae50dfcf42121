package dev.karet.store.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.karet.store.S3ObjectStore;
import dev.karet.store.StoreException;
import dev.karet.store.StoreSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreTest {

    private static final String TEXT = "text/plain";

    @TempDir
    Path data;

    @Test
    void whatWasStoredIsThereAfterARestart() throws IOException {
        try (var first = start(ObjectListener.NOBODY);
                var client = client(first)) {
            client.put("a/b", "kept".getBytes(UTF_8), TEXT);
        }
        try (var second = start(ObjectListener.NOBODY);
                var client = client(second)) {
            assertThat(client.get("a/b").orElseThrow().body()).asString(UTF_8).isEqualTo("kept");
        }
    }

    @Test
    void aSecondStoreIsKeptOutOfTheDirectoryAndToldItsName() throws IOException {
        try (var first = start(ObjectListener.NOBODY)) {
            assertThatThrownBy(() -> start(ObjectListener.NOBODY))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Another Karet store is running on " + data.toAbsolutePath());
            assertThat(first.port()).isPositive();
        }
        start(ObjectListener.NOBODY).close();
    }

    @Test
    void aTakenPortIsNamed(@TempDir Path other) throws IOException {
        try (var first = start(ObjectListener.NOBODY)) {
            var same = EmbeddedStoreSettings.local(other, first.port(), RunningStore.BUCKET, RunningStore.CREDENTIALS);
            assertThatThrownBy(() -> EmbeddedStore.start(same, ObjectListener.NOBODY))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("port " + first.port())
                    .hasMessageContaining("KARET_STORE_PORT");
        }
    }

    @Test
    void nothingIsAnsweredWithoutASignature() throws Exception {
        try (var store = start(ObjectListener.NOBODY);
                var client = client(store);
                var http = HttpClient.newHttpClient()) {
            client.put("secret.csv", "x".getBytes(UTF_8), TEXT);
            for (var path : List.of("/", "/karet-data", "/karet-data?list-type=2", "/karet-data/secret.csv")) {
                var answer = http.send(
                        HttpRequest.newBuilder(store.endpoint().resolve(path)).build(), BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(path).isEqualTo(403);
                assertThat(answer.body()).doesNotContain("secret.csv</Key>");
            }
        }
    }

    @Test
    void everyNewObjectIsAnnouncedOnceItCanBeRead(@TempDir Path folder) throws Exception {
        var events = new LinkedBlockingQueue<ObjectCreated>();
        try (var store = start(events::add);
                var client = client(store)) {
            var put = client.put("pipelines/p/raw/t/ä b.csv", "abc".getBytes(UTF_8), TEXT);
            var first = next(events);
            assertThat(first.eventName()).isEqualTo("s3:ObjectCreated:Put");
            assertThat(first.bucket()).isEqualTo(RunningStore.BUCKET);
            assertThat(first.key()).isEqualTo("pipelines/p/raw/t/ä b.csv");
            assertThat(first.size()).isEqualTo(3);
            assertThat(first.etag()).isEqualTo(put.etag());

            var large = client.putFile("large", Files.write(folder.resolve("l"), new byte[33 << 20]), TEXT);
            var second = next(events);
            assertThat(second.eventName()).isEqualTo("s3:ObjectCreated:CompleteMultipartUpload");
            assertThat(second.size()).isEqualTo(33 << 20);
            assertThat(second.etag()).isEqualTo(large.etag()).endsWith("-3");

            client.createOnly("large", "lost".getBytes(UTF_8), TEXT);
            client.delete("large");
            client.put("last", new byte[0], TEXT);
            assertThat(next(events).key()).isEqualTo("last");
        }
    }

    @Test
    void aCopyIsAnnouncedAndKeepsItsContentType(@TempDir Path folder) throws Exception {
        var events = new LinkedBlockingQueue<ObjectCreated>();
        try (var store = start(events::add);
                var client = client(store);
                var inParts = client(store, 6 << 20)) {
            var body = new byte[13 << 20];
            new Random(7).nextBytes(body);
            client.putFile("from.parquet", Files.write(folder.resolve("f"), body), "application/x-parquet");
            next(events);

            var whole = client.copy("from.parquet", "to/whole");
            var announced = next(events);
            var parts = inParts.copy("from.parquet", "to/parts");
            var second = next(events);

            assertThat(announced.eventName()).isEqualTo("s3:ObjectCreated:Copy");
            assertThat(announced.key()).isEqualTo("to/whole");
            assertThat(announced.size()).isEqualTo(body.length);
            assertThat(announced.etag()).isEqualTo(whole.etag());
            assertThat(second.key()).isEqualTo("to/parts");
            assertThat(second.etag()).isEqualTo(parts.etag()).endsWith("-3");
            for (var key : List.of("to/whole", "to/parts")) {
                assertThat(client.get(key).orElseThrow().body()).isEqualTo(body);
                assertThat(contentType(key)).startsWith("application/x-parquet");
            }
            assertThat(folder(".staging")).isEmpty();
        }
    }

    @Test
    void aCopyWithoutRoomOnTheDiskIsRefusedAndLeavesTheOldObjectWhole() throws IOException {
        try (var store = start(ObjectListener.NOBODY);
                var client = client(store)) {
            client.put("from", "new".getBytes(UTF_8), TEXT);
            client.put("to", "old".getBytes(UTF_8), TEXT);
        }
        var reserve = Files.getFileStore(data).getTotalSpace();
        var full = new EmbeddedStoreSettings(
                data, EmbeddedStoreSettings.LOOPBACK, 0, RunningStore.BUCKET, RunningStore.CREDENTIALS, reserve);
        try (var store = EmbeddedStore.start(full, ObjectListener.NOBODY);
                var client = client(store)) {
            assertThatThrownBy(() -> client.copy("from", "to"))
                    .isInstanceOf(StoreException.StoreUnavailable.class)
                    .hasMessageContaining("disk of this store is full");
            assertThat(client.get("to").orElseThrow().body()).asString(UTF_8).isEqualTo("old");
        }
    }

    @Test
    void anEventThatIsNotTakenComesAgainAndHoldsNoWriteUp() throws Exception {
        var tries = new AtomicInteger();
        var taken = new LinkedBlockingQueue<ObjectCreated>();
        try (var store = start(event -> {
                    if (tries.incrementAndGet() < 3) {
                        throw new IOException("not now");
                    }
                    taken.add(event);
                });
                var client = client(store)) {
            client.put("one", new byte[1], TEXT);
            client.put("two", new byte[1], TEXT);

            assertThat(next(taken).key()).isEqualTo("one");
            assertThat(next(taken).key()).isEqualTo("two");
            assertThat(tries).hasValue(4);
        }
    }

    @Test
    void aFullDiskIsAnAnswerAndLeavesTheOldObjectWhole(@TempDir Path folder) throws IOException {
        try (var store = start(ObjectListener.NOBODY);
                var client = client(store)) {
            client.put("a", "old".getBytes(UTF_8), TEXT);
        }
        var reserve = Files.getFileStore(data).getTotalSpace();
        var full = new EmbeddedStoreSettings(
                data, EmbeddedStoreSettings.LOOPBACK, 0, RunningStore.BUCKET, RunningStore.CREDENTIALS, reserve);
        try (var store = EmbeddedStore.start(full, ObjectListener.NOBODY);
                var client = client(store)) {
            var file = Files.write(folder.resolve("f"), new byte[20 << 20]);
            assertThatThrownBy(() -> client.put("a", "new".getBytes(UTF_8), TEXT))
                    .isInstanceOf(StoreException.StoreUnavailable.class)
                    .hasMessageContaining("disk of this store is full");
            assertThatThrownBy(() -> client.putFile("a", file, TEXT))
                    .isInstanceOf(StoreException.StoreUnavailable.class)
                    .hasMessageContaining("disk of this store is full");
            assertThat(client.get("a").orElseThrow().body()).asString(UTF_8).isEqualTo("old");
            assertThat(client.list("")).hasSize(1);
            client.delete("a");
        }
    }

    @Test
    void keysThatCannotBeFilesAreRefusedWithTheReason() throws IOException {
        try (var store = start(ObjectListener.NOBODY);
                var client = client(store)) {
            client.put("a/b", new byte[1], TEXT);
            client.put("c", new byte[1], TEXT);
            refused(client, "a", "no key may also be the folder of another");
            refused(client, "c/d", "no key may also be the folder of another");
            refused(client, "x/" + "n".repeat(256), "more than 255 bytes");
            refused(client, ".mpus-1", "reserved");
            assertThat(client.list("").map(info -> info.key())).containsExactly("a/b", "c");
        }
    }

    @Test
    void aPartOfAKeyMayBeAsLongAsAFilesNameInOneRequestAndInSeveral(@TempDir Path folder) throws IOException {
        try (var store = start(ObjectListener.NOBODY);
                var client = client(store)) {
            var longest = "clean/t/" + "k".repeat(54) + "=" + "v".repeat(200) + "/";
            var file = Files.write(folder.resolve("f"), new byte[33 << 20]);

            client.put(longest + "n".repeat(255), new byte[3], TEXT);
            client.putFile(longest + "data.parquet", file, TEXT);

            assertThat(client.get(longest + "n".repeat(255)).orElseThrow().body())
                    .hasSize(3);
            assertThat(client.list("clean/t/").map(info -> info.size())).containsExactly(33L << 20, 3L);
            assertThatThrownBy(() -> client.putFile("x/" + "n".repeat(201), file, TEXT))
                    .hasMessageContaining("no more than 200 bytes in a multipart upload");
            client.delete(longest + "data.parquet");
            client.delete(longest + "n".repeat(255));
            assertThat(client.list("")).isEmpty();
        }
    }

    @Test
    void aFileThatWasPutThereByHandIsAnObjectToo() throws IOException {
        try (var store = start(ObjectListener.NOBODY);
                var client = client(store)) {
            var raw = Files.createDirectories(
                    data.resolve("objects").resolve(RunningStore.BUCKET).resolve("raw"));
            Files.writeString(raw.resolve("by-hand.csv"), "a,b\n");

            var listed = client.list("raw/").toList();
            assertThat(listed)
                    .singleElement()
                    .satisfies(info -> assertThat(info.size()).isEqualTo(4));
            assertThat(client.head("raw/by-hand.csv").orElseThrow().etag())
                    .isEqualTo(listed.getFirst().etag())
                    .startsWith("modified-");
            assertThat(client.get("raw/by-hand.csv").orElseThrow().body())
                    .asString(UTF_8)
                    .isEqualTo("a,b\n");
            try (var stream = client.open("raw/by-hand.csv")) {
                assertThat(stream.body().readAllBytes()).hasSize(4);
            }
            client.put("raw/by-hand.csv", "c".getBytes(UTF_8), TEXT);
            assertThat(client.head("raw/by-hand.csv").orElseThrow().etag()).doesNotStartWith("modified-");
        }
    }

    @Test
    void leftoversOfAKilledProcessAreSweptAtStart() throws IOException {
        start(ObjectListener.NOBODY).close();
        var objects = data.resolve("objects");
        var uuid = "01234567-89ab-cdef-0123-456789abcdef";
        var staged = Files.writeString(objects.resolve(".staging").resolve(uuid), "half");
        var uploads =
                Files.createDirectories(objects.resolve(RunningStore.BUCKET).resolve(".mpus-" + uuid + "-raw"));
        var part = Files.writeString(uploads.resolve("f.csv-1"), "a whole part");
        var halfPart = Files.writeString(uploads.resolve("f.csv-2-" + uuid), "half a part");

        try (var store = start(ObjectListener.NOBODY);
                var client = client(store)) {
            assertThat(staged).doesNotExist();
            assertThat(halfPart).doesNotExist();
            assertThat(part).exists();
            assertThat(client.list("")).isEmpty();
        }
    }

    @Test
    void theKeyPairIsMadeOnceForTheOwnerAloneAndAShellCanSourceIt() throws Exception {
        var made = CredentialsFile.loadOrCreate(data);

        assertThat(CredentialsFile.loadOrCreate(data)).isEqualTo(made);
        var file = CredentialsFile.in(data);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        var shell = new ProcessBuilder(
                        "sh",
                        "-c",
                        ". \"$0\" && printf '%s/%s' \"$AWS_ACCESS_KEY_ID\" \"$AWS_SECRET_ACCESS_KEY\"",
                        file.toString())
                .start();
        assertThat(new String(shell.getInputStream().readAllBytes(), UTF_8))
                .isEqualTo(made.accessKeyId() + "/" + made.secretAccessKey());
        assertThat(made.toString()).doesNotContain(made.secretAccessKey());
    }

    @Test
    void aKeyFileWithoutItsSecretIsNamed() throws IOException {
        Files.writeString(CredentialsFile.in(data), "AWS_ACCESS_KEY_ID=x\n");

        assertThatThrownBy(() -> CredentialsFile.loadOrCreate(data))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(CredentialsFile.in(data) + " lacks a line");
    }

    private static void refused(S3ObjectStore client, String key, String reason) {
        assertThatThrownBy(() -> client.put(key, new byte[1], TEXT))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(reason);
    }

    private static ObjectCreated next(LinkedBlockingQueue<ObjectCreated> events) throws InterruptedException {
        var event = events.poll(20, TimeUnit.SECONDS);
        assertThat(event).as("an event").isNotNull();
        return event;
    }

    private EmbeddedStore start(ObjectListener listener) throws IOException {
        return EmbeddedStore.start(
                EmbeddedStoreSettings.local(data, 0, RunningStore.BUCKET, RunningStore.CREDENTIALS), listener);
    }

    private static S3ObjectStore client(EmbeddedStore store, long copiedInOnePiece) {
        return new S3ObjectStore(
                StoreSettings.at(store.endpoint(), RunningStore.BUCKET, RunningStore.CREDENTIALS), copiedInOnePiece);
    }

    private String contentType(String key) throws IOException {
        var file = data.resolve("objects").resolve(RunningStore.BUCKET).resolve(key);
        return new String((byte[]) Files.getAttribute(file, "user:user.content-type"), UTF_8);
    }

    private List<Path> folder(String name) throws IOException {
        try (var entries = Files.list(data.resolve("objects").resolve(name))) {
            return entries.toList();
        }
    }

    private static S3ObjectStore client(EmbeddedStore store) {
        return new S3ObjectStore(StoreSettings.at(
                URI.create("http://127.0.0.1:" + store.port()), RunningStore.BUCKET, RunningStore.CREDENTIALS));
    }
}
