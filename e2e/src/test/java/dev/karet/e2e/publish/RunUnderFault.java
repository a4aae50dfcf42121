package dev.karet.e2e.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.e2e.publish.PublishedRows.Partition;
import dev.karet.model.job.JobRecord;
import dev.karet.model.job.JobRecord.Status;
import dev.karet.model.job.RunReport;
import dev.karet.model.json.JobJson;
import dev.karet.store.FaultyObjectStore;
import dev.karet.store.FaultyObjectStore.Fault;
import dev.karet.store.FaultyObjectStore.Script;
import dev.karet.store.JobId;
import dev.karet.store.StoreException;
import dev.karet.table.Commits;
import dev.karet.worker.RunRefused;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * One kind of run that meets a fault at one of its calls to the store, again and again at another call: readers must see the tables as they
 * were before the run or after it, and another worker must make good whatever is left.
 */
final class RunUnderFault {

    private static final Partition NOTHING = new Partition(List.of(), List.of());

    private final RunKind kind;
    private final Path temp;
    private final TestClock clock = new TestClock();
    private final PipelineFolder start;
    private final PublishedRows before;
    private final FromScratch after;
    private final int calls;

    RunUnderFault(RunKind kind, Path temp) {
        this.kind = kind;
        this.temp = temp;
        start = kind.prepared(pipeline -> TestWorker.runOnce(pipeline, temp, clock, false));
        before = PublishedRows.of(start);
        kind.change(start);
        after = FromScratch.of(start, temp);
        FaultyObjectStore counting = new FaultyObjectStore(start.copy().store());
        TestWorker.runOnce(start.through(counting), temp, clock, kind.clean());
        calls = counting.calls();
    }

    /** Tries each of {@code faults} at one of {@code share} calls, chosen by a fixed seed. */
    void atOneCallIn(int share, List<Fault> faults) {
        Random random = new Random(kind.name().hashCode());
        int tried = 0;
        for (int call = 0; call < calls; call++) {
            for (Fault fault : faults) {
                if (random.nextInt(share) == 0) {
                    at(call, fault);
                    tried++;
                }
            }
        }
        assertThat(tried).as("faults that were tried").isPositive();
    }

    private void at(int call, Fault fault) {
        PipelineFolder bucket = start.copy();
        FaultyObjectStore faulty = new FaultyObjectStore(bucket.store(), Script.only(call, fault));
        boolean ended = false;
        try {
            TestWorker.runOnce(bucket.through(faulty), temp, clock, kind.clean());
            ended = !faulty.isDead();
        } catch (Throwable e) {
            assertThat(isExplained(e, faulty))
                    .as("%s, %s at call %d ends in %s", kind, fault, call, e)
                    .isTrue();
        }
        faulty.settle();
        try {
            lookAtWhatIsThere(bucket, ended);
            Optional<JobId> publisher = newestPublisher(bucket);
            recover(bucket);
            if (faulty.isDead()) publisher.ifPresent(job -> toldAsPublished(bucket, job));
        } catch (Throwable e) {
            String what = "%s, %s at call %d of %d, %s"
                    .formatted(kind, fault, call, calls, faulty.log().get(call));
            throw new AssertionError(what, e);
        }
    }

    /** A store that fails or lies ends a run by its own exception or by a refusal, and nothing else does. */
    private static boolean isExplained(Throwable e, FaultyObjectStore faulty) {
        if (faulty.isDead()) {
            return true;
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof StoreException
                    || cause instanceof RunRefused
                    || cause instanceof java.io.UncheckedIOException) {
                return true;
            }
        }
        return false;
    }

    private void lookAtWhatIsThere(PipelineFolder bucket, boolean ended) {
        PublishedRows seen = OurReader.look(bucket.copy());
        assertThat(seen).as("what a reader of ours sees").isIn(before, after.rows());
        if (ended) {
            assertThat(seen).as("what a run published that ended well").isEqualTo(after.rows());
        }
        PublishedRows.of(bucket)
                .tables()
                .forEach((table, partitions) -> partitions.forEach((path, partition) -> assertThat(partition)
                        .as("a foreign reader finds %s of %s whole", path, table)
                        .isIn(
                                before.table(table).getOrDefault(path, NOTHING),
                                after.rows().table(table).getOrDefault(path, NOTHING))));
    }

    private static Optional<JobId> newestPublisher(PipelineFolder bucket) {
        return new Commits(bucket.store()).read(bucket.slug()).newest().map(commit -> new JobId(commit.job()));
    }

    private static void toldAsPublished(PipelineFolder bucket, JobId job) {
        JobRecord record = JobJson.read(bucket.bytes("jobs/" + job + ".json")).orElseThrow();
        assertThat(record.status())
                .as("the record of a run that published, which says %s", record.error())
                .isEqualTo(Status.COMPLETED);
    }

    private void recover(PipelineFolder bucket) {
        clock.advance(TestWorker.UNTIL_TAKE_OVER);
        RunReport report =
                TestWorker.runOnce(bucket, temp, clock, false).report().orElseThrow();
        assertThat(PublishedRows.of(bucket)).isEqualTo(after.rows());
        assertThat(Account.of(bucket, report)).isEqualTo(after.account());
        assertThat(OurReader.look(bucket.copy())).isEqualTo(after.rows());
        Sweep.leavesNothing(bucket, after);
        assertThat(PublishedRows.of(bucket)).as("after the sweep").isEqualTo(after.rows());
    }
}
