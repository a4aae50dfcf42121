package dev.karet.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.karet.engine.RunPlan;
import dev.karet.model.job.JobRecord.Status;
import dev.karet.store.FaultyObjectStore;
import dev.karet.store.FaultyObjectStore.Fault;
import dev.karet.store.FaultyObjectStore.Kind;
import dev.karet.store.ObjectStore;
import dev.karet.store.StoreException.StoreUnavailable;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingSourcesTest {

    @TempDir
    Path temp;

    private WorkerFixture worker;

    @BeforeEach
    void start() {
        worker = new WorkerFixture(temp);
        worker.put("pipeline.json", WorkerFixture.CONFIG);
        worker.put("raw/sales/a.csv", "x\ny\n");
    }

    @AfterEach
    void stop() {
        worker.close();
    }

    @Test
    void aDownloadThatBreaksOffEndsTheRunWithTheStoresSentence() {
        var store = new FaultyObjectStore(
                worker.store, (number, call) -> call.kind() == Kind.OPEN ? Fault.FAIL_WITHIN : Fault.NONE);
        RunOrder order = worker.order();

        assertThatThrownBy(() -> pipeline(store).run(order, new StopSignal()))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessage("The script broke this body off.");
        assertThat(worker.record(order.job()).status()).isEqualTo(Status.FAILED);
        assertThat(worker.record(order.job()).error()).contains("The script broke this body off.");
    }

    @Test
    void oneCallIsEnoughToReadAFileInThePlannedVersion() {
        var store = new FaultyObjectStore(worker.store);

        pipeline(store).run(worker.order(), new StopSignal());

        assertThat(store.callsByKind()).containsEntry(Kind.OPEN, 1);
        assertThat(store.log())
                .noneMatch(call -> call.kind() == Kind.HEAD && call.key().endsWith(".csv"));
    }

    private RunPipeline pipeline(ObjectStore store) {
        return new RunPipeline(
                store,
                worker.engine,
                worker.work,
                RunPipeline.Habits.of(new RunPlan.Limits(2, 128L << 20)),
                Clock.systemUTC());
    }
}
