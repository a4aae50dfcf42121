package dev.karet.web.http;

import static dev.karet.web.http.JobsFixture.SALES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.job.JobRecord;
import dev.karet.model.json.JsonTree;
import dev.karet.model.pipeline.OtherFields;
import dev.karet.store.JobId;
import dev.karet.store.Layout;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobRoutesTest {

    private static final String JOBS = "/api/p/sales/jobs";

    private final JobsFixture karet = new JobsFixture();
    private final ApiClient client = karet.replica().client();

    @AfterEach
    void close() {
        karet.close();
    }

    /** Records of runs that are over, a minute apart, every third of them failed. */
    private List<String> history(int runs) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            Instant at = karet.clock.instant().minus(Duration.ofMinutes(runs - i));
            String id = "job-%d-%06d".formatted(at.toEpochMilli(), i);
            JobRecord job = JobRecord.running(id, "sales", i % 2 == 0 ? JobRecord.MANUAL : "webhook", at);
            karet.record(i % 3 == 0 ? job.failed(at, "It was not to be.") : job.ended(at, FakeWorker.NOTHING_NEW));
            ids.add(id);
        }
        return ids.reversed();
    }

    private static List<String> ids(ApiClient.Answer page) {
        JsonTree.Arr jobs = (JsonTree.Arr) ((JsonTree.Obj) page.json()).fields().get("jobs");
        return jobs.elements().stream()
                .map(job -> ((JsonTree.Text) ((JsonTree.Obj) job).fields().get("id")).value())
                .toList();
    }

    private static boolean hasNext(ApiClient.Answer page) {
        return ((JsonTree.Obj) page.json()).fields().containsKey("next");
    }

    @Test
    void runsAreListedNewestFirstPageByPageAndOnlyThePageIsRead() {
        List<String> ids = history(120);
        ApiClient.Answer first = client.get(JOBS + "?limit=50");
        assertThat(ids(first)).isEqualTo(ids.subList(0, 50));
        assertThat(first.at("next")).isEqualTo(ids.get(49));
        assertThat(karet.store.reads(Layout.job(SALES, new JobId(ids.get(50))))).isZero();

        ApiClient.Answer last = client.get(JOBS + "?limit=50&before=" + ids.get(99));
        assertThat(ids(last)).isEqualTo(ids.subList(100, 120));
        assertThat(hasNext(last)).isFalse();
        assertThat(first.at("jobs/2/error")).isEqualTo("It was not to be.");
    }

    @Test
    void noRunBeginsWhileThePipelineIsRenamedOrDeleted() {
        karet.store.put(Layout.change(SALES), "{}".getBytes(UTF_8), "application/json");

        assertThat(client.post(JOBS, "").at("error")).isEqualTo("pipeline_changing");

        karet.store.delete(Layout.change(SALES));
        assertThat(client.post(JOBS, "").status()).isEqualTo(202);
    }

    @Test
    void filteredPagesAddUpToWhatTheFilterAdmits() {
        List<String> ids = history(900);
        List<String> wanted = ids.stream()
                .filter(id -> karet.record(id).status() == JobRecord.Status.FAILED
                        && karet.record(id).trigger().equals("webhook"))
                .toList();
        List<String> found = new ArrayList<>();
        String from = "";
        int pages = 0;
        while (true) {
            ApiClient.Answer page = client.get(JOBS + "?status=failed&trigger=webhook&limit=40" + from);
            found.addAll(ids(page));
            pages++;
            if (!hasNext(page)) break;
            from = "&before=" + page.at("next");
        }
        assertThat(found).isEqualTo(wanted);
        assertThat(pages).isBetween(3, 6);
        assertThat(ids(client.get(JOBS + "?trigger=schedule"))).isEmpty();
    }

    @Test
    void aRunAgainHasTheOptionsOfTheFirst() {
        String first = client.post(JOBS + "?clean=true", "").at("id");
        karet.worker.finish(first);
        ApiClient.Answer again = client.post(JOBS + "/" + first + "/again", "");
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.at("clean")).isEqualTo("true");
        assertThat(karet.worker.asked().getLast().cleanRun()).isTrue();
    }

    @Test
    void fieldsThatOtherMakersPutIntoARecordAreNotShown() {
        JobRecord job = JobRecord.scheduled(
                "job-1700000000000-abcdef",
                "sales",
                "manual",
                karet.clock.instant(),
                karet.clock.instant(),
                new OtherFields(Map.of("somebody", "{\"elses\":1}")));
        karet.record(job.failed(karet.clock.instant(), "no"));
        assertThat(client.get(JOBS + "/" + job.id()).text()).doesNotContain("somebody");
        assertThat(client.get(JOBS).at("jobs/0/id")).isEqualTo(job.id());
    }

    @Test
    void whatIsNotThereAndWhatIsWrongIsTold() {
        assertThat(client.get("/api/p/nowhere/jobs").at("error")).isEqualTo("pipeline_config_not_found");
        assertThat(client.post("/api/p/nowhere/jobs", "").status()).isEqualTo(404);
        assertThat(client.get("/api/p/UPPER/jobs").at("error")).isEqualTo("invalid_slug");
        assertThat(client.get(JOBS + "/job-1700000000000-abcdef").at("error")).isEqualTo("job_not_found");
        assertThat(client.get(JOBS + "/..%2f..%2fx").status()).isIn(400, 404);
        assertThat(client.get(JOBS + "/x/rejects").at("error")).isEqualTo("job_not_found");
        assertThat(client.post(JOBS + "/job-1700000000000-abcdef/cancel", "").status())
                .isEqualTo(404);
        for (String query : List.of("limit=0", "limit=201", "limit=x", "status=odd", "before=x")) {
            assertThat(client.get(JOBS + "?" + query).at("error")).as(query).isEqualTo("bad_request");
        }
        assertThat(client.post(JOBS + "?clean=perhaps", "").at("message")).contains("clean");
    }
}
