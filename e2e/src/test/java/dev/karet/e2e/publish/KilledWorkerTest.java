package dev.karet.e2e.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.e2e.publish.WorkerProcess.Fate;
import dev.karet.model.job.RunReport;
import dev.karet.store.FaultyObjectStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker's process is killed at a call to the store, which is a real one, and another worker makes good what it left. */
class KilledWorkerTest {

    private static final int SAMPLED = 4;

    @TempDir
    Path temp;

    private final TestClock clock = new TestClock();
    private RunningStore store;

    @BeforeEach
    void start() throws IOException {
        store = RunningStore.over(temp.resolve("data"));
    }

    @AfterEach
    void stop() throws IOException {
        store.close();
    }

    @Test
    void aWorkerKilledAtSomeCallsIsMadeGoodByAnother() throws Exception {
        List<Integer> calls = calls();
        for (int i = 0; i < SAMPLED; i++) {
            int call = calls.get((2 * i + 1) * calls.size() / (2 * SAMPLED));
            Fate fate = i == SAMPLED / 2 ? Fate.SIGNAL : Fate.HALT;
            killedAt(call, fate);
        }
    }

    @Tag("long")
    @Test
    void aWorkerKilledAtAnyCallIsMadeGoodByAnother() throws Exception {
        for (int call : calls()) {
            killedAt(call, call % 5 == 0 ? Fate.SIGNAL : Fate.HALT);
        }
    }

    /** The numbers of the calls that the run makes which is to be killed. */
    private List<Integer> calls() {
        PipelineFolder trial = PipelineFolder.empty();
        prepare(trial);
        FaultyObjectStore counting = new FaultyObjectStore(trial.store());
        TestWorker.runOnce(trial.through(counting), temp.resolve("work"), clock, false);
        return IntStream.range(0, counting.calls()).boxed().toList();
    }

    private void prepare(PipelineFolder shop) {
        RunKind.FIRST.prepared(pipeline -> {}).copyTo(shop.store(), key -> true);
        clock.advance(TestWorker.UNTIL_TAKE_OVER);
        TestWorker.runOnce(shop, temp.resolve("work"), clock, false);
        RunKind.REPLACED_FILE.change(shop);
    }

    private void killedAt(int call, Fate fate) throws Exception {
        PipelineFolder shop = store.folder();
        shop.store()
                .deleteAll(shop.objects("").stream().map(object -> object.key()).toList());
        prepare(shop);
        PublishedRows before = PublishedRows.of(shop);
        FromScratch after = FromScratch.of(shop, temp.resolve("work"));

        kill(call, fate);

        String point = "killed at call %d by %s".formatted(call, fate);
        assertThat(OurReader.look(shop.copy())).as(point).isIn(before, after.rows());
        clock.advance(TestWorker.UNTIL_TAKE_OVER);
        RunReport report = TestWorker.runOnce(shop, temp.resolve("work"), clock, false)
                .report()
                .orElseThrow();
        assertThat(PublishedRows.of(shop)).as(point).isEqualTo(after.rows());
        assertThat(Account.of(shop, report)).as(point).isEqualTo(after.account());
        Sweep.leavesNothing(shop, after);
    }

    private void kill(int call, Fate fate) throws Exception {
        Path errors = temp.resolve("errors.txt");
        Process process = WorkerProcess.start(
                store.folder(),
                store.server().endpoint(),
                temp.resolve("work"),
                Optional.of(clock.instant()),
                TestWorker.LEASE,
                Integer.toString(call),
                fate,
                errors);
        try {
            if (fate == Fate.SIGNAL) {
                var output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
                assertThat(output.lines().filter(WorkerProcess.WAITING::equals).findFirst())
                        .as(Files.readString(errors))
                        .isPresent();
                process.destroyForcibly();
            }
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(errors)).isEqualTo(WorkerProcess.KILLED);
        } finally {
            process.destroyForcibly();
        }
    }
}
