package dev.karet.web.http;

import static dev.karet.web.http.JobsFixture.SALES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.job.Progress;
import dev.karet.model.job.Progress.Stage;
import dev.karet.model.job.RowAccount;
import dev.karet.model.job.RunReport;
import dev.karet.store.JobId;
import dev.karet.store.Layout;
import dev.karet.web.jobs.JobWatch;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobStreamTest {

    private final JobsFixture karet = new JobsFixture();
    private final JobsFixture.Replica web = karet.replica();

    @AfterEach
    void close() {
        karet.close();
    }

    private HttpResponse<InputStream> listen(String job) throws IOException, InterruptedException {
        ApiClient client = web.client().with("Last-Event-ID", "of another service");
        return client.connections()
                .send(client.request("/api/p/sales/jobs/" + job + "/events").build(), BodyHandlers.ofInputStream());
    }

    private static List<String> data(String stream, String event) {
        List<String> found = new ArrayList<>();
        String[] lines = stream.split("\n");
        for (int i = 1; i < lines.length; i++) {
            if (lines[i - 1].equals("event: " + event)) found.add(lines[i].substring("data: ".length()));
        }
        return found;
    }

    @Test
    void aRunIsShownFromItsBeginningToItsEnd() throws Exception {
        karet.worker.isDown();
        String job = web.client().post("/api/p/sales/jobs", "").at("id");
        HttpResponse<InputStream> response = listen(job);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");

        karet.worker.isUp();
        karet.pass(Duration.ofSeconds(3));
        karet.worker.progress(job, new Progress(Stage.READING, 1, 3, 10, 3_000, 0, 0, 0));
        karet.pass(Duration.ofSeconds(1));
        karet.worker.progress(job, new Progress(Stage.PUBLISHING, 3, 3, 3_000, 3_000, 70, 0, 2));
        karet.pass(Duration.ofSeconds(1));
        karet.worker.finish(
                job,
                new RunReport(
                        2,
                        3,
                        Optional.of(new RowAccount(70, 68, 2, 0)),
                        List.of(),
                        List.of(),
                        List.of("raw/t/bad.csv: it is no CSV")));
        karet.pass(Duration.ofSeconds(1));

        String stream = new String(response.body().readAllBytes(), UTF_8);
        assertThat(data(stream, "record").getFirst()).contains("\"status\":\"scheduled\"");
        assertThat(data(stream, "record").getLast()).contains("\"status\":\"completed\"", "\"rows_rejected\":2");
        assertThat(data(stream, "end")).containsExactly("{}");
        assertThat(String.join("\n", data(stream, "log")))
                .containsSubsequence(
                        "was asked for (manual)",
                        "No worker can be reached",
                        "The worker began.",
                        "Reading 3 files, 3,000 bytes.",
                        "Publishing 2 partitions.",
                        "raw/t/bad.csv: it is no CSV",
                        "70 rows: 68 written, 2 rejected, 0 deduplicated.",
                        "The run has completed.");
    }

    @Test
    void aRunThatIsOverIsShownAndTheStreamEnds() throws Exception {
        String job = web.client().post("/api/p/sales/jobs", "").at("id");
        karet.worker.finish(job);
        String stream = new String(listen(job).body().readAllBytes(), UTF_8);
        assertThat(data(stream, "log")).hasSize(2);
        assertThat(data(stream, "end")).hasSize(1);
    }

    @Test
    void theLogOfARunThatIsOverTellsHowItBeganAndWhatCameOfIt() throws Exception {
        String job = web.client().post("/api/p/sales/jobs", "").at("id");
        RowAccount rows = new RowAccount(70, 68, 2, 0);
        karet.worker.finish(
                job,
                new RunReport(
                        2,
                        2,
                        Optional.of(rows),
                        List.of(),
                        List.of(
                                file("raw/t/a.csv", RunReport.State.READ),
                                file("raw/t/b.csv", RunReport.State.UNCHANGED)),
                        List.of("raw/t/c.csv: it is no CSV")));

        String log = String.join("\n", data(new String(listen(job).body().readAllBytes(), UTF_8), "log"));

        assertThat(log)
                .containsSubsequence(
                        "The run began (manual).",
                        "1 of 2 files were read anew, 2 partitions were written.",
                        "raw/t/c.csv: it is no CSV",
                        "70 rows: 68 written, 2 rejected, 0 deduplicated.",
                        "The run has completed.");
    }

    private static RunReport.FileReport file(String file, RunReport.State state) {
        return new RunReport.FileReport("m", file, state, RowAccount.NONE, Optional.empty(), Optional.empty());
    }

    @Test
    void howeverManyListenARunIsReadOnceASecond() throws Exception {
        String job = web.client().post("/api/p/sales/jobs", "").at("id");
        List<HttpResponse<InputStream>> listening = new ArrayList<>();
        for (int i = 0; i < 5; i++) listening.add(listen(job));
        String key = Layout.progress(SALES, new JobId(job));
        int before = karet.store.reads(key);
        karet.pass(Duration.ofSeconds(10));
        assertThat(karet.store.reads(key) - before).isEqualTo(10);
        karet.worker.finish(job);
        karet.pass(Duration.ofSeconds(1));
        for (HttpResponse<InputStream> one : listening) {
            assertThat(data(new String(one.body().readAllBytes(), UTF_8), "end"))
                    .hasSize(1);
        }
    }

    @Test
    void theStreamOfARunEndsWhenTheServiceGoesDown() throws Exception {
        String job = web.client().post("/api/p/sales/jobs", "").at("id");
        HttpResponse<InputStream> response = listen(job);
        web.features().close();
        assertThat(data(new String(response.body().readAllBytes(), UTF_8), "end"))
                .isEmpty();
    }

    @Test
    void noMoreListenThanMay() {
        String job = web.client().post("/api/p/sales/jobs", "").at("id");
        JobWatch watch = new JobWatch(karet.store, karet.clock, Runnable::run, 2);
        try (WebFixture small = WebFixture.open(new JobRoutes(
                        new dev.karet.web.jobs.Jobs(
                                karet.store,
                                new dev.karet.web.jobs.RunQueue(
                                        karet.store,
                                        karet.worker,
                                        karet.clock,
                                        Runnable::run,
                                        dev.karet.web.jobs.RunQueue.Patience.DEFAULT),
                                karet.clock),
                        watch,
                        new dev.karet.web.jobs.RejectedRows(karet.store)));
                JobWatch.Listening _ = watch.listen(SALES, new JobId(job));
                JobWatch.Listening _ = watch.listen(SALES, new JobId(job))) {
            ApiClient.Answer answer = small.client().get("/api/p/sales/jobs/" + job + "/events");
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.at("error")).isEqualTo("too_many_listeners");
            assertThat(answer.header("Retry-After")).isPresent();
        }
        assertThat(web.client()
                        .get("/api/p/sales/jobs/job-1700000000000-abcdef/events")
                        .status())
                .isEqualTo(404);
    }
}
