package dev.karet.table;

import static dev.karet.table.PublishedShop.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.karet.model.commit.CommitRecord.Commit;
import dev.karet.model.commit.DataFile;
import dev.karet.model.commit.FileIdentity;
import dev.karet.model.commit.TableState;
import dev.karet.store.FaultyObjectStore;
import dev.karet.store.FaultyObjectStore.Fault;
import dev.karet.store.FaultyObjectStore.Kind;
import dev.karet.store.InMemoryObjectStore;
import dev.karet.store.Layout;
import dev.karet.store.ObjectInfo;
import dev.karet.store.ObjectStore;
import dev.karet.store.StoreException.StoreUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LocalCopiesTest {

    private static final long PLENTY = 1 << 20;

    @TempDir
    Path temp;

    @TempDir
    Path folder;

    private final InMemoryObjectStore bucket = new InMemoryObjectStore();

    private static Patience patience() {
        return Patience.of(Duration.ofSeconds(30), () -> false);
    }

    private static Patience impatience() {
        return Patience.of(Duration.ZERO, () -> false);
    }

    private PublishedShop shop() {
        return new PublishedShop(bucket, temp);
    }

    private LocalCopies copies(ObjectStore store, long limit) {
        return LocalCopies.open(store, folder, limit);
    }

    private static List<String> texts(PinnedTables tables, String table) {
        return tables.table(table).orElseThrow().stream()
                .map(file -> {
                    try {
                        return TinyParquet.text(Files.readAllBytes(file.local()));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    private static List<String> read(LocalCopies copies, String table) {
        try (PinnedTables tables = copies.open(SHOP, List.of(table), patience()).orElseThrow()) {
            return texts(tables, table);
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".lock"))
                    .sorted()
                    .toList();
        }
    }

    private static int opened(FaultyObjectStore store) {
        return store.callsByKind().getOrDefault(Kind.OPEN, 0);
    }

    @Test
    void aTableIsFetchedOnceAndItsFilesComeInTheOrderOfTheirPaths() {
        shop().publish(Map.of("sales", Map.of("b/data.parquet", "two", "a/data.parquet", "one")));
        FaultyObjectStore counted = new FaultyObjectStore(bucket);
        try (LocalCopies copies = copies(counted, PLENTY)) {
            assertThat(read(copies, "sales")).containsExactly("one", "two");
            int first = opened(counted);
            int calls = counted.calls();
            assertThat(read(copies, "sales")).containsExactly("one", "two");
            assertThat(opened(counted)).isEqualTo(first).isEqualTo(2);
            assertThat(counted.calls()).as("one short listing").isEqualTo(calls + 1);
        }
    }

    @Test
    void whatWasNeverPublishedIsNotThere() {
        try (LocalCopies copies = copies(bucket, PLENTY)) {
            assertThat(copies.open(SHOP, List.of("sales"), patience())).isEmpty();
            shop().publish(Map.of("sales", Map.of("data.parquet", "x")));
            try (PinnedTables tables =
                    copies.open(SHOP, List.of("sales", "other"), patience()).orElseThrow()) {
                assertThat(tables.table("other")).isEmpty();
                assertThat(texts(tables, "sales")).containsExactly("x");
            }
        }
    }

    @Test
    void aNewCommitIsSeenAndItsUnchangedFilesAreNotFetchedAgain() {
        PublishedShop shop = shop();
        Commit first = shop.publish(Map.of("a", Map.of("data.parquet", "old"), "b", Map.of("data.parquet", "same")));
        FaultyObjectStore counted = new FaultyObjectStore(bucket);
        try (LocalCopies copies = copies(counted, PLENTY)) {
            read(copies, "a");
            read(copies, "b");
            shop.publish(Map.of("a", Map.of("data.parquet", "new"), "b", Map.of("data.parquet", "same")));
            assertThat(read(copies, "a")).containsExactly("new");
            assertThat(first.number()).isEqualTo(1);
            assertThat(opened(counted)).isEqualTo(3);
        }
    }

    @Test
    void aPipelineThatWasRemovedAndMadeAgainIsNotTakenForTheOldOne() {
        shop().publish(Map.of("sales", Map.of("data.parquet", "old")));
        try (LocalCopies copies = copies(bucket, PLENTY)) {
            assertThat(read(copies, "sales")).containsExactly("old");
            try (Stream<ObjectInfo> objects = bucket.list(Layout.pipeline(SHOP))) {
                bucket.deleteAll(objects.map(ObjectInfo::key).toList());
            }
            shop().publish(Map.of("sales", Map.of("data.parquet", "new")));

            assertThat(read(copies, "sales")).containsExactly("new");
        }
    }

    @Test
    void copiesAreFoundAgainAfterARestartAndWhatIsTornIsNot() throws IOException {
        shop().publish(Map.of("sales", Map.of("a/data.parquet", "one", "b/data.parquet", "two")));
        try (LocalCopies copies = copies(bucket, PLENTY)) {
            read(copies, "sales");
        }
        List<Path> there;
        try (Stream<Path> files = Files.walk(folder)) {
            there = files.filter(file -> file.toString().endsWith(".parquet")).toList();
        }
        Files.write(there.getFirst(), new byte[] {1, 2, 3});
        Files.write(there.getFirst().resolveSibling("x.parquet.1.part"), new byte[] {1});

        FaultyObjectStore counted = new FaultyObjectStore(bucket);
        try (LocalCopies copies = copies(counted, PLENTY)) {
            assertThat(files()).noneMatch(name -> name.endsWith(".part"));
            assertThat(read(copies, "sales")).containsExactly("one", "two");
            assertThat(opened(counted)).as("only the torn one").isEqualTo(1);
        }
    }

    @Test
    void aCopyThatSomebodyRemovedIsFetchedAgain() throws IOException {
        shop().publish(Map.of("sales", Map.of("data.parquet", "one")));
        try (LocalCopies copies = copies(bucket, PLENTY)) {
            try (PinnedTables tables =
                    copies.open(SHOP, List.of("sales"), patience()).orElseThrow()) {
                Files.delete(tables.table("sales").orElseThrow().getFirst().local());
            }
            assertThat(read(copies, "sales")).containsExactly("one");
        }
    }

    @Test
    void whatWasUsedLeastRecentlyGoesFirst() {
        Commit commit = shop().publish(Map.of(
                "a", Map.of("data.parquet", "aa"),
                "b", Map.of("data.parquet", "bb"),
                "c", Map.of("data.parquet", "cc")));
        long size = size(commit, "a");
        FaultyObjectStore counted = new FaultyObjectStore(bucket);
        try (LocalCopies copies = copies(counted, 2 * size)) {
            read(copies, "a");
            read(copies, "b");
            read(copies, "a");
            read(copies, "c");
            assertThat(opened(counted)).isEqualTo(3);
            assertThat(copies.bytes()).isEqualTo(2 * size);
            read(copies, "a");
            assertThat(opened(counted)).as("a stayed").isEqualTo(3);
            read(copies, "b");
            assertThat(opened(counted)).as("b had gone").isEqualTo(4);
        }
        try (LocalCopies smaller = copies(counted, size)) {
            assertThat(smaller.bytes()).as("a lower limit holds from the start").isEqualTo(size);
        }
    }

    private static long size(Commit commit, String table) {
        return commit.table(table).orElseThrow().files().stream()
                .mapToLong(file -> file.identity().size())
                .sum();
    }

    @Test
    void whatIsInUseStaysAndOthersWaitForIt() throws Exception {
        Commit commit = shop().publish(Map.of("a", Map.of("data.parquet", "aa"), "b", Map.of("data.parquet", "bb")));
        try (LocalCopies copies = copies(bucket, size(commit, "a"));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            PinnedTables used = copies.open(SHOP, List.of("a"), patience()).orElseThrow();
            assertThatThrownBy(() -> copies.open(SHOP, List.of("b"), impatience()))
                    .isInstanceOf(CopiesFailed.NoRoom.class)
                    .hasMessageContaining("KARET_CACHE_LIMIT");
            assertThat(texts(used, "a")).containsExactly("aa");
            Future<List<String>> waiting = threads.submit(() -> read(copies, "b"));
            used.close();
            used.close();
            assertThat(waiting.get()).containsExactly("bb");
        }
    }

    @Test
    void aTableLargerThanTheLimitIsRefusedWithWhatToRaise() throws IOException {
        Commit commit = shop().publish(Map.of("sales", Map.of("data.parquet", "x".repeat(100))));
        try (LocalCopies copies = copies(bucket, size(commit, "sales") - 1)) {
            assertThatThrownBy(() -> copies.open(SHOP, List.of("sales"), patience()))
                    .isInstanceOf(CopiesFailed.TooLarge.class)
                    .hasMessageContaining("\"sales\"")
                    .hasMessageContaining("KARET_CACHE_LIMIT");
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void twoAskersShareADownload() throws Exception {
        shop().publish(Map.of("sales", Map.of("data.parquet", "x")));
        AtomicInteger opened = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        ObjectStore gated = GatedStore.over(bucket, _ -> {
            opened.incrementAndGet();
            begun.countDown();
            await(go);
        });
        try (LocalCopies copies = copies(gated, PLENTY);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<String>>> readers = new ArrayList<>();
            readers.add(threads.submit(() -> read(copies, "sales")));
            begun.await();
            for (int i = 0; i < 5; i++) readers.add(threads.submit(() -> read(copies, "sales")));
            go.countDown();
            for (Future<List<String>> reader : readers) {
                assertThat(reader.get()).containsExactly("x");
            }
            assertThat(opened).hasValue(1);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("interrupted", e);
        }
    }

    @Test
    void aTornDownloadLeavesNothingAndTheNextOneSucceeds() throws IOException {
        shop().publish(Map.of("sales", Map.of("data.parquet", "x".repeat(1_000))));
        AtomicBoolean torn = new AtomicBoolean(true);
        ObjectStore store = new FaultyObjectStore(
                bucket,
                (_, call) -> call.kind() == Kind.OPEN && torn.getAndSet(false) ? Fault.FAIL_WITHIN : Fault.NONE);
        try (LocalCopies copies = copies(store, PLENTY)) {
            assertThatThrownBy(() -> read(copies, "sales")).isInstanceOf(CopiesFailed.Broken.class);
            assertThat(files()).isEmpty();
            assertThat(copies.bytes()).isZero();
            assertThat(read(copies, "sales")).containsExactly("x".repeat(1_000));
        }
    }

    @Test
    void aTableThatIsPublishedAnewWhileItIsFetchedIsReadAsItBecame() {
        PublishedShop shop = shop();
        shop.publish(Map.of("sales", Map.of("data.parquet", "old")));
        AtomicBoolean once = new AtomicBoolean(true);
        ObjectStore store = GatedStore.over(bucket, _ -> {
            if (once.getAndSet(false)) shop.publish(Map.of("sales", Map.of("data.parquet", "new")));
        });
        try (LocalCopies copies = copies(store, PLENTY);
                PinnedTables tables =
                        copies.open(SHOP, List.of("sales"), patience()).orElseThrow()) {
            assertThat(texts(tables, "sales")).containsExactly("new");
            assertThat(tables.commit().number()).isEqualTo(2);
        }
    }

    @Test
    void aTableThatNeverRestsIsGivenUp() {
        PublishedShop shop = shop();
        shop.publish(Map.of("sales", Map.of("data.parquet", "0")));
        AtomicInteger number = new AtomicInteger();
        ObjectStore store = GatedStore.over(
                bucket,
                _ -> shop.publish(Map.of("sales", Map.of("data.parquet", Integer.toString(number.incrementAndGet())))));
        try (LocalCopies copies = copies(store, PLENTY)) {
            assertThatThrownBy(() -> read(copies, "sales")).isInstanceOf(CopiesFailed.Restless.class);
            assertThat(copies.bytes()).isZero();
        }
    }

    @Test
    void whatAnImpatientAskerBeganGoesOnComing() throws Exception {
        shop().publish(Map.of("sales", Map.of("data.parquet", "x")));
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger opened = new AtomicInteger();
        ObjectStore gated = GatedStore.over(bucket, _ -> {
            opened.incrementAndGet();
            await(go);
        });
        try (LocalCopies copies = copies(gated, PLENTY)) {
            assertThatThrownBy(() -> copies.open(SHOP, List.of("sales"), impatience()))
                    .isInstanceOf(CopiesFailed.OnTheirWay.class);
            go.countDown();
            assertThat(read(copies, "sales")).containsExactly("x");
            assertThat(opened).hasValue(1);
        }
    }

    @Test
    void whoNoLongerWantsATableEndsItsDownload() throws Exception {
        shop().publish(Map.of("sales", Map.of("data.parquet", "x")));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        ObjectStore gated = GatedStore.over(bucket, _ -> {
            begun.countDown();
            await(go);
        });
        try (LocalCopies copies = copies(gated, PLENTY)) {
            Patience leaving = Patience.of(Duration.ofSeconds(30), () -> begun.getCount() == 0);
            assertThatThrownBy(() -> copies.open(SHOP, List.of("sales"), leaving))
                    .isInstanceOf(CopiesFailed.Stopped.class);
            go.countDown();
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void processesThatShareADirectoryDoNotShareCopies() throws IOException {
        shop().publish(Map.of("sales", Map.of("data.parquet", "x")));
        try (LocalCopies one = copies(bucket, PLENTY)) {
            read(one, "sales");
            try (LocalCopies other = copies(bucket, PLENTY)) {
                assertThat(other.bytes()).isZero();
                read(other, "sales");
                assertThat(files()).hasSize(2);
            }
        }
        try (LocalCopies next = copies(bucket, PLENTY)) {
            assertThat(next.bytes()).isPositive();
            assertThat(files()).as("what the other left is gone").hasSize(1);
        }
    }

    @Test
    void onlyTheTableThatIsReadNeedsToBeWhole() {
        Commit commit = shop().publish(Map.of("a", Map.of("data.parquet", "aa"), "b", Map.of("data.parquet", "bb")));
        DataFile lost = commit.table("b").orElseThrow().files().getFirst();
        bucket.delete(PublishedShop.key("b", "data.parquet"));
        bucket.delete(Layout.pipeline(SHOP) + lost.staged());
        try (LocalCopies copies = copies(bucket, PLENTY)) {
            assertThat(read(copies, "a")).containsExactly("aa");
            assertThatThrownBy(() -> read(copies, "b"))
                    .isInstanceOf(TableDamaged.class)
                    .hasMessageContaining("clean/b/data.parquet");
            assertThat(copies.bytes()).isEqualTo(size(commit, "a"));
        }
    }

    @Test
    void aNameThatWouldLeadOutOfTheFolderIsNotTaken() throws IOException {
        DataFile evil = new DataFile(
                "data.parquet",
                new FileIdentity("../../evil", "00", 3, "e"),
                1,
                1,
                "_karet/staged/x.parquet",
                new TreeMap<>(),
                List.of());
        Commit commit = new Commit(
                1,
                "job-1700000000000-aaaaaa",
                Instant.EPOCH,
                "config",
                List.of(new TableState("sales", "f", List.of(), List.of(evil))),
                List.of());
        new Commits(bucket).create(SHOP, commit);
        try (LocalCopies copies = copies(bucket, PLENTY)) {
            assertThatThrownBy(() -> read(copies, "sales")).isInstanceOf(TableDamaged.class);
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void manyReadersOnLittleRoomSeeWholeTablesAndTheLimitHolds() throws Exception {
        Map<String, Map<String, String>> tables = new TreeMap<>();
        for (int i = 0; i < 8; i++) {
            tables.put("t" + i, Map.of("a/data.parquet", "first " + i, "b/data.parquet", "second " + i));
        }
        Commit commit = shop().publish(tables);
        long limit = 3 * size(commit, "t0");
        AtomicBoolean over = new AtomicBoolean();
        try (LocalCopies copies = copies(bucket, limit);
                ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> readers = new ArrayList<>();
            for (int reader = 0; reader < 8; reader++) {
                Random random = new Random(reader);
                readers.add(threads.submit(() -> {
                    for (int i = 0; i < 60; i++) {
                        int table = random.nextInt(8);
                        assertThat(read(copies, "t" + table)).containsExactly("first " + table, "second " + table);
                        if (copies.bytes() > limit) over.set(true);
                    }
                }));
            }
            for (Future<?> reader : readers) reader.get();
            assertThat(over).isFalse();
            assertThat(copies.bytes()).isLessThanOrEqualTo(limit);
        }
        assertThat(files()).hasSize(6);
    }
}
