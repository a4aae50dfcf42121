package dev.karet.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HivePathTest {

    @Test
    void ordinaryTextStandsForItself() {
        assertThat(HivePath.segment("kind", "Food & drink, 2024-01-02 (é)"))
                .isEqualTo("kind=Food & drink, 2024-01-02 (é)");
    }

    @Test
    void whatHiveEscapesIsEscapedInUpperCaseHex() {
        assertThat(HivePath.segment("a/b", "\"#%'*/:=?\\{[]^\u007f\u0001\n\0"))
                .isEqualTo("a%2Fb=%22%23%25%27%2A%2F%3A%3D%3F%5C%7B%5B%5D%5E%7F%01%0A%00");
    }

    @Test
    void aTimestampHasItsColonsEscaped() {
        assertThat(HivePath.segment("at", "2024-01-02 03:04:05")).isEqualTo("at=2024-01-02 03%3A04%3A05");
    }

    @Test
    void bracesAndTildesThatHiveLeavesAloneAreLeftAlone() {
        assertThat(HivePath.segment("k", "}~|<>`$@!+;")).isEqualTo("k=}~|<>`$@!+;");
    }

    @Test
    void aValueIsReadBackFromItsFolder() {
        for (String value : new String[] {"", "a=b", "100%25", "\"#%'*/:=?\\{[]^\u007f\u0001\n\0", "é \ud83d\ude00"}) {
            assertThat(HivePath.valueOf("k=", HivePath.segment("k=", value))).contains(value);
        }
        assertThat(HivePath.valueOf("k", "kind=a")).isEmpty();
    }
}
