package dev.karet.e2e.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.e2e.publish.WorkerProcess.Fate;
import dev.karet.model.job.JobRecord;
import dev.karet.model.job.JobRecord.Status;
import dev.karet.model.json.JobJson;
import dev.karet.worker.RunRefused;
import dev.karet.worker.RunRefused.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A worker's process is stopped by the operating system, as when its machine sleeps; another one takes its pipeline over, and then the
 * first goes on as if nothing had happened.
 */
class PausedWorkerTest {

    private static final Duration SHORT_LEASE = Duration.ofSeconds(2);

    /** Less than the grace of a sweep by so much that what was staged is still there when another worker has taken over. */
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    private static final String OWN = "pipelines/shop/_karet/";
    private static final String COPY = "COPY pipelines/shop/clean/";

    @TempDir
    Path temp;

    private final List<Process> started = new ArrayList<>();
    private RunningStore store;
    private PipelineFolder shop;
    private Path work;

    @BeforeEach
    void prepare() throws IOException {
        store = RunningStore.over(temp.resolve("data"));
        shop = store.folder();
        work = temp.resolve("work");
        RunKind.FIRST.prepared(pipeline -> {}).copyTo(shop.store(), key -> true);
    }

    @AfterEach
    void stop() throws IOException {
        started.forEach(Process::destroyForcibly);
        store.close();
    }

    /** What people upload while the worker is stopped: it changes every partition that the stopped run changes. */
    private void uploadMeanwhile() {
        shop.put("raw/orders/b.csv", "day,what,price\n2024-01-10,jam,3.00\n2024-02-10,jam,3.10\n2024-03-10,jam,3.20\n");
    }

    @Test
    void aRunThatIsStoppedWhileItStagesFindsItsLeaseGoneAndPublishesNothing() throws Exception {
        try (TestWorker first = new TestWorker(shop, work, Clock.systemUTC(), 13)) {
            first.run();
        }
        RunKind.REPLACED_FILE.change(shop);
        Paused paused = paused(Optional.empty(), SHORT_LEASE, "PUT_FILE " + OWN + "staged/");
        uploadMeanwhile();
        FromScratch after = FromScratch.of(shop, work);

        asSoonAsItMay();

        assertThat(paused.goesOn()).isEqualTo(Reason.LEASE_LOST.toString());
        publishedNothingOf(paused, after);
    }

    @Test
    void aRunThatIsStoppedRightBeforeItsCommitFindsItsNumberTakenAndPublishesNothing() throws Exception {
        TestClock clock = new TestClock(Instant.now());
        TestWorker.runOnce(shop, work, clock, false);
        RunKind.REPLACED_FILE.change(shop);
        Paused paused = paused(Optional.of(clock.instant()), TestWorker.LEASE, "CREATE_ONLY " + OWN + "commits/");
        uploadMeanwhile();
        FromScratch after = FromScratch.of(shop, work);

        clock.advance(TestWorker.UNTIL_TAKE_OVER);
        TestWorker.runOnce(shop, work, clock, false);

        assertThat(paused.goesOn()).isEqualTo(Reason.LEASE_LOST.toString());
        publishedNothingOf(paused, after);
    }

    private void publishedNothingOf(Paused paused, FromScratch after) {
        assertThat(PublishedRows.of(shop)).isEqualTo(after.rows());
        assertThat(OurReader.look(shop.copy())).isEqualTo(after.rows());
        assertThat(paused.record().status()).isEqualTo(Status.FAILED);
        assertThat(paused.record().error().orElseThrow()).startsWith("Another worker took over the pipeline \"shop\"");
        Sweep.leavesNothing(shop, after);
    }

