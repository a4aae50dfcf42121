package dev.karet.web.http;

import static dev.karet.web.http.JobsFixture.SALES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.pipeline.CheckResult;
import dev.karet.store.Leases;
import dev.karet.store.Slug;
import dev.karet.web.WebSettings;
import dev.karet.web.pipelines.NewPipeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstRunTest {

    @TempDir
    Path temp;

    private final JobsFixture karet = new JobsFixture();
    private final JobsFixture.Replica jobs = karet.replica();
    private WebFixture web;
    private ApiClient client;

    @BeforeEach
    void start() {
        WebSettings settings = WebFixture.settings(Map.of("KARET_TEMP_DIR", temp.toString()));
        PipelineFeatures pipelines = new PipelineFeatures(
                karet.store,
                new Leases(karet.store, Duration.ofSeconds(30), karet.clock),
                karet.clock,
                settings,
                new PipelineFeatures.Ports(
                        document -> new CheckResult(List.of(), List.of()),
                        NewPipeline.Companions.ofTemplates(),
                        jobs.features().firstRun()::of));
        web = WebFixture.start(settings, WebFixture.OPEN, pipelines.routes().toArray(Routes.Feature[]::new));
        client = web.client();
    }

    @AfterEach
    void stop() {
        web.close();
        karet.close();
    }

    private ApiClient.Answer create(String slug, String template) {
        return client.post("/api/pipelines", "{\"slug\":\"%s\",\"template\":\"%s\"}".formatted(slug, template));
    }

    private ApiClient.Answer takeIn(String slug, Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            Map<String, String> all = new LinkedHashMap<>(files);
            all.put("pipeline.json", PipelineFixture.spending());
            for (var file : all.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(UTF_8));
            }
        }
        return client.send(client.request("/api/pipelines/import?slug=" + slug)
                .header("Content-Type", "application/zip")
                .POST(BodyPublishers.ofByteArray(bytes.toByteArray())));
    }

    @Test
    void aPipelineThatBeginsWithDataRunsAtOnceAndTheAnswerNamesTheRun() {
        var created = create("bank", "spending");

        assertThat(created.status()).isEqualTo(201);
        String job = created.at("job");
        assertThat(karet.worker.running()).containsExactly(job);
        var listed = client.get("/api/pipelines");
        assertThat(listed.at("pipelines/0/health")).isEqualTo("running");
        assertThat(listed.at("pipelines/0/lastRun/id")).isEqualTo(job);
        assertThat(listed.at("pipelines/0/lastRun/trigger")).isEqualTo("created");

        karet.publish(new Slug("bank"), 1);
        karet.pass(Duration.ofMinutes(12));
        assertThat(jobs.client().get("/api/p/bank/jobs").at("jobs").split("\"id\"", -1))
                .as("one run")
                .hasSize(2);
    }

    @Test
    void aPipelineThatBeginsWithNothingDoesNotRun() {
        assertThat(create("empty", "blank").text()).isEqualTo("{\"slug\":\"empty\"}");
        assertThat(karet.worker.asked()).isEmpty();
    }

    @Test
    void aPipelineIsMadeAlsoWhileNoWorkerIsThereAndRunsWhenOneIs() {
        karet.worker.isDown();
        var created = create("bank", "spending");
        assertThat(created.status()).isEqualTo(201);
        assertThat(client.get("/api/pipelines").at("pipelines/0/health")).isEqualTo("scheduled");

        karet.worker.isUp();
        karet.pass(Duration.ofSeconds(5));

        assertThat(karet.worker.running()).containsExactly(created.at("job"));
    }

    @Test
    void aNameThatIsTakenStartsNothing() {
        karet.store.put("pipelines/sales/raw/t/a.csv", "x".getBytes(UTF_8), "text/csv");
        assertThat(create(SALES.value(), "spending").status()).isEqualTo(409);
        assertThat(karet.worker.asked()).isEmpty();
    }

    @Test
    void anArchiveWithDataAloneRunsAtOnceAndOneThatBringsItsResultsDoesNot() throws IOException {
        String csv = "date,description,amount,account\n2026-01-02,COFFEE,1,Visa\n";

        var fresh = takeIn("fresh", Map.of("raw/transactions/a.csv", csv));
        assertThat(fresh.status()).as(fresh.text()).isEqualTo(201);
        assertThat(karet.worker.running()).containsExactly(fresh.at("job"));

        var published = takeIn(
                "published", Map.of("raw/transactions/a.csv", csv, "_karet/commits/0000000001.json.gz", "a commit"));
        assertThat(published.text()).isEqualTo("{\"slug\":\"published\"}");

        var manual =
                takeIn("manual", Map.of("raw/transactions/a.csv", csv, "_karet/schedule.json", "{\"auto_run\":false}"));
        assertThat(manual.text()).isEqualTo("{\"slug\":\"manual\"}");
        assertThat(karet.worker.asked()).hasSize(1);
    }

    @Test
    void aStoreThatFailsAfterThePipelineIsThereCostsTheRunAndNotThePipeline() {
        var run = jobs.features().firstRun();
        create("bank", "blank");
        karet.store.put("pipelines/bank/raw/t/a.csv", "x".getBytes(UTF_8), "text/csv");
        karet.store.breakOff();

        assertThat(run.of(new Slug("bank"))).isEmpty();

        karet.store.mend();
        karet.pass(Duration.ofMinutes(6));
        assertThat(karet.worker.asked()).as("the look for lost events").hasSize(1);
    }
}
