package dev.karet.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.karet.engine.EngineFault;
import dev.karet.engine.RunPlan;
import dev.karet.model.job.JobRecord;
import dev.karet.model.job.JobRecord.Status;
import dev.karet.model.job.RowAccount;
import dev.karet.model.job.RunReport;
import dev.karet.model.job.RunReport.FileReport;
import dev.karet.model.job.RunReport.Partition;
import dev.karet.model.job.RunReport.State;
import dev.karet.model.json.JobJson;
import dev.karet.model.pipeline.OtherFields;
import dev.karet.store.FaultyObjectStore;
import dev.karet.store.FaultyObjectStore.Fault;
import dev.karet.store.FaultyObjectStore.Kind;
import dev.karet.store.JobId;
import dev.karet.store.Layout;
import dev.karet.worker.RunRefused.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunPipelineTest {

    @TempDir
    Path temp;

    private WorkerFixture worker;

    @BeforeEach
    void open() {
        worker = new WorkerFixture(temp);
        worker.put("pipeline.json", WorkerFixture.CONFIG);
    }

    @AfterEach
    void close() {
        worker.close();
    }

    private JobRecord run() {
        return worker.pipeline.run(worker.order(), new StopSignal());
    }

    @Test
    void everyPartitionIsPublishedAndTheRecordAccountsForEveryRow() {
        worker.put("raw/sales/a.csv", "p=1:x\np=2:y\nbad\n");
        worker.put("raw/sales/deep/b.CSV.GZ", "p=1:z\n");

        JobRecord job = run();

        assertThat(worker.keys("clean/"))
                .containsExactly("clean/sales/p=1/data.parquet", "clean/sales/p=2/data.parquet");
        assertThat(worker.rows("clean/sales/p=1/data.parquet")).isEqualTo("p=1:x\np=1:z");
        assertThat(job.status()).isEqualTo(Status.COMPLETED);
        RunReport report = job.report().orElseThrow();
        assertThat(report.rows()).contains(new RowAccount(4, 3, 1, 0));
        assertThat(report.partitionsWritten()).isEqualTo(2);
        assertThat(report.filesProcessed()).isEqualTo(2);
        assertThat(report.tables().getFirst().partitions())
                .extracting(Partition::path, Partition::rows)
                .containsExactly(tuple("p=1/data.parquet", 2L), tuple("p=2/data.parquet", 1L));
    }

    @Test
    void theStoredRecordIsTheOneThatIsAnsweredAndProgressIsGone() {
        worker.put("raw/sales/a.csv", "x\n");
        RunOrder order = worker.order();

        JobRecord job = worker.pipeline.run(order, new StopSignal());

        assertThat(worker.record(order.job())).isEqualTo(job);
        assertThat(worker.keys("_karet/progress/")).isEmpty();
        assertThat(job.completedAt()).isPresent();
    }

    @Test
    void rejectedRowsAreKeptWhereTheFilesReportSays() {
        worker.put("raw/sales/a.csv", "x\n");
        worker.put("raw/sales/b.csv", "bad\n");

        List<FileReport> files = run().report().orElseThrow().files();

        assertThat(files.get(0).rejects()).isEmpty();
        assertThat(worker.text(files.get(1).rejects().orElseThrow())).isEqualTo("{\"bad\":1}\n");
    }

    @Test
    void onlyCsvFilesOfTheContainerAreRead() {
        worker.put("raw/sales/a.csv", "x\n");
        worker.put("raw/sales/_b.csv", "x\n");
        worker.put("raw/sales/.c.csv", "x\n");
        worker.put("raw/sales/d.txt", "x\n");
        worker.put("raw/sales2/e.csv", "x\n");

        assertThat(run().report().orElseThrow().files())
                .extracting(FileReport::file)
                .containsExactly("raw/sales/a.csv");
    }

    @Test
    void whatNoLongerBelongsIsRemovedAndAnEmptyTableHasNothing() {
        worker.put("raw/sales/a.csv", "p=1:x\np=2:y\n");
        run();
        worker.put("raw/sales/a.csv", "p=2:y\n");
        run();
        assertThat(worker.filled()).containsExactly("clean/sales/p=2/data.parquet");

        worker.store.delete(Layout.pipeline(WorkerFixture.SHOP) + "raw/sales/a.csv");
        JobRecord job = run();

        assertThat(worker.filled()).isEmpty();
        assertThat(job.status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void aTableThatFailsKeepsItsDataWhileTheOthersPublish() {
        worker.put("pipeline.json", WorkerFixture.config("sales", "people"));
        worker.put("raw/sales/a.csv", "old\n");
        run();
        worker.put("raw/sales/a.csv", "assert\n");
        worker.put("raw/people/a.csv", "new\n");

        JobRecord job = run();

        assertThat(worker.rows("clean/sales/data.parquet")).isEqualTo("old");
        assertThat(worker.rows("clean/people/data.parquet")).isEqualTo("new");
        assertThat(job.status()).isEqualTo(Status.FAILED);
        assertThat(job.error()).contains("1 of 2 tables failed and kept what they had: sales.");
        assertThat(job.report().orElseThrow().errors()).containsExactly("table \"sales\": an assertion does not hold");
        assertThat(job.report().orElseThrow().rows()).contains(new RowAccount(1, 1, 0, 0));
    }

    @Test
    void aFileThatFailsIsNamedAndTheJobIsCompleted() {
        worker.put("raw/sales/a.csv", "broken\n");
        worker.put("raw/sales/b.csv", "x\n");

        JobRecord job = run();

        assertThat(job.status()).isEqualTo(Status.COMPLETED);
        assertThat(job.report().orElseThrow().errors()).containsExactly("raw/sales/a.csv: it is broken");
        assertThat(job.report().orElseThrow().filesProcessed()).isEqualTo(1);
    }

    @Test
    void aMissingPipelineIsRefusedAndLeavesNoTrace() {
        worker.store.delete(Layout.pipelineConfig(WorkerFixture.SHOP));

        assertThatThrownBy(this::run)
                .isInstanceOfSatisfying(
                        RunRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.PIPELINE_CONFIG_NOT_FOUND));
        assertThat(worker.keys("")).isEmpty();
    }

    @Test
    void aFaultyConfigurationIsRefusedAndTheScheduledRecordSaysWhy() {
        worker.put("pipeline.json", "{\"version\":1,\"source_containers\":7}");
        RunOrder order = worker.order();
        JobRecord scheduled = JobRecord.running(order.job().value(), "shop", "webhook", Instant.EPOCH);
        worker.store.put(Layout.job(WorkerFixture.SHOP, order.job()), JobJson.write(scheduled), "application/json");

        assertThatThrownBy(() -> worker.pipeline.run(order, new StopSignal()))
                .isInstanceOfSatisfying(RunRefused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.INVALID_CONFIG);
                    assertThat(refused.problems()).isNotEmpty();
                });
        assertThat(worker.record(order.job()).status()).isEqualTo(Status.FAILED);
        assertThat(worker.record(order.job()).trigger()).isEqualTo("webhook");
    }

    @Test
    void theRecordSaysRunningWhileTheRunIsAtWork() {
        RunOrder order = worker.order();
        var seen = new AtomicReference<JobRecord>();
        worker.engine.onBuild = staging -> seen.set(worker.record(order.job()));

        worker.pipeline.run(order, new StopSignal());

        assertThat(seen.get().status()).isEqualTo(Status.RUNNING);
        assertThat(seen.get().report()).isEmpty();
    }

    @Test
    void aWishInTheBucketCancelsTheRunBeforeAnythingIsPublished() {
        worker.put("raw/sales/a.csv", "x\n");
        worker.engine.gate = new CountDownLatch(1);
        RunOrder order = worker.order();
        worker.engine.onBuild =
                staging -> worker.store.put(Layout.cancel(order.slug(), order.job()), new byte[0], "text/plain");

        assertThatThrownBy(() -> worker.pipeline.run(order, new StopSignal())).isInstanceOf(RunStopped.class);

        assertThat(worker.record(order.job()).error()).contains("The run was cancelled.");
        assertThat(worker.keys("clean/")).isEmpty();
        assertThat(worker.keys("_karet/")).allMatch(key -> key.startsWith("_karet/lease/"));
    }

    @Test
    void aSourceReplacedUnderTheRunEndsItWithItsName() {
        worker.put("raw/sales/a.csv", "x\n");
        worker.engine.onBuild = staging -> worker.put("raw/sales/a.csv", "y\n");
        RunOrder order = worker.order();

        assertThatThrownBy(() -> worker.pipeline.run(order, new StopSignal()))
                .hasMessage(
                        "raw/sales/a.csv was replaced or removed while the run was reading it. Start the run again.");
        assertThat(worker.record(order.job()).status()).isEqualTo(Status.FAILED);
    }

    @Test
    void aSourceRemovedUnderTheRunEndsItToo() {
        worker.put("raw/sales/a.csv", "x\n");
        worker.engine.onBuild = staging -> worker.store.delete(Layout.pipeline(WorkerFixture.SHOP) + "raw/sales/a.csv");

        assertThatThrownBy(this::run)
                .isInstanceOfSatisfying(
                        RunRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.SOURCE_CHANGED));
    }

    @Test
    void whateverBreaksTheStagingAreaGoesAndTheRecordIsEnded() throws Exception {
        worker.engine.onBuild = staging -> {
            throw new IllegalStateException("out of luck");
        };
        RunOrder order = worker.order();

        assertThatThrownBy(() -> worker.pipeline.run(order, new StopSignal())).hasMessage("out of luck");

        assertThat(worker.record(order.job()).status()).isEqualTo(Status.FAILED);
        assertThat(new String(
                        worker.store
                                .get(Layout.job(order.slug(), order.job()))
                                .orElseThrow()
                                .body(),
                        UTF_8))
                .doesNotContain("out of luck");
        try (var left = Files.walk(temp)) {
            assertThat(left.map(path -> path.getFileName().toString()).filter(name -> name.startsWith("job-")))
                    .isEmpty();
        }
    }

    @Test
    void aFullDiskEndsTheRunWithTheDirectoryAndTheVariable() {
        worker.engine.onBuild = staging -> {
            throw new UncheckedIOException(new IOException("write failed: No space left on device"));
        };
        RunOrder order = worker.order();

        assertThatThrownBy(() -> worker.pipeline.run(order, new StopSignal()))
                .isInstanceOfSatisfying(
                        RunRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.DISK_FULL));
        assertThat(worker.record(order.job()).error().orElseThrow()).contains(temp.toString(), "KARET_TEMP_DIR");
    }

    @Test
    void tooLittleMemoryEndsTheRunWithTheVariableThatRaisesIt() {
        worker.engine.onBuild = staging -> {
            throw new EngineFault("A part failed: Raise KARET_MEMORY_LIMIT. (Out of Memory: secret detail)");
        };
        RunOrder order = worker.order();

        assertThatThrownBy(() -> worker.pipeline.run(order, new StopSignal()))
                .isInstanceOfSatisfying(
                        RunRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.OUT_OF_MEMORY));
        assertThat(worker.record(order.job()).error().orElseThrow())
                .contains("KARET_MEMORY_LIMIT")
                .doesNotContain("secret");
    }

    @Test
    void theIdOfARunThatHasEndedIsRefusedAndItsRecordStays() {
        RunOrder order = worker.order();
        JobRecord first = worker.pipeline.run(order, new StopSignal());

        assertThatThrownBy(() -> worker.pipeline.run(order, new StopSignal()))
                .isInstanceOfSatisfying(
                        RunRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.ALREADY_EXISTS));
        assertThat(worker.record(order.job())).isEqualTo(first);
    }

    @Test
    void recordsThatAWorkerLeftRunningAreEndedByTheNextRunAndOthersStay() {
        JobId killed = new JobId("job-1700000000000-aaaaaa");
        JobId due = new JobId("job-1700000000001-aaaaaa");
        Instant now = Instant.now();
        put(killed, JobRecord.running(killed.value(), "shop", "webhook", now));
        JobRecord waiting = new JobRecord(
                due.value(),
                "shop",
                Status.SCHEDULED,
                "webhook",
                now,
                Optional.empty(),
                Optional.of(now.plusSeconds(5)),
                Optional.empty(),
                Optional.empty(),
                OtherFields.NONE);
        put(due, waiting);
        JobRecord done = run();

        JobRecord again = run();

        assertThat(worker.record(killed).status()).isEqualTo(Status.FAILED);
        assertThat(worker.record(killed).error()).contains("The worker ended before the run did. Start it again.");
        assertThat(worker.record(killed).trigger()).isEqualTo("webhook");
        assertThat(worker.record(due)).isEqualTo(waiting);
        assertThat(worker.record(new JobId(done.id()))).isEqualTo(done);
        assertThat(again.status()).isEqualTo(Status.COMPLETED);
    }

    private void put(JobId id, JobRecord job) {
        worker.store.put(Layout.job(WorkerFixture.SHOP, id), JobJson.write(job), "application/json");
    }

    @Test
    void theFilesOfATableThatFailedCountNothing() {
        worker.put("pipeline.json", WorkerFixture.config("sales", "people"));
        worker.put("raw/sales/a.csv", "assert\nbad\nx\n");
        worker.put("raw/people/a.csv", "new\n");

        RunReport report = run().report().orElseThrow();

        FileReport unpublished = report.files().getFirst();
        assertThat(unpublished.state()).isEqualTo(State.NOT_PUBLISHED);
        assertThat(unpublished.rows()).isEqualTo(RowAccount.NONE);
        assertThat(unpublished.rejects()).isPresent();
        assertThat(report.files().stream().map(FileReport::rows).reduce(RowAccount.NONE, RowAccount::plus))
                .isEqualTo(report.rows().orElseThrow());
    }

    @Test
    void aTableThatLeftTheConfigIsRemovedOnceAllOthersArePublished() {
        worker.put("pipeline.json", WorkerFixture.config("sales", "people"));
        worker.put("raw/sales/a.csv", "x\n");
        worker.put("raw/people/a.csv", "p=1:x\n");
        run();
        worker.put("clean/people/notes.txt", "mine");
        worker.putParquet("clean/data.parquet", "mine");
        worker.put("pipeline.json", WorkerFixture.config("sales"));
        worker.put("raw/sales/a.csv", "assert\n");
        run();
        assertThat(worker.rows("clean/people/p=1/data.parquet")).isEqualTo("p=1:x");

        worker.put("raw/sales/a.csv", "x\n");
        run();

        assertThat(worker.filled()).containsExactly("clean/data.parquet", "clean/sales/data.parquet");
        assertThat(worker.text("clean/people/notes.txt")).isEqualTo("mine");
    }

    @Test
    void whatSomebodyElsePutIntoATablesFolderStays() {
        worker.put("raw/sales/a.csv", "x\n");
        worker.put("clean/sales/notes.txt", "mine");
        worker.putParquet("clean/sales/p=9/data.parquet", "old");

        run();

        assertThat(worker.filled()).containsExactly("clean/sales/data.parquet");
        assertThat(worker.text("clean/sales/notes.txt")).isEqualTo("mine");
    }

    @Test
    void aRecordThatWasScheduledKeepsWhoAskedForIt() {
        RunOrder order = worker.order();
        JobRecord scheduled = JobRecord.running(order.job().value(), "shop", "schedule", Instant.EPOCH);
        worker.store.put(Layout.job(WorkerFixture.SHOP, order.job()), JobJson.write(scheduled), "application/json");

        assertThat(worker.pipeline.run(order, new StopSignal()).trigger()).isEqualTo("schedule");
        assertThat(worker.record(order.job()).error()).isEqualTo(Optional.empty());
    }

    private static String guarded(String guards) {
        return WorkerFixture.CONFIG.replaceFirst("\\{", "{\"publish_guards\":" + guards + ",");
    }

    @Test
    void aRunThatWouldRejectTooMuchIsHeldBackUntilAPersonWantsItAllTheSame() {
        worker.put("pipeline.json", guarded("{\"max_rejected_share\":0.25}"));
        worker.put("raw/sales/a.csv", "x\nx\nx\nbad\n");
        run();
        worker.put("raw/sales/b.csv", "bad\n");
        RunOrder order = worker.order();

        assertThatThrownBy(() -> worker.pipeline.run(order, new StopSignal()))
                .isInstanceOfSatisfying(RunRefused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.HELD_BACK);
                    assertThat(refused.sentence())
                            .contains("of the 5 rows read for table \"sales\", 2 would be rejected (40.0 %)", "25.0 %");
                });

        assertThat(worker.record(order.job()).status()).isEqualTo(Status.FAILED);
        assertThat(worker.keys("_karet/commits/")).hasSize(2);
        RunOrder anyway = new RunOrder(WorkerFixture.SHOP, worker.order().job(), false, true);
        assertThat(worker.pipeline
                        .run(anyway, new StopSignal())
                        .report()
                        .orElseThrow()
                        .rows())
                .contains(new RowAccount(5, 3, 2, 0));
    }

    @Test
    void aTableThatWouldShrinkTooMuchIsHeldBackAndKeepsItsRows() {
        worker.put("pipeline.json", guarded("{\"max_shrink_share\":0.5}"));
        worker.put("raw/sales/a.csv", "p=1:x\np=2:y\np=3:z\n");
        run();
        worker.put("raw/sales/a.csv", "p=1:x\n");

        assertThatThrownBy(this::run)
                .hasMessageContaining(
                        "table \"sales\" would shrink from 3 rows to 1 (by 66.7 %), more than the 50.0 % allowed");

        assertThat(worker.filled()).hasSize(3);
    }

    @Test
    void theSameInputsAgainAreNotReadAndPublishNothing() {
        worker.put("raw/sales/a.csv", "p=1:x\nbad\n");
        JobRecord first = run();
        List<String> before = worker.keys("_karet/commits/");
        worker.engine.onBuild = staging -> {
            throw new IllegalStateException("nothing is to be built");
        };

        RunReport again = run().report().orElseThrow();

        assertThat(worker.keys("_karet/commits/")).isEqualTo(before);
        assertThat(again.partitionsWritten()).isZero();
        assertThat(again.rows()).isEqualTo(first.report().orElseThrow().rows());
        assertThat(again.files()).extracting(FileReport::state).containsExactly(State.UNCHANGED);
        assertThat(worker.text(again.files().getFirst().rejects().orElseThrow()))
                .isEqualTo("{\"bad\":1}\n");
    }

    @Test
    void anotherWorkersRunIsRefusedWithTheJobThatIsAtWork() {
        worker.put("raw/sales/a.csv", "x\n");
        RunOrder first = worker.order();
        var refusal = new AtomicReference<RunRefused>();
        worker.engine.onBuild = staging -> {
            RunPipeline other = worker.worker(Clock.systemUTC());
            try {
                other.run(worker.order(), new StopSignal());
            } catch (RunRefused e) {
                refusal.set(e);
            }
        };

        worker.pipeline.run(first, new StopSignal());

        assertThat(refusal.get().reason()).isEqualTo(Reason.RUN_IN_PROGRESS);
        assertThat(refusal.get().otherJob()).contains(first.job().value());
    }

    @Test
    void aWorkerThatWasTakenForDeadPublishesNothingAndWhatTheOtherPublishedStands() {
        worker.put("raw/sales/a.csv", "old\n");
        var took = new AtomicReference<JobRecord>();
        worker.engine.onBuild = staging -> {
            worker.engine.onBuild = other -> {};
            worker.put("raw/sales/b.csv", "new\n");
            // An hour later by its clock, the other worker finds the lease lapsed.
            Clock later = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
            took.set(worker.worker(later).run(worker.order(), new StopSignal()));
        };
        RunOrder paused = worker.order();

        assertThatThrownBy(() -> worker.pipeline.run(paused, new StopSignal()))
                .isInstanceOfSatisfying(
                        RunRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.LEASE_LOST));

        assertThat(took.get().status()).isEqualTo(Status.COMPLETED);
        assertThat(worker.rows("clean/sales/data.parquet")).isEqualTo("old\nnew");
        assertThat(worker.record(paused.job()).status()).isEqualTo(Status.FAILED);
    }

    @Test
    void aDataFileThatSomebodyReplacedIsPutBackByTheNextRunOrRebuiltWhenItWasSwept() {
        worker.put("raw/sales/a.csv", "x\n");
        run();
        worker.putParquet("clean/sales/data.parquet", "stale");
        assertThat(run().report().orElseThrow().partitionsWritten()).isZero();
        assertThat(worker.rows("clean/sales/data.parquet")).isEqualTo("x");

        worker.putParquet("clean/sales/data.parquet", "stale");
        worker.keys("_karet/staged/").forEach(key -> worker.store.delete(Layout.pipeline(WorkerFixture.SHOP) + key));
        assertThat(run().report().orElseThrow().partitionsWritten()).isEqualTo(1);
        assertThat(worker.rows("clean/sales/data.parquet")).isEqualTo("x");
    }

    @Test
    void aDataFileThatSomebodyRemovesBeforeItIsInItsPlaceEndsTheRunAndTheNextOneRebuildsTheTable() {
        worker.put("raw/sales/a.csv", "x\n");
        var thieving = new FaultyObjectStore(worker.store, (number, call) -> {
            if (call.kind() == Kind.COPY) {
                worker.keys("_karet/staged/")
                        .forEach(key -> worker.store.delete(Layout.pipeline(WorkerFixture.SHOP) + key));
            }
            return Fault.NONE;
        });
        RunOrder order = worker.order();
        var habits = RunPipeline.Habits.of(new RunPlan.Limits(1, 128L << 20));
        var robbed = new RunPipeline(thieving, worker.engine, worker.work, habits, Clock.systemUTC());

        assertThatThrownBy(() -> robbed.run(order, new StopSignal()))
                .isInstanceOfSatisfying(RunRefused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.TABLE_DAMAGED);
                    assertThat(refused.sentence()).contains("clean/sales/data.parquet is missing");
                });

        assertThat(worker.record(order.job()).error().orElseThrow()).endsWith("it rebuilds the table.");
        assertThat(run().report().orElseThrow().partitionsWritten()).isEqualTo(1);
        assertThat(worker.rows("clean/sales/data.parquet")).isEqualTo("x");
    }
}
