package dev.karet.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CaseFoldingTest {

    @Test
    void lettersWithLongOrOddFoldingsFoldAsUnicodeSays() {
        assertThat(CaseFolding.fold("Straße STRASSE ẞ")).isEqualTo("strasse strasse ss");
        assertThat(CaseFolding.fold("İıIi")).isEqualTo("i̇ıii");
        assertThat(CaseFolding.fold("ſK Å")).isEqualTo("sk å");
        assertThat(CaseFolding.fold("ΣΑΣ σας")).isEqualTo("σασ σασ");
        assertThat(CaseFolding.fold("ﬃ ŉ ᾈ ᾳ")).isEqualTo("ffi ʼn ἀι αι");
        assertThat(CaseFolding.fold("ꭰᏸᎠ")).isEqualTo("ᎠᏰᎠ");
    }
}