    @Test
    void aRunThatIsStoppedBetweenItsCommitAndItsCopiesSpoilsAFileThatTheNextReaderOrRunPutsBack() throws Exception {
        TestClock clock = new TestClock(Instant.now());
        TestWorker.runOnce(shop, work, clock, false);
        RunKind.REPLACED_FILE.change(shop);
        Paused paused = paused(Optional.of(clock.instant()), TEN_MINUTES, COPY);
        uploadMeanwhile();
        FromScratch after = FromScratch.of(shop, work);

        clock.advance(TEN_MINUTES.multipliedBy(2));
        try (TestWorker other = new TestWorker(shop, work, clock, 13, TEN_MINUTES)) {
            other.run();
        }
        assertThat(PublishedRows.of(shop)).isEqualTo(after.rows());
        assertThat(paused.record().status()).as("its commit stands").isEqualTo(Status.COMPLETED);

        assertThat(paused.goesOn()).isEqualTo(Status.COMPLETED.toString());
        assertThat(PublishedRows.of(shop)).as("after the stale copy").isNotEqualTo(after.rows());

        PipelineFolder forTheNextRun = shop.copy();
        TestWorker.runOnce(forTheNextRun, work, clock, false);
        assertThat(PublishedRows.of(forTheNextRun)).isEqualTo(after.rows());
        assertThat(OurReader.look(shop)).isEqualTo(after.rows());
        assertThat(PublishedRows.of(shop)).as("after a reader of ours").isEqualTo(after.rows());
        Sweep.leavesNothing(shop, after);
    }

    @Test
    void aRunThatIsStoppedThereForHoursFindsItsFilesSweptAndSpoilsNothing() throws Exception {
        TestClock clock = new TestClock(Instant.now());
        TestWorker.runOnce(shop, work, clock, false);
        RunKind.REPLACED_FILE.change(shop);
        Paused paused = paused(Optional.of(clock.instant()), TestWorker.LEASE, COPY);
        uploadMeanwhile();
        FromScratch after = FromScratch.of(shop, work);

        clock.advance(TestWorker.UNTIL_TAKE_OVER);
        TestWorker.runOnce(shop, work, clock, false);

        assertThat(paused.goesOn()).isEqualTo(Status.COMPLETED.toString());
        assertThat(PublishedRows.of(shop)).isEqualTo(after.rows());
        assertThat(OurReader.look(shop.copy())).isEqualTo(after.rows());
        assertThat(paused.record().status()).isEqualTo(Status.COMPLETED);
        Sweep.leavesNothing(shop, after);
    }

    /** Runs by the machine's own clock, refused again and again until the silent worker's lease has run out. */
    private void asSoonAsItMay() {
        Instant giveUp = Instant.now().plus(Duration.ofMinutes(2));
        try (TestWorker other = new TestWorker(shop, work, Clock.systemUTC(), 13, SHORT_LEASE)) {
            while (true) {
                try {
                    assertThat(other.run().status()).isEqualTo(Status.COMPLETED);
                    return;
                } catch (RunRefused refused) {
                    assertThat(refused.reason()).isIn(Reason.RUN_IN_PROGRESS, Reason.LEASE_LOST);
                    assertThat(Instant.now()).isBefore(giveUp);
                }
            }
        }
    }

    private Paused paused(Optional<Instant> start, Duration lease, String point) throws Exception {
        List<String> before = shop.keys("jobs/");
        Path errors = temp.resolve("errors.txt");
        Process process =
                WorkerProcess.start(shop, store.server().endpoint(), work, start, lease, point, Fate.PAUSE, errors);
        started.add(process);
        var says = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        assertThat(says.readLine()).as(Files.readString(errors)).isEqualTo(WorkerProcess.WAITING);
        signal(process, "STOP");
        while (!isStopped(process)) {
            Thread.onSpinWait();
        }
        String job = shop.keys("jobs/").stream()
                .filter(key -> !before.contains(key))
                .findFirst()
                .orElseThrow();
        return new Paused(process, says, job);
    }

    private static void signal(Process process, String name) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    /** As Linux tells it; the signal is on its way for a moment. */
    private static boolean isStopped(Process process) throws IOException {
        String state = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        return state.substring(state.lastIndexOf(')')).startsWith(") T");
    }

    /** A worker that stands still. */
    private final class Paused {

        private final Process process;
        private final BufferedReader says;
        private final String job;

        Paused(Process process, BufferedReader says, String job) {
            this.process = process;
            this.says = says;
            this.job = job;
        }

        JobRecord record() {
            return JobJson.read(shop.bytes(job)).orElseThrow();
        }

        /** Wakes the worker and answers how its run ended. */
        String goesOn() throws Exception {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
            signal(process, "CONT");
            String end = says.readLine();
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            return end == null ? "nothing; " + Files.readString(temp.resolve("errors.txt")) : end;
        }
    }
}
