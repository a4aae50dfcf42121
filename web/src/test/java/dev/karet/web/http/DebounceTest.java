package dev.karet.web.http;

import static dev.karet.web.http.JobsFixture.SALES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.karet.model.job.JobRecord;
import dev.karet.model.job.JobRecord.Status;
import dev.karet.store.Layout;
import dev.karet.store.Slug;
import dev.karet.store.StoreException;
import dev.karet.web.http.JobsFixture.Replica;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DebounceTest {

    private final JobsFixture karet = new JobsFixture();

    @AfterEach
    void close() {
        karet.close();
    }

    @Test
    void anUploadIsAScheduledRunAtOnceAndBeginsAfterFiveSecondsOfQuiet() {
        Replica web = karet.replica();
        Instant first = karet.clock.instant();
        assertThat(web.uploaded("t/a.csv")).isTrue();
        ApiClient.Answer list = web.client().get("/api/p/sales/jobs?status=scheduled");
        assertThat(list.at("jobs/0/trigger")).isEqualTo("webhook");
        assertThat(list.at("jobs/0/nextRunAt")).isEqualTo(first.plusSeconds(5).toString());
        karet.pass(Duration.ofSeconds(4));
        assertThat(karet.worker.asked()).isEmpty();
        karet.pass(Duration.ofSeconds(1));
        assertThat(karet.worker.running()).hasSize(1);
    }

    @Test
    void everyFurtherUploadPutsTheRunOffUntilItIsQuiet() {
        Replica web = karet.replica();
        for (int i = 0; i < 4; i++) {
            web.uploaded("t/%d.csv".formatted(i));
            karet.pass(Duration.ofSeconds(3));
        }
        assertThat(karet.worker.asked()).isEmpty();
        assertThat(karet.records(Status.SCHEDULED)).hasSize(1);
        karet.pass(Duration.ofSeconds(2));
        assertThat(karet.worker.asked()).hasSize(1);
        assertThat(karet.records()).hasSize(1);
    }

    @Test
    void theRunBeginsHalfAMinuteAfterTheFirstUploadThoughTheyGoOn() {
        Replica web = karet.replica();
        for (int second = 0; second < 30; second++) {
            assertThat(karet.worker.asked()).as("after %d s", second).isEmpty();
            web.uploaded("t/%d.csv".formatted(second));
            karet.pass(Duration.ofSeconds(1));
        }
        assertThat(karet.worker.asked()).hasSize(1);
        web.uploaded("t/30.csv");
        assertThat(karet.records()).hasSize(2);
    }

    @Test
    void uploadsThatSeveralServicesHearOfBecomeOneRun() {
        Replica one = karet.replica();
        Replica other = karet.replica();
        for (int i = 0; i < 6; i++) {
            (i % 2 == 0 ? one : other).uploaded("t/%d.csv".formatted(i));
            one.uploaded("t/%d.csv".formatted(i));
            karet.pass(Duration.ofSeconds(2));
        }
        assertThat(karet.worker.asked()).isEmpty();
        karet.pass(Duration.ofSeconds(3));
        assertThat(karet.worker.asked()).hasSize(1);
        assertThat(karet.records()).hasSize(1);
    }

    @Test
    void anUploadDuringARunBecomesOneRunAfterIt() {
        Replica web = karet.replica();
        web.uploaded("t/a.csv");
        karet.pass(Duration.ofSeconds(5));
        String first = karet.worker.running().getFirst();
        for (int i = 0; i < 40; i++) {
            web.uploaded("t/b%d.csv".formatted(i));
            karet.pass(Duration.ofSeconds(2));
        }
        assertThat(karet.records()).hasSize(2);
        assertThat(karet.records(Status.SCHEDULED)).hasSize(1);
        karet.worker.finish(first);
        assertThat(karet.worker.running()).hasSize(1).doesNotContain(first);
        karet.worker.finish(karet.worker.running().getFirst());
        karet.pass(Duration.ofMinutes(1));
        assertThat(karet.records(Status.COMPLETED)).hasSize(2);
        assertThat(karet.records()).hasSize(2);
    }

    @Test
    void anUploadSurvivesTheServiceThatHeardOfIt() {
        Replica web = karet.replica();
        web.uploaded("t/a.csv");
        web.close();
        karet.replica();
        karet.pass(Duration.ofSeconds(8));
        assertThat(karet.worker.running()).hasSize(1);
    }

    @Test
    void aPlaceWhoseRecordWasNeverWrittenIsFilledByTheNextUpload() {
        Replica web = karet.replica();
        web.uploaded("t/a.csv");
        JobRecord lost = karet.records().getFirst();
        karet.store.delete(Layout.job(SALES, new dev.karet.store.JobId(lost.id())));
        karet.clock.advance(Duration.ofSeconds(2));
        web.uploaded("t/b.csv");
        assertThat(karet.records()).singleElement().extracting(JobRecord::id).isEqualTo(lost.id());
        karet.pass(Duration.ofSeconds(6));
        assertThat(karet.worker.running()).containsExactly(lost.id());
    }

    @Test
    void cancellingTheWaitingRunLetsTheNextUploadWaitAnew() {
        Replica web = karet.replica();
        web.uploaded("t/a.csv");
        String job = karet.records().getFirst().id();
        karet.clock.advance(Duration.ofSeconds(2));
        web.client().post("/api/p/sales/jobs/" + job + "/cancel", "");
        karet.pass(Duration.ofMinutes(12));
        assertThat(karet.worker.asked()).isEmpty();
        web.uploaded("t/b.csv");
        karet.pass(Duration.ofSeconds(6));
        assertThat(karet.worker.running()).hasSize(1).doesNotContain(job);
    }

    @Test
    void whatIsNoSourceFileOfOursStartsNothing() {
        Replica web = karet.replica();
        karet.store.put(Layout.raw(new Slug("ghost")) + "t/a.csv", new byte[0], "text/csv");
        for (String key : new String[] {
            "pipelines/sales/clean/t/data.parquet",
            "pipelines/sales/raw/t/notes.txt",
            "pipelines/sales/raw/t/_hidden.csv",
            "pipelines/sales/pipeline.json",
            "pipelines/ghost/raw/t/a.csv",
            "pipelines/../raw/a.csv",
            "pipelines/Sales/raw/a.csv",
            "pipelines//raw/a.csv",
            "a.csv",
            ""
        }) {
            assertThat(web.features().events().accept("karet", key)).as(key).isFalse();
        }
        assertThat(web.features().events().accept("another", "pipelines/sales/raw/t/a.csv"))
                .isFalse();
        assertThat(karet.records()).isEmpty();
        assertThat(web.features().events().accept("karet", "pipelines/sales/raw/t/A.CSV.GZ"))
                .isTrue();
    }

    @Test
    void aPipelineWithoutAutoRunIsLeftAlone() {
        Replica web = karet.replica();
        web.client().put("/api/p/sales/schedule", "{\"auto_run\": false}");
        assertThat(web.uploaded("t/a.csv")).isFalse();
        karet.pass(Duration.ofMinutes(12));
        assertThat(karet.records()).isEmpty();
    }

    @Test
    void anEventThatCannotBeNotedIsToldAgain() {
        Replica web = karet.replica();
        karet.store.breakOff();
        assertThatThrownBy(() -> web.features().events().accept("karet", "pipelines/sales/raw/t/a.csv"))
                .isInstanceOf(StoreException.class);
        karet.store.mend();
        assertThat(web.features().events().accept("karet", "pipelines/sales/raw/t/a.csv"))
                .isTrue();
    }
}
