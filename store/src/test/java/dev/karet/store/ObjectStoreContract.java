package dev.karet.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link ObjectStore} promises, to be kept by every implementation. Each test works below a prefix of its own. */
public abstract class ObjectStoreContract {

    private static final String TEXT = "text/plain";

    @TempDir
    Path folder;

    private String root;

    /** The store under test, with its bucket in place. */
    protected abstract ObjectStore store();

    @BeforeEach
    void useAPrefixOfItsOwn() {
        root = "contract-" + Long.toString(System.nanoTime(), 36) + "/";
    }

    @Test
    void theBucketIsThere() {
        store().checkBucket(false);
        store().checkBucket(true);
    }

    @Test
    void whatWasPutIsReadBackWhole() throws IOException {
        var info = put("a.txt", "hello");

        assertThat(info.size()).isEqualTo(5);
        assertThat(info.key()).isEqualTo(root + "a.txt");
        assertThat(text("a.txt")).isEqualTo("hello");
        try (var stream = store().open(root + "a.txt")) {
            assertThat(stream.body().readAllBytes()).asString(UTF_8).isEqualTo("hello");
        }
        var head = store().head(root + "a.txt").orElseThrow();
        assertThat(head.size()).isEqualTo(5);
        assertThat(head.etag()).isEqualTo(info.etag()).doesNotContain("\"");
        assertThat(head.lastModified())
                .isBetween(
                        Instant.now().minus(Duration.ofMinutes(5)),
                        Instant.now().plusSeconds(60));
    }

    @Test
    void anEmptyObjectIsAnObject() throws IOException {
        put("empty", "");

        assertThat(store().head(root + "empty").orElseThrow().size()).isZero();
        assertThat(text("empty")).isEmpty();
        try (var stream = store().open(root + "empty")) {
            assertThat(stream.body().read()).isEqualTo(-1);
        }
    }

    @Test
    void aPutReplacesWhatWasThereAndChangesItsMark() {
        var before = put("a", "one");
        var after = put("a", "two, and longer");

        assertThat(text("a")).isEqualTo("two, and longer");
        assertThat(after.etag()).isNotEqualTo(before.etag());
    }

    @Test
    void whatIsNotThereIsEmptyOrNotFound() {
        assertThat(store().head(root + "none")).isEmpty();
        assertThat(store().get(root + "none")).isEmpty();
        assertThatThrownBy(() -> store().open(root + "none"))
                .isInstanceOf(StoreException.ObjectNotFound.class)
                .hasMessageContaining(root + "none");
    }

    @Test
    void aFolderOfObjectsIsNoObject() {
        put("folder/a", "x");

        assertThat(store().head(root + "folder")).isEmpty();
        assertThat(store().get(root + "folder")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with space.csv",
                "plus+sign",
                "per%cent",
                "per%20cent",
                "a&b=c;d,e",
                "quote'(x)!*~",
                "hash#question?",
                "colon:at@",
                "year=2024/month=05/data.parquet",
                "umlaut-äöü-ß",
                "日本語/漢字.csv",
                "emoji-🙂",
                "tab\there",
                "back\\slash",
                "<xml>&amp;\"",
                "dots...and.more",
            })
    void keysOfAnyCharactersGoThereAndBack(String key) throws IOException {
        put(key, "body of " + key);

        assertThat(text(key)).isEqualTo("body of " + key);
        assertThat(store().head(root + key)).isPresent();
        try (var stream = store().open(root + key)) {
            assertThat(stream.body().readAllBytes()).asString(UTF_8).isEqualTo("body of " + key);
        }
        assertThat(keys("")).containsExactly(key);
        store().copy(root + key, root + "copy of " + key);
        assertThat(text("copy of " + key)).isEqualTo("body of " + key);
        store().deleteAll(List.of(root + key, root + "copy of " + key));
        assertThat(keys("")).isEmpty();
    }

    @Test
    void aFileIsStoredWhole() throws IOException {
        var body = bytes(1_000_003, 1);
        var file = Files.write(folder.resolve("local"), body);

        var info = store().putFile(root + "file", file, TEXT);

        assertThat(info.size()).isEqualTo(body.length);
        assertThat(store().get(root + "file").orElseThrow().body()).isEqualTo(body);
        assertThat(store().head(root + "file").orElseThrow().etag()).isEqualTo(info.etag());
    }

