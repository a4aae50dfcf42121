package dev.karet.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.karet.model.commit.CommitRecord.Commit;
import dev.karet.model.commit.CommitRecord.Fence;
import dev.karet.model.commit.DataFile;
import dev.karet.model.commit.EmptiedFile;
import dev.karet.model.commit.TableState;
import dev.karet.store.FaultyObjectStore;
import dev.karet.store.InMemoryObjectStore;
import dev.karet.store.JobId;
import dev.karet.store.Layout;
import dev.karet.store.ObjectInfo;
import dev.karet.store.Slug;
import dev.karet.table.PublishedTables.PublishedFile;
import dev.karet.table.PublishedTables.Snapshot;
import dev.karet.table.Publisher.NewFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits made by hand: what readers see between the steps, and what the sweep leaves. */
class PublishingTest {

    private static final Slug SHOP = new Slug("shop");
    private static final JobId JOB = new JobId("job-1700000000000-aaaaaa");
    private static final String FOLDER = Layout.table(SHOP, "sales");
    private static final Sweep.Keep NO_GRACE = new Sweep.Keep(Duration.ZERO, 2, 1, Duration.ofDays(36_500));

    @TempDir
    Path temp;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Publisher publisher = new Publisher(store, 2);
    private final PublishedTables tables = new PublishedTables(store);
    private int files;

    private DataFile staged(long number, String path, String text) throws IOException {
        Path local = Files.write(temp.resolve("file-" + files++), TinyParquet.of(text));
        var file = new NewFile(path, local, text.lines().count(), new TreeMap<>(), List.of());
        return publisher.stage(SHOP, JOB, number, List.of(file), () -> {}).getFirst();
    }

    private static Commit commit(long number, List<EmptiedFile> emptied, DataFile... files) {
        return new Commit(
                number,
                JOB.value(),
                Instant.EPOCH,
                "config",
                List.of(new TableState("sales", "fingerprint", List.of(), List.of(files))),
                emptied);
    }

    private Commit published(long number, DataFile... files) {
        Commit commit = commit(number, List.of(), files);
        assertThat(publisher.commit(SHOP, commit)).isTrue();
        assertThat(publisher.finish(SHOP, commit)).isTrue();
        return commit;
    }

    private List<String> seen() throws IOException {
        Snapshot snapshot = tables.read(SHOP).orElseThrow();
        List<String> texts = new ArrayList<>();
        for (PublishedFile file : snapshot.tables().get("sales")) {
            Path local = temp.resolve("fetched");
            tables.fetch(file, local);
            texts.add(TinyParquet.text(Files.readAllBytes(local)));
        }
        return texts;
    }

    private byte[] object(String path) {
        return store.get(FOLDER + path).orElseThrow().body();
    }

    @Test
    void beforeTheFirstCommitThereIsNothingToRead() throws IOException {
        staged(1, "data.parquet", "x");

        assertThat(tables.read(SHOP)).isEmpty();
    }

    @Test
    void aReaderFinishesACommitThatWasLeftUnfinished() throws IOException {
        published(1, staged(1, "a/data.parquet", "old"), staged(1, "b/data.parquet", "old"));
        Commit left = commit(2, List.of(), staged(2, "a/data.parquet", "new"), staged(2, "b/data.parquet", "new"));
        assertThat(seen()).containsExactly("old", "old");
        assertThat(publisher.commit(SHOP, left)).isTrue();

        assertThat(seen()).containsExactly("new", "new");
        assertThat(TinyParquet.text(object("b/data.parquet"))).isEqualTo("new");
    }

    @Test
    void aNumberIsGivenOnce() throws IOException {
        published(1, staged(1, "data.parquet", "x"));

        assertThat(publisher.commit(SHOP, commit(1, List.of(), staged(1, "data.parquet", "y"))))
                .isFalse();
        assertThat(seen()).containsExactly("x");
    }

    @Test
    void aFencePublishesNothingAndStopsThePausedRunsCopies() throws IOException {
        published(1, staged(1, "data.parquet", "x"));
        Commit paused = commit(2, List.of(), staged(2, "data.parquet", "y"));
        publisher.commit(SHOP, paused);
        assertThat(new Commits(store).create(SHOP, new Fence(3, JOB.value(), Instant.EPOCH, 2)))
                .isTrue();

        assertThat(publisher.finish(SHOP, paused))
                .as("the paused one leaves it to the other")
                .isFalse();
        assertThat(seen()).as("which finishes it").containsExactly("y");
    }

    @Test
    void aPausedRunWhoseStagedFilesWereSweptMeanwhileLeavesItToTheOther() throws IOException {
        DataFile first = staged(1, "data.parquet", "x");
        Commit paused = commit(1, List.of(), first);
        publisher.commit(SHOP, paused);
        // Between its look for a successor and its copy.
        var late = new FaultyObjectStore(store, (number, call) -> {
            if (call.kind() == FaultyObjectStore.Kind.COPY) supersede(first);
            return FaultyObjectStore.Fault.NONE;
        });

        assertThat(new Publisher(late, 1).finish(SHOP, paused)).isFalse();
        assertThat(seen()).containsExactly("y");
    }

