package dev.karet.e2e.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.job.RunReport;
import dev.karet.store.FaultyObjectStore;
import dev.karet.store.FaultyObjectStore.Call;
import dev.karet.store.FaultyObjectStore.Kind;
import dev.karet.store.InMemoryObjectStore;
import dev.karet.store.Leases;
import dev.karet.store.ObjectStore;
import dev.karet.store.Slug;
import dev.karet.web.WebSettings.Imports;
import dev.karet.web.pipelines.ConfigHistory;
import dev.karet.web.pipelines.PipelineChanges;
import dev.karet.web.pipelines.PipelineExport;
import dev.karet.web.pipelines.PipelineImport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bucket that was copied elsewhere shows the same tables, and goes on from there. */
class BackupTest {

    @TempDir
    Path temp;

    private static final Slug STORE = new Slug("store");

    private final TestClock clock = new TestClock();

    /** Puts a pipeline and its files into an empty folder. */
    private static PipelineFolder filled(PipelineFolder folder) {
        RunKind.FIRST.prepared(pipeline -> {}).copyTo(folder.store(), key -> true);
        return folder;
    }

    @Test
    void aStoresFolderCopiedWithCpReadsAndRunsOn() throws Exception {
        PublishedRows published;
        try (RunningStore store = RunningStore.over(temp.resolve("data"))) {
            PipelineFolder shop = filled(store.folder());
            TestWorker.runOnce(shop, temp.resolve("work"), clock, false);
            published = PublishedRows.of(shop);
        }
        copyFolder(temp.resolve("data"), temp.resolve("restored"));

        try (RunningStore store = RunningStore.over(temp.resolve("restored"))) {
            readsAndRunsOn(store.folder(), published);
        }
    }

    @Test
    void aBucketCopiedObjectByObjectReadsAndRunsOn() {
        PipelineFolder shop = filled(PipelineFolder.empty());
        TestWorker.runOnce(shop, temp, clock, false);

        readsAndRunsOn(shop.copyTo(new InMemoryObjectStore(), key -> true), PublishedRows.of(shop));
    }

    @Test
    void aBucketCopiedAfterAWorkerDiedBehindItsCommitReadsAndRunsOn() {
        PipelineFolder shop = filled(PipelineFolder.empty());
        TestWorker.runOnce(shop, temp, clock, false);
        RunKind.REPLACED_FILE.change(shop);
        FromScratch scratch = FromScratch.of(shop, temp);
        diesBehindItsCommit(shop);

        PipelineFolder copy = shop.copyTo(new InMemoryObjectStore(), key -> true);
        clock.advance(TestWorker.UNTIL_TAKE_OVER);
        assertThat(OurReader.look(copy.copy())).isEqualTo(scratch.rows());
        TestWorker.runOnce(copy, temp, clock, false);

        readsAndRunsOn(copy, scratch.rows());
    }

    @Test
    void aRenamedPipelineReadsAndRunsOn() throws Exception {
        try (RunningStore store = RunningStore.over(temp.resolve("data"))) {
            PipelineFolder shop = filled(store.folder());
            TestWorker.runOnce(shop, temp.resolve("work"), clock, false);
            PublishedRows published = PublishedRows.of(shop);

            changes(shop.store()).rename(shop.slug(), STORE);

            assertThat(shop.keys("")).isEmpty();
            readsAndRunsOn(new PipelineFolder(shop.store(), STORE), published);
        }
    }

    @Test
    void anExportThatIsImportedElsewhereReadsAndRunsOn() throws Exception {
        PipelineFolder shop = filled(PipelineFolder.empty());
        TestWorker.runOnce(shop, temp.resolve("work"), clock, false);
        Path archive = temp.resolve("shop.zip");
        PipelineExport export = new PipelineExport(shop.store());
        try (OutputStream zip = Files.newOutputStream(archive)) {
            export.write(shop.slug(), export.contents(shop.slug()), zip);
        }

        try (RunningStore store = RunningStore.over(temp.resolve("data"))) {
            ObjectStore other = store.folder().store();
            ConfigHistory configs = new ConfigHistory(other, clock, (slug, config) -> {});
            new PipelineImport(other, changes(other), configs, new Imports(10_000, 1L << 30, 200)).run(STORE, archive);

            readsAndRunsOn(new PipelineFolder(other, STORE), PublishedRows.of(shop));
        }
    }

    private PipelineChanges changes(ObjectStore store) {
        return new PipelineChanges(store, new Leases(store, Duration.ofMinutes(1), clock), clock);
    }

    /** At the call that makes the commit, or at the first one that changes a table as long as there are no commits. */
    private void diesBehindItsCommit(PipelineFolder shop) {
        FaultyObjectStore whole = new FaultyObjectStore(shop.copy().store());
        TestWorker.runOnce(shop.through(whole), temp, clock, false);
        int commit = first(
                whole.log(),
                call -> call.kind() == Kind.CREATE_ONLY && call.key().contains("/_karet/commits/"));
        int change = first(
                whole.log(), call -> call.kind() == Kind.PUT_FILE && call.key().contains("/clean/"));
        FaultyObjectStore dying = Dying.AFTER.at(commit >= 0 ? commit : change, shop.store());
        try {
            TestWorker.runOnce(shop.through(dying), temp, clock, false);
        } catch (Throwable e) {
            assertThat(dying.isDead()).as("only death ends the run, not %s", e).isTrue();
        }
        assertThat(dying.isDead()).isTrue();
    }

    /** The number of the first call that is {@code wanted}; -1 when there is none. */
    private static int first(List<Call> calls, Predicate<Call> wanted) {
        for (int i = 0; i < calls.size(); i++) {
            if (wanted.test(calls.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private void readsAndRunsOn(PipelineFolder copy, PublishedRows published) {
        assertThat(published.rowCount()).isPositive();
        assertThat(PublishedRows.of(copy)).isEqualTo(published);
        assertThat(OurReader.look(copy)).isEqualTo(published);

        RunKind.ADDED_FILE.change(copy);
        FromScratch scratch = FromScratch.of(copy, temp);
        clock.advance(TestWorker.UNTIL_TAKE_OVER);
        RunReport report = TestWorker.runOnce(copy, temp.resolve("work"), clock, false)
                .report()
                .orElseThrow();

        assertThat(PublishedRows.of(copy)).isEqualTo(scratch.rows()).isNotEqualTo(published);
        assertThat(Account.of(copy, report)).isEqualTo(scratch.account());
        Sweep.leavesNothing(copy, scratch);
    }

    private static void copyFolder(Path from, Path to) throws IOException, InterruptedException {
        Process copying = new ProcessBuilder("cp", "-a", from.toString(), to.toString())
                .inheritIO()
                .start();
        assertThat(copying.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(copying.exitValue()).isZero();
    }
}
