package dev.karet.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WhiteSpaceTest {

    /** Unicode's own property, as the JDK's regular expressions know it. */
    @Test
    void everyCharacterIsWhiteSpaceOrNotAsUnicodeSays() {
        for (char character = 0; character < Character.MAX_VALUE; character++) {
            boolean expected = String.valueOf(character).matches("(?U)\\s");
            assertThat(WhiteSpace.is(character)).as("U+%04X", (int) character).isEqualTo(expected);
            assertThat(WhiteSpace.ALL.indexOf(character) >= 0)
                    .as("U+%04X", (int) character)
                    .isEqualTo(expected);
        }
    }

    @Test
    void trimmingTakesBothEndsAndNothingBetween() {
        assertThat(WhiteSpace.trim("\t\u3000a \u00A0b\u0085\n")).isEqualTo("a \u00A0b");
        assertThat(WhiteSpace.trim("a")).isEqualTo("a");
        assertThat(WhiteSpace.trim(WhiteSpace.ALL)).isEmpty();
        assertThat(WhiteSpace.trim("")).isEmpty();
    }

    @Test
    void charactersThatOnlyLookEmptyStay() {
        String zeroWidth = "\u200B\uFEFF\u2060\u180E";
        assertThat(WhiteSpace.trim(zeroWidth)).isEqualTo(zeroWidth);
    }
}
