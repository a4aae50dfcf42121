package dev.karet.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.store.InMemoryObjectStore;
import dev.karet.store.ObjectInfo;
import dev.karet.store.ObjectStore;
import dev.karet.web.sources.SourceFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceRoutesTest {

    private static final String FILES = "/api/p/shop/sources/transactions_raw/files";

    @TempDir
    Path temp;

    private final ObjectStore store = new InMemoryObjectStore();
    private PipelineFixture web;
    private ApiClient client;

    @BeforeEach
    void start() {
        web = new PipelineFixture(store, temp, Map.of("KARET_UPLOAD_LIMIT", "1000000"));
        client = web.client();
        client.post("/api/pipelines", "{\"slug\":\"shop\",\"template\":\"spending\"}");
    }

    @AfterEach
    void stop() {
        web.close();
    }

    private ApiClient.Answer upload(String name, String body) {
        return upload(client, name, body);
    }

    private static ApiClient.Answer upload(ApiClient client, String name, String body) {
        return client.send(client.request(FILES + "/" + name)
                .header("Content-Type", "text/csv")
                .PUT(BodyPublishers.ofString(body)));
    }

    private List<String> files() {
        return store.list("pipelines/shop/raw/").map(ObjectInfo::key).toList();
    }

    @Test
    void aFileIsUploadedListedDownloadedMovedAndDeleted() {
        var stored = upload("2024-05.csv?folder=2024/may", "date,amount\n");
        assertThat(stored.status()).as(stored.text()).isEqualTo(201);
        assertThat(stored.at("size")).isEqualTo("12");
        assertThat(files()).containsExactly("pipelines/shop/raw/transactions/2024/may/2024-05.csv");
        store.put("pipelines/shop/raw/transactions/_notes.csv", "x".getBytes(UTF_8), "text/csv");

        var sources = client.get("/api/p/shop/sources");
        assertThat(sources.at("sources/0/id")).isEqualTo("transactions_raw");
        assertThat(sources.at("sources/0/files") + " " + sources.at("sources/0/bytes"))
                .isEqualTo("1 12");
        var list = client.get(FILES);
        assertThat(list.at("files/0/folder") + "/" + list.at("files/0/name")).isEqualTo("2024/may/2024-05.csv");
        assertThat(list.at("files/1/isRead")).isEqualTo("false");

        var down = client.get(FILES + "/2024-05.csv?folder=2024/may");
        assertThat(down.text()).isEqualTo("date,amount\n");
        assertThat(down.header("Content-Disposition").orElseThrow()).startsWith("attachment;");
        assertThat(down.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(down.header("Content-Type").orElseThrow()).startsWith("text/csv");

        var moved =
                client.post(FILES + "/2024-05.csv/move?folder=2024/may", "{\"folder\":\"\",\"name\":\"May ä.csv\"}");
        assertThat(moved.status()).as(moved.text()).isEqualTo(200);
        assertThat(files())
                .containsExactly(
                        "pipelines/shop/raw/transactions/May ä.csv", "pipelines/shop/raw/transactions/_notes.csv");
        assertThat(client.delete(FILES + "/May%20%C3%A4.csv").status()).isEqualTo(204);
        assertThat(client.delete(FILES + "/May%20%C3%A4.csv").at("error")).isEqualTo("file_not_found");
        assertThat(client.get("/api/p/shop/sources/none/files").at("error")).isEqualTo("source_not_found");
    }

    @Test
    void filesAreListedAPageAtATimeAndFoundByTheirBeginning() {
        for (int i = 0; i < 25; i++) upload("f%02d.csv".formatted(i), "x");

        var first = client.get(FILES + "?limit=10");
        var second = client.get(FILES + "?limit=10&after=" + first.at("after"));
        var third = client.get(FILES + "?limit=10&after=" + second.at("after"));

        assertThat(first.at("files/9/name")).isEqualTo("f09.csv");
        assertThat(second.at("files/0/name")).isEqualTo("f10.csv");
        assertThat(third.at("files/4/name")).isEqualTo("f24.csv");
        assertThat(third.text()).doesNotContain("\"after\"");
        assertThat(client.get(FILES + "?prefix=f2&limit=1").at("files/0/name")).isEqualTo("f20.csv");
        assertThat(client.get(FILES + "?limit=0").status()).isEqualTo(400);
    }

    @Test
    void aFileThatIsThereIsNotReplacedByWhoDoesNotWantThat() {
        var first = upload("a.csv", "one");

        assertThat(upload(client.with("If-None-Match", "*"), "a.csv", "two").status())
                .isEqualTo(412);
        assertThat(upload(client.with("If-Match", "\"other\""), "a.csv", "two").status())
                .isEqualTo(412);
        assertThat(client.get(FILES + "/a.csv").text()).isEqualTo("one");
        assertThat(upload(client.with("If-Match", first.header("ETag").orElseThrow()), "a.csv", "two")
                        .status())
                .isEqualTo(201);
        upload("b.csv", "another");
        assertThat(client.post(FILES + "/a.csv/move", "{\"name\":\"b.csv\"}").at("error"))
                .isEqualTo("already_exists");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "%2e%2e",
                "..%2f..%2fpipeline.json",
                "..%2fx.csv",
                "x.csv?folder=..",
                "x.csv?folder=../..",
                "x.csv?folder=a//b",
                "x.csv?folder=/a",
                "x.csv?folder=a/",
                "x.csv?folder=a.csv",
                "x.csv?folder=%01",
                "x.csv?folder=%5c..",
                "x%5c.csv",
                "x%00.csv",
                "x%0a.csv",
                "x%7f.csv",
                "_x.csv",
                ".x.csv",
                "x.txt",
                "x.csv.exe",
                "x%EF%BF%BF.csv"
            })
    void aNameThatARunWouldNotReadOrThatLeadsElsewhereIsRefused(String name) {
        var before = store.list("").map(ObjectInfo::key).toList();

        var answer = upload(name, "x");

        assertThat(answer.status()).as(name).isIn(400, 404, 405, 422);
        assertThat(store.list("").map(ObjectInfo::key)).isEqualTo(before);
    }

    @Test
    void aFileThatIsTooLargeIsRefusedWhetherItSaysSoOrNot() {
        String large = "x".repeat(1_000_001);

        assertThat(upload("a.csv", large).status()).isEqualTo(413);
        assertThat(client.send(client.request(FILES + "/a.csv")
                                .PUT(BodyPublishers.ofInputStream(
                                        () -> new ByteArrayInputStream(large.getBytes(UTF_8)))))
                        .status())
                .isEqualTo(413);
        assertThat(client.send(client.request(FILES + "/b.csv")
                                .PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(
                                        large.substring(1).getBytes(UTF_8)))))
                        .status())
                .isEqualTo(201);
        assertThat(files()).containsExactly("pipelines/shop/raw/transactions/b.csv");
    }

    @Test
    void aDownloadHasTheLengthThatItSaysAlsoForWhoCouldUnpackIt() {
        String body = "date,amount\n".repeat(10_000);
        upload("a.csv", body);
        upload("b.csv.gz", body);

        for (String name : List.of("a.csv", "b.csv.gz")) {
            var down = client.with("Accept-Encoding", "gzip").get(FILES + "/" + name);
            assertThat(down.text()).isEqualTo(body);
            assertThat(down.header("Content-Length")).contains(Integer.toString(body.length()));
            assertThat(down.header("Content-Encoding")).isEmpty();
        }
    }

    @Test
    void aFormIsNotTakenForAFile() {
        assertThat(client.send(client.request(FILES + "/a.csv")
                                .header("Content-Type", "multipart/form-data; boundary=x")
                                .PUT(BodyPublishers.ofString("--x")))
                        .status())
                .isEqualTo(415);
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() throws Exception {
        URI address = client.request("/").build().uri();
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream()
                    .write(("PUT " + FILES + "/a.csv HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf")
                            .getBytes(UTF_8));
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .contains(" 408 ");
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void severalFilesAreUploadedAtOnceAndOneTooManyIsAskedToWait() throws Exception {
        var begun = new CountDownLatch(16);
        var go = new CountDownLatch(1);
        var routes = new SourceRoutes(new SourceFiles(store), 1 << 20, Duration.ofMillis(20));
        try (var impatient = WebFixture.open(routes);
                var threads = Executors.newFixedThreadPool(16)) {
            client = impatient.client();
            var uploads = IntStream.range(0, 16)
                    .mapToObj(i -> threads.submit(() -> client.send(client.request(FILES + "/" + i + ".csv")
                                    .PUT(BodyPublishers.ofInputStream(() -> new WaitingBody(begun, go))))
                            .status()))
                    .toList();
            begun.await();
            var refused = tryUntilRefused();
            go.countDown();
            for (var upload : uploads) assertThat(upload.get()).isEqualTo(201);
            assertThat(refused.at("error")).isEqualTo("too_many_uploads");
            assertThat(refused.header("Retry-After")).contains("5");
            assertThat(upload("after.csv", "x").status()).isEqualTo(201);
        }
        assertThat(files().stream().filter(key -> !key.contains("extra"))).hasSize(17);
    }

    /** All sixteen have begun to send; the service takes notice of the last a moment later. */
    private ApiClient.Answer tryUntilRefused() {
        for (int i = 0; i < 1_000; i++) {
            var answer = upload("extra.csv", "x");
            if (answer.status() == 429) return answer;
        }
        throw new AssertionError("never refused");
    }

    private static final class WaitingBody extends InputStream {

        private final CountDownLatch begun;
        private final CountDownLatch go;
        private int sent;

        WaitingBody(CountDownLatch begun, CountDownLatch go) {
            this.begun = begun;
            this.go = go;
        }

        @Override
        public int read() throws IOException {
            if (++sent == 20_000) begun.countDown();
            try {
                if (sent == 40_000) go.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return sent > 60_000 ? -1 : 'x';
        }
    }

    @Test
    void nothingIsWrittenToAPipelineThatIsBeingRenamed() {
        store.put(
                "_karet/changes/shop.json",
                "{\"id\":\"1\",\"kind\":\"leaves\",\"other\":\"store\",\"began\":\"2026-01-01T00:00:00Z\",\"copied\":false}"
                        .getBytes(UTF_8),
                "application/json");

        assertThat(upload("a.csv", "x").at("error")).isEqualTo("pipeline_changing");
        assertThat(client.put("/api/p/shop/config", PipelineFixture.spending()).at("error"))
                .isEqualTo("pipeline_changing");
        assertThat(client.get("/api/pipelines").at("pipelines/0/change")).isEqualTo("being renamed");
    }
}
