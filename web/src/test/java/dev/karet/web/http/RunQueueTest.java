package dev.karet.web.http;

import static dev.karet.web.http.JobsFixture.SALES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.ApiError;
import dev.karet.model.commit.CommitRecord;
import dev.karet.model.job.JobRecord;
import dev.karet.model.job.JobRecord.Status;
import dev.karet.store.Layout;
import dev.karet.store.ObjectInfo;
import dev.karet.table.Commits;
import dev.karet.web.http.JobsFixture.Replica;
import dev.karet.web.worker.RunOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunQueueTest {

    private static final String JOBS = "/api/p/sales/jobs";

    private final JobsFixture karet = new JobsFixture();

    @AfterEach
    void close() {
        karet.close();
    }

    private static String start(Replica web) {
        ApiClient.Answer answer = web.client().post(JOBS, "");
        assertThat(answer.status()).isEqualTo(202);
        return answer.at("id");
    }

    @Test
    void aRunThatIsStartedIsHandedToTheWorkerWithItsOptions() {
        Replica web = karet.replica();
        String job =
                web.client().post(JOBS + "?clean=true&publish_anyway=true", "").at("id");

        assertThat(karet.worker.asked()).singleElement().satisfies(request -> {
            assertThat(request.pipelinePrefix()).isEqualTo("pipelines/sales/");
            assertThat(request.cleanRun()).isTrue();
            assertThat(request.publishAnyway()).isTrue();
            assertThat(request.jobId()).contains(job);
        });
        assertThat(karet.record(job).status()).isEqualTo(Status.RUNNING);
        karet.worker.finish(job);
        assertThat(web.client().get(JOBS + "/" + job).at("status")).isEqualTo("completed");
    }

    @Test
    void aRunWaitsForAWorkerThatIsDownAndBeginsWhenItIsUp() {
        Replica web = karet.replica();
        karet.worker.isDown();
        String job = start(web);

        assertThat(karet.record(job).status()).isEqualTo(Status.SCHEDULED);
        assertThat(karet.record(job).error().orElse("")).contains("No worker can be reached", "KARET_WORKER_URL");
        assertThat(karet.record(job).nextRunAt().orElseThrow()).isAfter(karet.clock.instant());
        karet.pass(Duration.ofMinutes(3));
        int tries = karet.worker.asked().size();
        assertThat(tries).isBetween(5, 20);

        karet.worker.isUp();
        karet.pass(Duration.ofMinutes(1));
        assertThat(karet.record(job).status()).isEqualTo(Status.RUNNING);
        assertThat(karet.record(job).error()).isEmpty();
    }

    @Test
    void aRunThatCannotBeginForAQuarterOfAnHourFailsAndSaysWhatToDo() {
        Replica web = karet.replica();
        karet.worker.isDown();
        String job = start(web);
        karet.pass(Duration.ofMinutes(17));

        assertThat(karet.record(job).status()).isEqualTo(Status.FAILED);
        assertThat(karet.record(job).error().orElseThrow())
                .contains("could not begin for 15 minutes", "KARET_WORKER_URL", "Start it again");
    }

    @Test
    void aBusyWorkerIsAskedForHours() {
        Replica web = karet.replica();
        karet.worker.answers(
                new RunOutcome.Refused(503, ApiError.of("worker_busy", "This worker has its 2 runs at work.")));
        String job = start(web);
        karet.pass(Duration.ofMinutes(60));
        assertThat(karet.record(job).status()).isEqualTo(Status.SCHEDULED);
        karet.worker.isUp();
        karet.pass(Duration.ofMinutes(2));
        assertThat(karet.record(job).status()).isEqualTo(Status.RUNNING);
    }

    @Test
    void aWorkerThatRefusesTheTokenFailsTheRunAtOnce() {
        Replica web = karet.replica();
        karet.worker.answers(new RunOutcome.Refused(401, ApiError.of("unauthorized", "Show the token.")));
        assertThat(karet.record(start(web)).error().orElseThrow()).contains("KARET_WORKER_TOKEN");
    }

    @Test
    void wishesDuringARunBecomeOneRunAfterIt() {
        Replica web = karet.replica();
        Replica other = karet.replica();
        String first = start(web);
        String second = start(web);
        assertThat(start(other)).isEqualTo(second);
        assertThat(start(web)).isEqualTo(second);
        karet.pass(Duration.ofMinutes(10));

        assertThat(karet.records()).hasSize(2);
        assertThat(karet.record(second).status()).isEqualTo(Status.SCHEDULED);
        assertThat(karet.record(second).error().orElse("")).isEqualTo("It begins when " + first + " has ended.");
        karet.worker.finish(first);
        assertThat(karet.worker.running()).containsExactly(second);
        karet.worker.finish(second);
        karet.pass(Duration.ofMinutes(10));
        assertThat(karet.records(Status.COMPLETED)).hasSize(2);
        assertThat(karet.records()).hasSize(2);
    }

    @Test
    void aWishWithOtherOptionsIsToldThatARunWaits() {
        Replica web = karet.replica();
        start(web);
        String waiting = start(web);
        ApiClient.Answer answer = web.client().post(JOBS + "?clean=true", "");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.at("error")).isEqualTo("run_queued");
        assertThat(answer.at("message")).contains(waiting);
    }

    @Test
    void aRunThatWaitsBeginsThoughTheServiceThatQueuedItIsGone() {
        Replica web = karet.replica();
        String first = start(web);
        String second = start(web);
        web.close();
        karet.replica();
        karet.pass(Duration.ofSeconds(5));
        karet.worker.finish(first);
        karet.pass(Duration.ofMinutes(2));
        assertThat(karet.worker.running()).containsExactly(second);
    }

    @Test
    void aRestartDuringARunLosesNoRecord() {
        Replica web = karet.replica();
        String job = start(web);
        web.close();
        Replica again = karet.replica();
        karet.pass(Duration.ofSeconds(20));
        assertThat(karet.record(job).status()).isEqualTo(Status.RUNNING);
        karet.worker.finish(job);
        karet.pass(Duration.ofMinutes(2));
        assertThat(again.client().get(JOBS + "/" + job).at("status")).isEqualTo("completed");
        assertThat(karet.worker.asked()).hasSize(1);
    }

    @Test
    void aScheduledRunOfAServiceThatDiedIsTakenOverByOne() {
        JobRecord left = JobRecord.scheduled(
                "job-1764057500000-aaaaaa",
                "sales",
                JobRecord.MANUAL,
                karet.clock.instant(),
                karet.clock.instant(),
                dev.karet.model.pipeline.OtherFields.NONE);
        karet.record(left);
        karet.replica();
        karet.replica();
        karet.replica();
        karet.pass(Duration.ofMinutes(3));
        assertThat(karet.worker.asked()).hasSize(1);
        assertThat(karet.worker.running()).containsExactly(left.id());
    }

    @Test
    void aBrokenConnectionDoesNotEndARunThatGoesOn() {
        Replica web = karet.replica();
        String job = start(web);
        karet.worker.loseConnection(job);
        karet.pass(Duration.ofMinutes(5));
        assertThat(karet.record(job).status()).isEqualTo(Status.RUNNING);
        karet.worker.finish(job);
        assertThat(web.client().get(JOBS + "/" + job).at("status")).isEqualTo("completed");
    }

    @Test
    void aRunWhoseLeaseHasLapsedForLongFails() {
        Replica web = karet.replica();
        String job = start(web);
        karet.worker.die(job);
        karet.pass(Duration.ofSeconds(55));
        assertThat(karet.record(job).status()).isEqualTo(Status.RUNNING);
        karet.pass(Duration.ofMinutes(2));
        assertThat(karet.record(job).status()).isEqualTo(Status.FAILED);
        assertThat(karet.record(job).error().orElseThrow()).contains("The worker ended before the run did");
    }

    @Test
    void aRunThatPublishedBeforeItsWorkerWentIsCompleted() {
        Replica web = karet.replica();
        String job = start(web);
        new Commits(karet.store)
                .create(SALES, new CommitRecord.Commit(1, job, karet.clock.instant(), "c", List.of(), List.of()));
        karet.worker.die(job);
        karet.pass(Duration.ofMinutes(3));
        assertThat(karet.record(job).status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void cancellingARunThatWaitsEndsItAtOnce() {
        Replica web = karet.replica();
        String first = start(web);
        String second = start(web);
        ApiClient.Answer answer = web.client().post(JOBS + "/" + second + "/cancel", "");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.at("status")).isEqualTo("failed");
        assertThat(answer.at("error")).isEqualTo("Cancelled before it began.");
        karet.worker.finish(first);
        karet.pass(Duration.ofMinutes(2));
        assertThat(karet.worker.asked()).hasSize(1);
        assertThat(web.client().post(JOBS + "/" + second + "/cancel", "").at("error"))
                .isEqualTo("job_ended");
        assertThat(start(web)).isNotEqualTo(second);
        assertThat(karet.worker.asked()).hasSize(2);
    }

    @Test
    void cancellingARunAtWorkReachesTheWorker() {
        Replica web = karet.replica();
        Replica other = karet.replica();
        String job = start(web);
        assertThat(other.client().post(JOBS + "/" + job + "/cancel", "").at("status"))
                .isEqualTo("running");
        karet.worker.obeyCancel(job);
        assertThat(web.client().get(JOBS + "/" + job).at("error")).isEqualTo("The run was cancelled.");
    }

    @Test
    void aStoreThatIsGoneForAWhileLosesNoRun() {
        Replica web = karet.replica();
        karet.worker.isDown();
        String job = start(web);
        karet.store.breakOff();
        karet.pass(Duration.ofSeconds(30));
        karet.store.mend();
        karet.worker.isUp();
        karet.pass(Duration.ofMinutes(2));
        assertThat(karet.record(job).status()).isEqualTo(Status.RUNNING);
    }

    @Test
    void nothingIsLeftBehindOfRunsThatAreOver() {
        Replica web = karet.replica();
        for (int i = 0; i < 3; i++) karet.worker.finish(start(web));
        karet.pass(Duration.ofMinutes(1));
        try (var objects = karet.store.list(Layout.own(SALES))) {
            assertThat(objects.map(ObjectInfo::key)).allMatch(key -> key.startsWith(Layout.leases(SALES)));
        }
    }

    @Test
    void roundsOverIdlePipelinesReadNoRecordTwice() {
        Replica web = karet.replica();
        for (int i = 0; i < 12; i++) {
            karet.worker.finish(start(web));
            karet.clock.advance(Duration.ofMillis(5));
        }
        karet.pass(Duration.ofMinutes(2));
        List<String> keys = karet.records().stream()
                .map(job -> Layout.job(SALES, new dev.karet.store.JobId(job.id())))
                .toList();
        List<Integer> before = keys.stream().map(karet.store::reads).toList();
        karet.pass(Duration.ofMinutes(10));
        assertThat(keys.stream().map(karet.store::reads)).isEqualTo(before);
        assertThat(Optional.of(keys.size())).contains(12);
    }
}
