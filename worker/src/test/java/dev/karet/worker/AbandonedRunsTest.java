package dev.karet.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.karet.engine.RunPlan;
import dev.karet.model.job.JobRecord;
import dev.karet.model.job.JobRecord.Status;
import dev.karet.model.job.RowAccount;
import dev.karet.model.job.RunReport;
import dev.karet.model.job.RunReport.FileReport;
import dev.karet.model.job.RunReport.State;
import dev.karet.model.json.JobJson;
import dev.karet.store.FaultyObjectStore;
import dev.karet.store.FaultyObjectStore.Fault;
import dev.karet.store.FaultyObjectStore.Kind;
import dev.karet.store.JobId;
import dev.karet.store.Layout;
import dev.karet.store.ObjectStore;
import dev.karet.store.ProcessDied;
import dev.karet.store.StoreException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The record of a run whose worker went before it could say how the run ended. */
class AbandonedRunsTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path temp;

    private WorkerFixture worker;
    private JobRecord first;

    @BeforeEach
    void open() {
        worker = new WorkerFixture(temp);
        worker.put("pipeline.json", WorkerFixture.config("sales", "people"));
        worker.put("raw/people/a.csv", "p=1:x\n");
        worker.put("raw/sales/a.csv", "p=1:x\np=2:y\n");
        first = run();
    }

    @AfterEach
    void close() {
        worker.close();
    }

    @Test
    void theFirstRunOfAllIsToldFromItsCommitToo() {
        forget(first);

        run();

        assertThat(worker.record(new JobId(first.id())).report()).isEqualTo(first.report());
    }

    private JobRecord run() {
        return worker.pipeline.run(worker.order(), new StopSignal());
    }

    private RunPipeline over(ObjectStore store) {
        var habits = RunPipeline.Habits.of(new RunPlan.Limits(1, 128L << 20));
        return new RunPipeline(store, worker.engine, worker.work, habits, Clock.systemUTC());
    }

    @Test
    void aRunThatCommittedIsToldFromItsCommitAsItWouldHaveToldItself() {
        worker.put("raw/sales/b.csv", "p=2:z\nbad\n");
        worker.put("raw/sales/broken.csv", "broken\n");
        JobRecord told = run();
        forget(told);
        worker.put("raw/people/b.csv", "p=2:x\n");

        run();

        JobRecord ended = worker.record(new JobId(told.id()));
        assertThat(ended.status()).isEqualTo(Status.COMPLETED);
        assertThat(ended.error()).isEmpty();
        assertThat(ended.report()).isEqualTo(told.report());
        RunReport report = ended.report().orElseThrow();
        assertThat(report.rows()).contains(new RowAccount(5, 4, 1, 0));
        assertThat(report.partitionsWritten()).isEqualTo(1);
        assertThat(report.files())
                .extracting(FileReport::state)
                .containsExactly(State.UNCHANGED, State.READ, State.FAILED, State.UNCHANGED);
        assertThat(ended.completedAt().orElseThrow())
                .isBetween(told.startedAt(), told.completedAt().orElseThrow());
    }

    @Test
    void aRunThatCommittedIsFoundBehindFencesAndLaterCommits() {
        worker.put("raw/sales/a.csv", "p=1:x\n");
        JobRecord told = run();
        worker.put("raw/sales/a.csv", "p=1:y\n");
        run();
        forget(told);
        letAWorkerDieBeforeItCommits();

        worker.worker(Clock.offset(Clock.systemUTC(), HOUR)).run(worker.order(), new StopSignal());

        assertThat(worker.record(new JobId(told.id())).report()).isEqualTo(told.report());
    }

    @Test
    void aRunThatDiedBeforeItsCommitHasFailed() {
        JobId dead = letAWorkerDieBeforeItCommits();

        worker.worker(Clock.offset(Clock.systemUTC(), HOUR)).run(worker.order(), new StopSignal());

        assertThat(worker.record(dead).status()).isEqualTo(Status.FAILED);
        assertThat(worker.record(dead).error()).contains("The worker ended before the run did. Start it again.");
        assertThat(worker.rows("clean/people/p=3/data.parquet")).isEqualTo("p=3:new");
    }

    @Test
    void aRunWhoseRecordCouldNotBeStoredSaysThatItIsPublishedAndTheNextOneStoresIt() {
        RunOrder order = worker.order();
        worker.put("raw/sales/b.csv", "p=2:z\n");
        String record = Layout.job(order.slug(), order.job());
        var written = new AtomicInteger();
        var failing = new FaultyObjectStore(
                worker.store,
                (number, call) -> call.kind() == Kind.PUT && call.key().equals(record) && written.getAndIncrement() > 0
                        ? Fault.FAIL_BEFORE
                        : Fault.NONE);

        assertThatThrownBy(() -> over(failing).run(order, new StopSignal()))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith(
                        "What the run made is published, but the store failed before its record was written. "
                                + "The next run completes the record; nothing is lost. The script let PUT");
        assertThat(worker.record(order.job()).status()).isEqualTo(Status.RUNNING);
        assertThat(worker.rows("clean/sales/p=2/data.parquet")).isEqualTo("p=2:y\np=2:z");

        run();

        JobRecord completed = worker.record(order.job());
        assertThat(completed.status()).isEqualTo(Status.COMPLETED);
        assertThat(completed.report().orElseThrow().rows()).contains(new RowAccount(4, 4, 0, 0));
    }

    /** Takes the end of a run from its record, as if its worker had died right before it wrote that. */
    private void forget(JobRecord told) {
        JobRecord running = JobRecord.running(told.id(), told.pipeline(), told.trigger(), told.startedAt());
        worker.store.put(
                Layout.job(WorkerFixture.SHOP, new JobId(told.id())), JobJson.write(running), "application/json");
    }

    private JobId letAWorkerDieBeforeItCommits() {
        worker.put("raw/people/c.csv", "p=3:new\n");
        RunOrder order = worker.order();
        String commits = Layout.commits(order.slug());
        var dying = new FaultyObjectStore(
                worker.store,
                (number, call) -> call.kind() == Kind.CREATE_ONLY && call.key().startsWith(commits)
                        ? Fault.DIE_BEFORE
                        : Fault.NONE);
        assertThatThrownBy(() -> over(dying).run(order, new StopSignal())).isInstanceOf(ProcessDied.class);
        return order.job();
    }
}