    private void supersede(DataFile swept) {
        try {
            published(2, staged(2, "data.parquet", "y"));
            store.delete(Layout.pipeline(SHOP) + swept.staged());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theCommitOfARunIsFoundByItsJobAsLongAsItsRecordIsKept() throws IOException {
        Commits commits = new Commits(store);
        Commit first = published(1, staged(1, "data.parquet", "x"));
        commits.create(SHOP, new Fence(2, "job-1700000000001-aaaaaa", Instant.EPOCH, 1));
        Commit later = new Commit(3, "job-1700000000002-aaaaaa", Instant.EPOCH, "config", List.of(), List.of());
        commits.create(SHOP, later);

        assertThat(commits.madeBy(SHOP, JOB.value(), Instant.EPOCH)).contains(first);
        assertThat(commits.madeBy(SHOP, "job-1700000000001-aaaaaa", Instant.EPOCH))
                .as("a fence publishes nothing")
                .isEmpty();
        assertThat(commits.madeBy(SHOP, JOB.value(), Instant.EPOCH.plusSeconds(1)))
                .as("all records are older")
                .isEmpty();
        assertThat(commits.before(SHOP, later)).contains(first);
        assertThat(commits.before(SHOP, first)).isEmpty();
        store.delete(Layout.commit(SHOP, 1));
        assertThat(commits.before(SHOP, later)).isEmpty();
        assertThat(commits.madeBy(SHOP, JOB.value(), Instant.EPOCH)).isEmpty();
    }

    @Test
    void aFileOverwrittenByAStaleCopyIsPutBack() throws IOException {
        DataFile old = staged(1, "data.parquet", "old");
        published(1, old);
        published(2, staged(2, "data.parquet", "new"));
        store.copy(Layout.pipeline(SHOP) + old.staged(), FOLDER + "data.parquet");

        assertThat(seen()).containsExactly("new");
    }

    @Test
    void aFileThatCannotBePutBackIsNamed() throws IOException {
        DataFile file = staged(1, "data.parquet", "x");
        published(1, file);
        store.delete(Layout.pipeline(SHOP) + file.staged());
        store.delete(FOLDER + "data.parquet");

        assertThatThrownBy(() -> tables.read(SHOP))
                .isInstanceOf(TableDamaged.class)
                .hasMessageContaining("clean/sales/data.parquet");
    }

    @Test
    void aCopiedBucketWhoseEtagsDifferIsReadByWhatFilesSayOfThemselves() throws IOException {
        DataFile file = staged(1, "data.parquet", "x");
        DataFile renamed = new DataFile(
                file.path(),
                new dev.karet.model.commit.FileIdentity(
                        file.identity().uuid(),
                        file.identity().sha256(),
                        file.identity().size(),
                        "another"),
                file.rows(),
                1,
                file.staged(),
                new TreeMap<>(),
                List.of());
        published(1, renamed);
        store.delete(Layout.commitDone(SHOP, 1));
        store.delete(Layout.pipeline(SHOP) + file.staged());

        assertThat(seen()).containsExactly("x");
    }

    @Test
    void anEmptiedFileHasTheColumnsAndNoRowAndGoesWithTheSweep() throws IOException {
        published(1, staged(1, "a/data.parquet", "x\ny"), staged(1, "b/data.parquet", "z"));
        ObjectInfo gone = store.head(FOLDER + "a/data.parquet").orElseThrow();
        List<EmptiedFile> twins = publisher.stageEmptied(SHOP, JOB, 2, List.of(gone));
        Commit commit = commit(
                2,
                twins,
                tables.read(SHOP).orElseThrow().tables().get("sales").get(1).file());
        publisher.commit(SHOP, commit);
        publisher.finish(SHOP, commit);

        assertThat(TinyParquet.rows(object("a/data.parquet"))).isZero();
        new Sweep(store, NO_GRACE).sweep(SHOP, new JobId("job-1800000000000-aaaaaa"), commit, Set.of(), Instant.now());
        assertThat(store.head(FOLDER + "a/data.parquet")).isEmpty();
        assertThat(seen()).containsExactly("z");
    }

    @Test
    void theSweepKeepsWhatIsNamedWhatIsYoungAndAsMuchHistoryAsItIsTold() throws IOException {
        for (int number = 1; number <= 4; number++) {
            published(number, staged(number, "data.parquet", "version " + number));
        }
        Commit newest = tables.read(SHOP).orElseThrow().commit();
        JobId later = new JobId("job-1800000000000-aaaaaa");

        int young = new Sweep(store, new Sweep.Keep(Duration.ofHours(1), 100, 100, Duration.ofDays(36_500)))
                .sweep(SHOP, later, newest, Set.of(), Instant.now());
        assertThat(young).isZero();
        new Sweep(store, NO_GRACE).sweep(SHOP, later, newest, Set.of(), Instant.now());

        assertThat(keys(Layout.staged(SHOP))).isEmpty();
        assertThat(keys(Layout.commits(SHOP)))
                .containsExactly(
                        Layout.commitDone(SHOP, 3),
                        Layout.commit(SHOP, 3),
                        Layout.commitDone(SHOP, 4),
                        Layout.commit(SHOP, 4));
        assertThat(seen()).containsExactly("version 4");
    }

    @Test
    void aDamagedRecordIsNamedAndNothingIsReadPastIt() throws IOException {
        published(1, staged(1, "data.parquet", "x"));
        store.put(Layout.commit(SHOP, 2), new byte[] {1, 2, 3}, "application/gzip");

        assertThatThrownBy(() -> tables.read(SHOP))
                .isInstanceOf(CommitUnreadable.class)
                .hasMessageContaining(Layout.commit(SHOP, 2));
    }

    private List<String> keys(String prefix) {
        try (var objects = store.list(prefix)) {
            return objects.map(ObjectInfo::key).toList();
        }
    }
}
