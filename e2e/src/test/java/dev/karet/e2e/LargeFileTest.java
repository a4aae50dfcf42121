package dev.karet.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.job.RowAccount;
import dev.karet.model.job.RunAnswer;
import dev.karet.model.json.ApiJson;
import dev.karet.store.Layout;
import dev.karet.store.S3ObjectStore;
import dev.karet.store.Slug;
import dev.karet.store.StoreSettings;
import dev.karet.store.server.CredentialsFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file larger than all the memory that a worker may have, through a store and a worker that are processes of their own. */
@Tag("long")
class LargeFileTest {

    /** Beyond what an int counts. */
    private static final long BYTES = (1L << 31) + (1L << 20);

    private static final long ROOM = 8L << 30;
    private static final long MOST_MEBIBYTES = 900;
    private static final Slug SLUG = new Slug("large");

    @TempDir
    Path home;

    @Test
    void aFileOfTwoGigabytesRunsInAWorkerWithASmallHeap() throws Exception {
        assertThat(Files.getFileStore(home).getUsableSpace())
                .as("free bytes at %s; this test needs 8 GB there, or JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER", home)
                .isGreaterThan(ROOM);
        Path data = Files.createDirectory(home.resolve("store"));
        try (var server = KaretProcess.start(
                        "-Xmx256m", Map.of("KARET_STORE_PORT", "0"), "store", "--data", data.toString());
                var store = new S3ObjectStore(
                        StoreSettings.at(server.address(), "karet-data", CredentialsFile.loadOrCreate(data)))) {
            LargeFile.Expected expected = upload(store);
            try (var worker = KaretProcess.start("-Xmx256m", workerOn(server, data), "worker")) {
                RunAnswer answer = run(worker);

                assertThat(answer.report().errors()).isEmpty();
                assertThat(answer.report().rows())
                        .contains(new RowAccount(
                                expected.written() + expected.rejected(), expected.written(), expected.rejected(), 0));
                assertThat(rejectsByReason(store, answer)).isEqualTo(expected.rejectedByReason());
                long peak = worker.peakMebibytes();
                System.out.printf("2 GB in a worker with -Xmx256m: at most %d MiB held%n", peak);
                assertThat(peak).as("the worker's peak in MiB").isLessThan(MOST_MEBIBYTES);
            }
            assertThat(months(store)).isEqualTo(expected.months());
        }
    }

    /** Uploads the file, which takes room on the disk no longer than that. */
    private LargeFile.Expected upload(S3ObjectStore store) throws IOException {
        Path file = home.resolve("large.csv");
        LargeFile.Expected expected = LargeFile.write(file, BYTES);
        store.putFile(Layout.pipeline(SLUG) + "raw/payments/large.csv", file, "text/csv");
        Files.delete(file);
        store.put(Layout.pipelineConfig(SLUG), LargeFile.PIPELINE.getBytes(UTF_8), "application/json");
        return expected;
    }

    private Map<String, String> workerOn(KaretProcess server, Path data) throws IOException {
        var credentials = CredentialsFile.loadOrCreate(data);
        return Map.of(
                "AWS_ENDPOINT_URL", server.address().toString(),
                "AWS_ACCESS_KEY_ID", credentials.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey(),
                "PORT", "0",
                "KARET_THREADS", "2",
                "KARET_MEMORY_LIMIT", "512MB",
                "KARET_TEMP_DIR", home.resolve("temp").toString());
    }

    private static RunAnswer run(KaretProcess worker) throws IOException, InterruptedException {
        String order = "{\"pipeline_prefix\":\"%s\"}".formatted(Layout.pipeline(SLUG));
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(
                    HttpRequest.newBuilder(worker.address().resolve("/jobs/run"))
                            .timeout(Duration.ofMinutes(20))
                            .POST(BodyPublishers.ofString(order))
                            .build(),
                    BodyHandlers.ofByteArray());
            assertThat(answer.statusCode())
                    .as(() -> new String(answer.body(), UTF_8) + "\n" + worker.log())
                    .isEqualTo(200);
            return ApiJson.readRun(answer.body()).orElseThrow();
        }
    }

    /** How many rows were kept aside for each of the reasons that the file gives. */
    private static Map<String, Long> rejectsByReason(S3ObjectStore store, RunAnswer answer) throws IOException {
        String key = answer.report().files().getFirst().rejects().orElseThrow();
        try (var lines = new BufferedReader(
                new InputStreamReader(store.open(Layout.pipeline(SLUG) + key).body(), UTF_8))) {
            return lines.lines()
                    .collect(Collectors.groupingBy(LargeFile::reasonIn, TreeMap::new, Collectors.counting()));
        }
    }

    private Map<String, LargeFile.Month> months(S3ObjectStore store) throws IOException, SQLException {
        var table = PublishedTable.copy(store, SLUG, "payments", home.resolve("copy"));
        Map<String, LargeFile.Month> months = new TreeMap<>();
        try (var duckdb = DriverManager.getConnection("jdbc:duckdb:");
                var statement = duckdb.createStatement()) {
            statement.execute("SET memory_limit = '1GB'");
            var rows = statement.executeQuery(
                    "select strftime(day, '%Y-%m'), count(*), sum(amount)::varchar, sum(id)::bigint, count(kind) from "
                            + table.relation() + " group by 1");
            while (rows.next()) {
                var month = new LargeFile.Month(
                        rows.getLong(2), rows.getBigDecimal(3).movePointRight(2).longValueExact(), rows.getLong(4));
                assertThat(rows.getLong(5)).as("rows with a kind").isEqualTo(month.rows());
                months.put(rows.getString(1), month);
            }
        }
        return months;
    }
}