    @Test
    void anEmptyFileIsStored() throws IOException {
        store().putFile(root + "file", Files.createFile(folder.resolve("local")), TEXT);

        assertThat(store().head(root + "file").orElseThrow().size()).isZero();
    }

    @Test
    void aFileTooLargeForOneRequestArrivesWholeAndAtOnce() throws IOException {
        var file = folder.resolve("large");
        var size = (40L << 20) + 7;
        var edges = bytes(64 * 1024, 2);
        try (var local = new RandomAccessFile(file.toFile(), "rw")) {
            local.setLength(size);
            local.write(edges);
            local.seek((16L << 20) - 1000);
            local.write(edges);
            local.seek(size - edges.length);
            local.write(edges);
        }

        var info = store().putFile(root + "large", file, "application/octet-stream");

        assertThat(info.size()).isEqualTo(size);
        var copy = folder.resolve("copy");
        try (var stream = store().open(root + "large")) {
            Files.copy(stream.body(), copy);
        }
        assertThat(Files.mismatch(file, copy)).isEqualTo(-1);
        assertThat(store().head(root + "large").orElseThrow()).satisfies(there -> {
            assertThat(there.size()).isEqualTo(size);
            assertThat(there.etag()).isEqualTo(info.etag());
        });
        assertThat(keys("")).containsExactly("large");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_000_003, (8 << 20) - 1, 8 << 20, (8 << 20) + 1, 16 << 20, (20 << 20) + 7})
    void aStreamIsStoredWholeWhateverItsLength(int length) {
        var body = bytes(length, 7);

        var info = store().putStream(root + "stream", new ByteArrayInputStream(body), length, TEXT);

        assertThat(info.size()).isEqualTo(length);
        assertThat(store().get(root + "stream").orElseThrow().body()).isEqualTo(body);
        assertThat(store().head(root + "stream").orElseThrow().etag()).isEqualTo(info.etag());
        store().putStream(root + "stream", new ByteArrayInputStream(bytes(3, 8)), 1L << 40, TEXT);
        assertThat(store().get(root + "stream").orElseThrow().body()).isEqualTo(bytes(3, 8));
        assertThat(keys("")).containsExactly("stream");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20 << 20})
    void aStreamThatBreaksOrIsTooLongLeavesTheKeyAsItWas(int length) {
        put("kept", "before");
        var broken = new SequenceInputStream(new ByteArrayInputStream(bytes(length, 9)), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the line is gone");
            }
        });

        assertThatThrownBy(() -> store().putStream(root + "kept", broken, 1L << 40, TEXT))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage("the line is gone");
        assertThatThrownBy(() ->
                        store().putStream(root + "kept", new ByteArrayInputStream(bytes(length, 9)), length - 1, TEXT))
                .isInstanceOf(UncheckedIOException.class);

        assertThat(text("kept")).isEqualTo("before");
        assertThat(keys("")).containsExactly("kept");
    }

    @Test
    void anOpenedObjectSaysWhichVersionItIs() throws IOException {
        var put = put("o", "hello");

        try (var opened = store().open(root + "o")) {
            put("o", "something else");
            assertThat(opened.info().key()).isEqualTo(root + "o");
            assertThat(opened.info().size()).isEqualTo(5);
            assertThat(opened.info().etag()).isEqualTo(put.etag());
            assertThat(opened.body().readAllBytes()).asString(UTF_8).isEqualTo("hello");
        }
    }

    @Test
    void aRangeIsReadExactlyAndEndsWhereTheObjectDoes() {
        var body = bytes(100_000, 6);
        store().put(root + "r", body, TEXT);

        assertThat(store().read(root + "r", 0, 10)).isEqualTo(Arrays.copyOf(body, 10));
        assertThat(store().read(root + "r", 99_992, 8)).isEqualTo(Arrays.copyOfRange(body, 99_992, 100_000));
        assertThat(store().read(root + "r", 40_000, 30_000)).isEqualTo(Arrays.copyOfRange(body, 40_000, 70_000));
        assertThat(store().read(root + "r", 99_999, 1000)).isEqualTo(Arrays.copyOfRange(body, 99_999, 100_000));
        assertThat(store().read(root + "r", 100_000, 1)).isEmpty();
        assertThat(store().read(root + "r", 5_000_000_000L, 1)).isEmpty();
        assertThat(store().read(root + "r", 7, 0)).isEmpty();
        assertThatThrownBy(() -> store().read(root + "r", -1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aRangeOfNothingIsEmptyOrNotFound() {
        put("empty", "");

        assertThat(store().read(root + "empty", 0, 8)).isEmpty();
        for (var length : List.of(0, 8)) {
            assertThatThrownBy(() -> store().read(root + "none", 0, length))
                    .isInstanceOf(StoreException.ObjectNotFound.class)
                    .hasMessageContaining(root + "none");
        }
    }

    @Test
    void aCopyHasTheSameBytesAndReplacesWhatWasThere() {
        put("from", "the original");
        put("deep/to", "something older and longer");

        var copy = store().copy(root + "from", root + "deep/to");

        assertThat(copy.key()).isEqualTo(root + "deep/to");
        assertThat(copy.size()).isEqualTo(12);
        assertThat(store().head(root + "deep/to").orElseThrow().etag()).isEqualTo(copy.etag());
        assertThat(text("deep/to")).isEqualTo("the original");
        assertThat(text("from")).isEqualTo("the original");
        store().delete(root + "from");
        assertThat(text("deep/to")).isEqualTo("the original");
    }

    @Test
    void anEmptyObjectIsCopied() {
        put("from", "");

        store().copy(root + "from", root + "to");

        assertThat(text("to")).isEmpty();
    }

    @Test
    void aCopyOfNothingIsNotFoundAndChangesNothing() {
        put("to", "kept");

        assertThatThrownBy(() -> store().copy(root + "none", root + "to"))
                .isInstanceOf(StoreException.ObjectNotFound.class)
                .hasMessageContaining(root + "none");
        assertThatThrownBy(() -> store().copy(root + "to", root + "to")).isInstanceOf(IllegalArgumentException.class);
        assertThat(text("to")).isEqualTo("kept");
    }

    @Test
    void aCopyIsWholeWhoeverReplacesItsSourceOrReadsItsTarget() throws Exception {
        var copied = new AtomicBoolean();
        store().put(root + "from", versionOf((byte) 1), TEXT);
        store().put(root + "to", versionOf((byte) 1), TEXT);

        together(4, caller -> () -> {
            if (caller == 0) {
                try {
                    for (int i = 0; i < 25; i++) {
                        var copy = store().copy(root + "from", root + "to");
                        assertThat(copy.size()).isGreaterThan(50_000);
                    }
                } finally {
                    copied.set(true);
                }
            }
            for (byte version = 2; !copied.get(); version = (byte) (version % 19 + 1)) {
                switch (caller) {
                    case 1 -> store().put(root + "from", versionOf(version), TEXT);
                    case 2 -> store().put(root + "to", versionOf(version), TEXT);
                    default -> {
                        var seen = store().get(root + "to").orElseThrow();
                        assertThat(seen.body()).isEqualTo(versionOf(seen.body()[0]));
                        assertThat(seen.info().size()).isEqualTo(seen.body().length);
                    }
                }
            }
            return new PutResult.Lost();
        });

        var last = store().get(root + "to").orElseThrow().body();
        assertThat(last).isEqualTo(versionOf(last[0]));
    }

    @Test
    void aStreamMayBeClosedBeforeItsEnd() throws IOException {
        var body = bytes(3_000_000, 3);
        store().putFile(root + "b", Files.write(folder.resolve("b"), body), TEXT);

        for (int i = 0; i < 5; i++) {
            try (var stream = store().open(root + "b")) {
                assertThat(stream.body().readNBytes(1000)).isEqualTo(Arrays.copyOf(body, 1000));
            }
        }
        assertThat(store().get(root + "b").orElseThrow().body()).isEqualTo(body);
    }

    @Test
    void aStreamKeepsToTheVersionItBegan() throws IOException {
        var first = bytes(2_000_000, 4);
        store().put(root + "v", first, TEXT);

        try (var stream = store().open(root + "v")) {
            var head = stream.body().readNBytes(10);
            store().put(root + "v", bytes(2_000_000, 5), TEXT);
            var rest = stream.body().readAllBytes();
            assertThat(head).isEqualTo(Arrays.copyOf(first, 10));
            assertThat(rest).isEqualTo(Arrays.copyOfRange(first, 10, first.length));
        }
    }

    @Test
    void createOnlyStoresTheFirstAndLeavesItAlone() {
        assertThat(create("c", "first")).isInstanceOf(PutResult.Stored.class);
        assertThat(create("c", "second")).isEqualTo(new PutResult.Lost());
        assertThat(text("c")).isEqualTo("first");
    }

    @Test
    void createOnlySaysTheMarkThatIsThere() {
        var stored = (PutResult.Stored) create("c", "first");

        assertThat(store().head(root + "c").orElseThrow().etag()).isEqualTo(stored.etag());
    }

    @Test
    void createOnlyWinsAgainAfterADelete() {
        create("c", "first");
        store().delete(root + "c");

        assertThat(create("c", "second")).isInstanceOf(PutResult.Stored.class);
        assertThat(text("c")).isEqualTo("second");
    }

    @Test
    void ofManyWhoCreateExactlyOneWins() throws Exception {
        for (int round = 0; round < 5; round++) {
            var key = "race-" + round;
            var results = together(8, caller -> () -> create(key, "caller " + caller));

            assertThat(results.stream().filter(PutResult.Stored.class::isInstance))
                    .hasSize(1);
            var winner = IntStream.range(0, 8)
                    .filter(i -> results.get(i) instanceof PutResult.Stored)
                    .findFirst()
                    .orElseThrow();
            assertThat(text(key)).isEqualTo("caller " + winner);
        }
    }

    @Test
    void replaceOnlyNeedsTheMarkThatIsThere() {
        var first = put("r", "one");
        var second = (PutResult.Stored) replace("r", "two", first.etag());

        assertThat(replace("r", "three", first.etag())).isEqualTo(new PutResult.Lost());
        assertThat(text("r")).isEqualTo("two");
        assertThat(replace("r", "three", second.etag())).isInstanceOf(PutResult.Stored.class);
        assertThat(text("r")).isEqualTo("three");
    }

    @Test
    void replaceOnlyLosesWhenNothingIsThere() {
        assertThat(replace("nothing", "x", "0123456789abcdef0123456789abcdef")).isEqualTo(new PutResult.Lost());
        assertThat(store().head(root + "nothing")).isEmpty();
    }

    @Test
    void replaceOnlyTakesSmallBodiesOnly() {
        var etag = put("r", "one").etag();

        assertThat(store().replaceOnly(root + "r", new byte[64 * 1024], TEXT, etag))
                .isInstanceOf(PutResult.Stored.class);
        assertThatThrownBy(() -> store().replaceOnly(root + "r", new byte[64 * 1024 + 1], TEXT, etag))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noIncrementIsLostAmongManyWhoReplace() throws Exception {
        put("count", "0");

        together(4, caller -> () -> {
            for (int i = 0; i < 50; i++) {
                increment(caller + "." + i);
            }
            return new PutResult.Lost();
        });

        assertThat(text("count").split(" ")[0]).isEqualTo("200");
    }

    @Test
    void aReaderSeesOneVersionWholeWhileOthersReplaceIt() throws Exception {
        var marks = new ConcurrentHashMap<String, Byte>();
        var first = versionOf((byte) 1);
        marks.put(store().put(root + "v", first, TEXT).etag(), (byte) 1);
        var replaced = new AtomicBoolean();

        together(2, caller -> () -> {
            if (caller == 0) {
                for (byte version = 2; version < 20; version++) {
                    marks.put(store().put(root + "v", versionOf(version), TEXT).etag(), version);
                }
                replaced.set(true);
                return new PutResult.Lost();
            }
            var seen = new ArrayList<StoredObject>();
            while (!replaced.get()) {
                seen.add(store().get(root + "v").orElseThrow());
            }
            assertThat(seen).allSatisfy(version -> {
                assertThat(version.body()).isEqualTo(versionOf(version.body()[0]));
                assertThat(marks.get(version.info().etag())).isEqualTo(version.body()[0]);
            });
            return new PutResult.Lost();
        });
    }

    @Test
    void objectsMayComeAndGoBesideEachOther() throws Exception {
        together(3, caller -> () -> {
            for (int i = 0; i < 15; i++) {
                put("deep/er/" + caller, "x" + i);
                assertThat(text("deep/er/" + caller)).isEqualTo("x" + i);
                store().delete(root + "deep/er/" + caller);
            }
            return new PutResult.Lost();
        });

        assertThat(keys("")).isEmpty();
    }

    @Test
    void aDeletedObjectIsGoneAndDeletingNothingIsFine() {
        put("d/a", "x");
        store().delete(root + "d/a");
        store().delete(root + "d/a");
        store().delete(root + "never/was");

        assertThat(store().head(root + "d/a")).isEmpty();
        assertThat(store().listFolders(root)).isEmpty();
    }

    @Test
    void manyObjectsAreListedInOrderAndDeletedAtOnce() {
        var names = IntStream.range(0, 60).mapToObj("n-%05d"::formatted).toList();
        names.reversed().forEach(name -> put(name, name));

        assertThat(keys("")).isEqualTo(names);
        var all = new ArrayList<>(names.stream().map(name -> root + name).toList());
        IntStream.range(0, 1100).forEach(i -> all.add(root + "absent-" + i));
        store().deleteAll(all);
        assertThat(keys("")).isEmpty();
        store().deleteAll(List.of());
    }

    @Test
    void keysAreListedInTheOrderOfTheirUtf8Bytes() {
        var names = List.of("a-b", "a", "a.csv", "b/c", "b-c", "b!c", "B", "é", "ｚ", "🙂", "a0/1", "a0-1");
        // "a" and "b" are no folders here, for a store may keep objects as files.
        names.forEach(name -> put(name, "x"));

        assertThat(keys("")).isEqualTo(names.stream().sorted(utf8()).toList());
    }

    @Test
    void aPrefixNeedNotEndAtASlash() {
        put("ab/one", "x");
        put("abc", "x");
        put("b", "x");

        assertThat(keys("ab")).containsExactly("ab/one", "abc");
        assertThat(keys("ab/")).containsExactly("ab/one");
        assertThat(keys("ab/o")).containsExactly("ab/one");
        assertThat(keys("none/")).isEmpty();
        assertThat(keys("abc/")).isEmpty();
    }

    @Test
    void aListingSaysWhatAHeadSays() {
        put("l/a", "hello");

        var listed = store().list(root).toList();

        assertThat(listed).singleElement().satisfies(info -> {
            var head = store().head(info.key()).orElseThrow();
            assertThat(info.size()).isEqualTo(head.size()).isEqualTo(5);
            assertThat(info.etag()).isEqualTo(head.etag());
            assertThat(Duration.between(info.lastModified(), head.lastModified())
                            .abs())
                    .isLessThan(Duration.ofSeconds(2));
        });
    }

    @Test
    void foldersAreTheFirstSegmentsThatHoldObjects() {
        put("one/a", "x");
        put("one/b/c", "x");
        put("two/deep/er/d", "x");
        put("file", "x");

        assertThat(store().listFolders(root)).containsExactly("one", "two");
        assertThat(store().listFolders(root + "one/")).containsExactly("b");
        assertThat(store().listFolders(root + "none/")).isEmpty();
    }

    private ObjectInfo put(String key, String body) {
        return store().put(root + key, body.getBytes(UTF_8), TEXT);
    }

    private PutResult create(String key, String body) {
        return store().createOnly(root + key, body.getBytes(UTF_8), TEXT);
    }

    private PutResult replace(String key, String body, String etag) {
        return store().replaceOnly(root + key, body.getBytes(UTF_8), TEXT, etag);
    }

    private String text(String key) {
        return new String(store().get(root + key).orElseThrow().body(), UTF_8);
    }

    private List<String> keys(String prefix) {
        return store().list(root + prefix)
                .map(info -> info.key().substring(root.length()))
                .toList();
    }

    private void increment(String writer) {
        while (true) {
            var there = store().get(root + "count").orElseThrow();
            var count = Integer.parseInt(new String(there.body(), UTF_8).split(" ")[0]);
            var next = (count + 1) + " " + writer;
            if (replace("count", next, there.info().etag()) instanceof PutResult.Stored) {
                return;
            }
        }
    }

    private interface Caller {
        Callable<PutResult> number(int caller);
    }

    private static List<PutResult> together(int callers, Caller work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(callers)) {
            var results = new ArrayList<PutResult>();
            for (var done : threads.invokeAll(
                    IntStream.range(0, callers).mapToObj(work::number).toList())) {
                results.add(done.get());
            }
            return results;
        }
    }

    /** A body that is known by any of its bytes. */
    private static byte[] versionOf(byte version) {
        var body = new byte[50_000 + version * 1000];
        Arrays.fill(body, version);
        return body;
    }

    private static byte[] bytes(int count, long seed) {
        var bytes = new byte[count];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static Comparator<String> utf8() {
        return (one, other) -> Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));
    }
}
