package dev.karet.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketFormatTest {

    private final InMemoryObjectStore store = new InMemoryObjectStore();

    private void say(String document) {
        store.put(Layout.FORMAT, document.getBytes(UTF_8), "application/json");
    }

    @Test
    void aBucketThatSaysNothingIsMarkedOnce() {
        BucketFormat.require(store);

        byte[] mark = store.get("_karet/format.json").orElseThrow().body();
        assertThat(new String(mark, UTF_8)).isEqualToIgnoringWhitespace("{\"version\":1}");
        BucketFormat.require(store);
        assertThat(store.get("_karet/format.json").orElseThrow().body()).isEqualTo(mark);
    }

    @Test
    void aBucketOfOurVersionIsTakenWhateverElseItSays() {
        say("{\"version\": 1, \"made_by\": \"somebody\"}");

        assertThatCode(() -> BucketFormat.require(store)).doesNotThrowAnyException();
    }

    @Test
    void aNewerBucketIsRefusedAndLeftAlone() {
        say("{\"version\": 2}");

        assertThatThrownBy(() -> BucketFormat.require(store))
                .isInstanceOf(BucketFormat.Unsupported.class)
                .hasMessageContaining("format version 2")
                .hasMessageContaining("Use a newer Karet");
        assertThat(new String(store.get(Layout.FORMAT).orElseThrow().body(), UTF_8))
                .isEqualTo("{\"version\": 2}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "{}", "{\"version\": \"1\"}", "{\"version\": 0}", "{\"version\": 1.5}", "no JSON"})
    void aMarkThatCannotBeReadIsRefused(String document) {
        say(document);

        assertThatThrownBy(() -> BucketFormat.require(store))
                .isInstanceOf(BucketFormat.Unsupported.class)
                .hasMessageContaining(Layout.FORMAT);
    }
}
