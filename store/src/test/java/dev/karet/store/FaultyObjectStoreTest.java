package dev.karet.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.karet.store.FaultyObjectStore.Call;
import dev.karet.store.FaultyObjectStore.Fault;
import dev.karet.store.FaultyObjectStore.Kind;
import dev.karet.store.FaultyObjectStore.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultyObjectStoreTest {

    private static final String TEXT = "text/plain";

    private final InMemoryObjectStore store = new InMemoryObjectStore();

    @Nested
    class WithoutAFault extends ObjectStoreContract {

        private final ObjectStore counted = new FaultyObjectStore(store, (number, call) -> Fault.NONE);

        @Override
        protected ObjectStore store() {
            return counted;
        }
    }

    @Test
    void callsAndBytesAreCounted(@TempDir Path folder) throws IOException {
        var faulty = new FaultyObjectStore(store);
        faulty.put("a", new byte[10], TEXT);
        faulty.putFile("b", Files.write(folder.resolve("b"), new byte[20]), TEXT);
        faulty.copy("b", "c");
        faulty.get("a");
        faulty.read("b", 15, 100);
        try (var opened = faulty.open("c")) {
            opened.body().readNBytes(3);
        }
        assertThat(faulty.list("")).hasSize(3);
        faulty.deleteAll(List.of("a", "b"));

        assertThat(faulty.calls()).isEqualTo(8);
        assertThat(faulty.bytesWritten()).isEqualTo(30);
        assertThat(faulty.bytesRead()).isEqualTo(10 + 5 + 3);
        assertThat(faulty.callsByKind())
                .isEqualTo(Map.of(
                        Kind.PUT,
                        1,
                        Kind.PUT_FILE,
                        1,
                        Kind.COPY,
                        1,
                        Kind.GET,
                        1,
                        Kind.READ,
                        1,
                        Kind.OPEN,
                        1,
                        Kind.LIST,
                        1,
                        Kind.DELETE_ALL,
                        1));
        assertThat(faulty.log().get(2)).isEqualTo(new Call(Kind.COPY, "c"));
    }

    @ParameterizedTest
    @EnumSource(names = {"FAIL_BEFORE", "FAIL_WITHIN"})
    void aCallThatFailsBeforeOrWithinStoresNothing(Fault fault, @TempDir Path folder) throws IOException {
        var faulty = new FaultyObjectStore(store, (number, call) -> number < 3 ? fault : Fault.NONE);
        var file = Files.write(folder.resolve("f"), new byte[20]);

        assertThatThrownBy(() -> faulty.put("a", bytes("x"), TEXT)).isInstanceOf(StoreException.StoreUnavailable.class);
        assertThatThrownBy(() -> faulty.putFile("a", file, TEXT)).isInstanceOf(StoreException.StoreUnavailable.class);
        assertThatThrownBy(() -> faulty.createOnly("a", bytes("x"), TEXT))
                .isInstanceOf(StoreException.StoreUnavailable.class);

        assertThat(store.list("")).isEmpty();
        assertThat(faulty.createOnly("a", bytes("x"), TEXT)).isInstanceOf(PutResult.Stored.class);
    }

    @Test
    void aCallWhoseAnswerIsLostHasItsEffect() {
        var faulty = new FaultyObjectStore(store, Script.only(0, Fault.FAIL_AFTER));

        assertThatThrownBy(() -> faulty.createOnly("a", bytes("x"), TEXT))
                .isInstanceOf(StoreException.StoreUnavailable.class);

        assertThat(text("a")).isEqualTo("x");
        assertThat(faulty.createOnly("a", bytes("x"), TEXT)).isEqualTo(new PutResult.Lost());
    }

    @Test
    void aBodyAListingAndABulkDeletionBreakAtTheirHalf() throws IOException {
        for (var key : List.of("a", "b", "c", "d")) {
            store.put(key, new byte[100], TEXT);
        }
        var faulty = new FaultyObjectStore(store, (number, call) -> Fault.FAIL_WITHIN);

        try (var opened = faulty.open("a")) {
            assertThat(opened.body().readNBytes(50)).hasSize(50);
            assertThatThrownBy(() -> opened.body().read()).isInstanceOf(IOException.class);
        }
        try (var listing = faulty.list("")) {
            var entries = listing.iterator();
            assertThat(entries.next().key()).isEqualTo("a");
            assertThat(entries.next().key()).isEqualTo("b");
            assertThatThrownBy(entries::hasNext).isInstanceOf(StoreException.StoreUnavailable.class);
        }
        assertThatThrownBy(() -> faulty.deleteAll(List.of("a", "b", "c", "d")))
                .isInstanceOf(StoreException.StoreUnavailable.class);
        assertThat(store.list("").map(ObjectInfo::key)).containsExactly("c", "d");
    }

    @Test
    void aDeadProcessMakesNoFurtherCall() throws IOException {
        store.put("a", bytes("old"), TEXT);
        for (var fault : List.of(Fault.DIE_BEFORE, Fault.DIE_AFTER)) {
            var faulty = new FaultyObjectStore(store, Script.only(2, fault));
            var opened = faulty.open("a");
            var listing = faulty.list("");

            assertThatThrownBy(() -> faulty.put(fault.name(), bytes("x"), TEXT)).isInstanceOf(ProcessDied.class);

            assertThat(faulty.isDead()).isTrue();
            assertThatThrownBy(() -> faulty.get("a")).isInstanceOf(ProcessDied.class);
            assertThatThrownBy(() -> opened.body().read()).isInstanceOf(ProcessDied.class);
            assertThatThrownBy(listing::toList).isInstanceOf(ProcessDied.class);
            assertThat(faulty.calls()).isEqualTo(3);
            opened.close();
        }
        assertThat(store.list("").map(ObjectInfo::key)).containsExactly("DIE_AFTER", "a");
    }

    @Test
    void aStaleAnswerIsOnceThatBeforeTheLatestWrite() {
        store.put("a", bytes("first"), TEXT);
        var faulty = new FaultyObjectStore(
                store,
                (number, call) -> number == 1 || number == 3 || number == 5 || number == 6 ? Fault.STALE : Fault.NONE);

        faulty.put("a", bytes("second!"), TEXT);
        assertThat(faulty.get("a").orElseThrow().body()).isEqualTo(bytes("first"));
        faulty.put("b", bytes("new"), TEXT);
        assertThat(faulty.list("").map(ObjectInfo::key)).containsExactly("a");
        faulty.delete("a");
        assertThat(faulty.head("a").orElseThrow().size()).isEqualTo(7);
        assertThat(faulty.list("").map(ObjectInfo::key)).containsExactly("a", "b");
        assertThat(faulty.head("a")).isEmpty();
        assertThat(faulty.list("").map(ObjectInfo::key)).containsExactly("b");
    }

    @Test
    void aRepeatedWriteArrivesAfterTheCallThatFollows() {
        var faulty =
                new FaultyObjectStore(store, (number, call) -> number == 0 || number == 3 ? Fault.TWICE : Fault.NONE);

        faulty.put("a", bytes("one"), TEXT);
        faulty.put("a", bytes("two"), TEXT);
        assertThat(text("a")).isEqualTo("one");
        faulty.put("a", bytes("three"), TEXT);
        assertThat(faulty.createOnly("c", bytes("mine"), TEXT)).isInstanceOf(PutResult.Stored.class);
        faulty.delete("c");
        assertThat(store.head("c")).isEmpty();
        assertThat(text("a")).isEqualTo("three");
    }

    @Test
    void aRepeatedWriteMayArriveAfterTheDeathOfItsProcess(@TempDir Path folder) throws IOException {
        var faulty = new FaultyObjectStore(
                store, (number, call) -> number == 0 ? Fault.TWICE_LATE : number == 1 ? Fault.DIE_BEFORE : Fault.NONE);
        var file = Files.writeString(folder.resolve("f"), "stale");
        faulty.putFile("a", file, TEXT);
        Files.delete(file);
        assertThatThrownBy(() -> faulty.head("a")).isInstanceOf(ProcessDied.class);
        store.put("a", bytes("newer"), TEXT);

        faulty.settle();

        assertThat(text("a")).isEqualTo("stale");
    }

    private String text(String key) {
        return new String(store.get(key).orElseThrow().body(), UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
