package dev.karet.e2e.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.job.JobRecord;
import dev.karet.model.job.JobRecord.Status;
import dev.karet.model.job.RunReport;
import dev.karet.worker.RunRefused;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that know nothing of each other run one pipeline at the same time, while people go on uploading. */
class RacingWorkersTest {

    private static final int RUNS_EACH = 3;

    /** A guard against a test that hangs, nothing more: on a machine with much else to do a round takes as long as it takes. */
    private static final int PATIENCE_MINUTES = 10;

    @TempDir
    Path temp;

    @Test
    void twoWorkersRacingEndInTheTablesMadeFromScratch() {
        rounds(2, 10, 1);
    }

    @Test
    void fiveWorkersRacingEndInTheTablesMadeFromScratch() {
        rounds(5, 5, 2);
    }

    @Tag("long")
    @Test
    void twoWorkersRacingForHundredsOfRunsEndInTheTablesMadeFromScratch() {
        rounds(2, 150, 3);
    }

    @Tag("long")
    @Test
    void fiveWorkersRacingForHundredsOfRunsEndInTheTablesMadeFromScratch() {
        rounds(5, 60, 4);
    }

    private void rounds(int workers, int rounds, long seed) {
        Set<Outcome> seen = EnumSet.noneOf(Outcome.class);
        for (int i = 0; i < rounds; i++) {
            try {
                seen.addAll(round(workers, new Random(seed * 1_000 + i)));
            } catch (Exception | AssertionError e) {
                throw new AssertionError("round %d of seed %d".formatted(i, seed), e);
            }
        }
        assertThat(seen).contains(Outcome.COMPLETED, Outcome.REFUSED);
    }

    private List<Outcome> round(int workers, Random random) throws Exception {
        TestClock clock = new TestClock();
        PipelineFolder shop = RunKind.ADDED_FILE.prepared(pipeline -> TestWorker.runOnce(pipeline, temp, clock, false));
        List<Outcome> outcomes = new ArrayList<>();
        CyclicBarrier start = new CyclicBarrier(workers + 1);
        try (ExecutorService threads = Executors.newFixedThreadPool(workers + 1)) {
            List<Future<List<Outcome>>> ends = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                long seed = random.nextLong();
                ends.add(threads.submit(racer(shop, clock, seed, start)));
            }
            Random files = new Random(random.nextLong());
            Future<?> uploads = threads.submit(() -> upload(shop, files, start));
            uploads.get(PATIENCE_MINUTES, TimeUnit.MINUTES);
            for (Future<List<Outcome>> end : ends) {
                outcomes.addAll(end.get(PATIENCE_MINUTES, TimeUnit.MINUTES));
            }
        } catch (ExecutionException e) {
            throw new AssertionError("a run ended in a way that no race explains", e.getCause());
        }
        // Where uploads keep coming under slow runs, each run of a round may meet one; but one run always got as far as
        // to read.
        assertThat(outcomes).hasSize(workers * RUNS_EACH).containsAnyOf(Outcome.COMPLETED, Outcome.SOURCE_CHANGED);
        makesGood(shop, clock);
        return outcomes;
    }

    private void makesGood(PipelineFolder shop, TestClock clock) {
        clock.advance(TestWorker.UNTIL_TAKE_OVER);
        FromScratch scratch = FromScratch.of(shop, temp);
        RunReport report = TestWorker.runOnce(shop, temp, clock, false).report().orElseThrow();
        assertThat(PublishedRows.of(shop)).isEqualTo(scratch.rows());
        assertThat(Account.of(shop, report)).isEqualTo(scratch.account());
        assertThat(OurReader.look(shop.copy())).isEqualTo(scratch.rows());
        Sweep.leavesNothing(shop, scratch);
    }

    /** How a run in a race may end. */
    private enum Outcome {
        COMPLETED,
        /** Another run of the pipeline was at work. */
        REFUSED,
        /** Another run published first. */
        LOST,
        /** A file was replaced while the run read it. */
        SOURCE_CHANGED;

        /** The place where these tests know by what a run says that another was at work or published first. */
        static Outcome of(RuntimeException e) {
            if (e instanceof RunRefused refused) {
                switch (refused.reason()) {
                    case SOURCE_CHANGED:
                        return SOURCE_CHANGED;
                    case RUN_IN_PROGRESS:
                        return REFUSED;
                    case LEASE_LOST:
                        return LOST;
                    default:
                        throw e;
                }
            }
            throw e;
        }

        static Outcome of(JobRecord job) {
            assertThat(job.status()).as(String.valueOf(job.error())).isEqualTo(Status.COMPLETED);
            return COMPLETED;
        }
    }

    private Callable<List<Outcome>> racer(PipelineFolder shop, TestClock clock, long seed, CyclicBarrier start) {
        return () -> {
            List<Outcome> outcomes = new ArrayList<>();
            start.await(PATIENCE_MINUTES, TimeUnit.MINUTES);
            try (TestWorker worker = new TestWorker(shop, temp, clock, seed)) {
                for (int i = 0; i < RUNS_EACH; i++) {
                    try {
                        outcomes.add(Outcome.of(worker.run()));
                    } catch (RuntimeException e) {
                        outcomes.add(Outcome.of(e));
                    }
                }
            }
            return outcomes;
        };
    }

    private static List<Outcome> upload(PipelineFolder shop, Random random, CyclicBarrier start) throws Exception {
        start.await(PATIENCE_MINUTES, TimeUnit.MINUTES);
        for (int i = 0; i < 12; i++) {
            String day = "2024-%02d-%02d".formatted(1 + random.nextInt(4), 1 + random.nextInt(28));
            String file = "raw/orders/%c.csv".formatted('a' + random.nextInt(6));
            shop.put(file, "day,what,price\n%s,tea,%d\n%s,bun,2\nnever,rum,3\n".formatted(day, i, day));
            Thread.yield();
        }
        return List.of();
    }
}
