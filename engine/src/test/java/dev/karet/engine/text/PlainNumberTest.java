package dev.karet.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainNumberTest {

    private static final PlainNumber GERMAN = new PlainNumber(",", ".");

    @Test
    void theDecimalSignBecomesAPointAndGroupsAreJoined() {
        assertThat(GERMAN.rewrite("1.234,50")).isEqualTo("1234.50");
        assertThat(GERMAN.rewrite("1234,50")).isEqualTo("1234.50");
        assertThat(GERMAN.rewrite("-1.234.567")).isEqualTo("-1234567");
        assertThat(GERMAN.rewrite("+,5")).isEqualTo("+.5");
        assertThat(GERMAN.rewrite("5,")).isEqualTo("5.");
    }

    @Test
    void groupsAreWhole() {
        for (String text : new String[] {"12.34", "1.23,5", "1234.567", "1..234", ".123", "1.234.", "1.2345"}) {
            assertThat(GERMAN.rewrite(text)).as(text).isNull();
        }
    }

    @Test
    void nothingIsGroupedBehindTheDecimalSign() {
        assertThat(GERMAN.rewrite("1,234.567")).isNull();
        assertThat(new PlainNumber(".", ",").rewrite("1.234,567")).isEqualTo("1.234,567");
    }

    @Test
    void aPointThatIsNeitherSignDoesNotPass() {
        assertThat(new PlainNumber(",", "").rewrite("1.5")).isNull();
        assertThat(new PlainNumber(",", " ").rewrite("1 234.5")).isNull();
    }

    @Test
    void aSpaceStandsForTheNoBreakSpacesToo() {
        var spaced = new PlainNumber(",", " ");
        assertThat(spaced.rewrite("1 234\u00A0567\u202F890,1")).isEqualTo("1234567890.1");
        assertThat(spaced.rewrite("1\u2009234")).isEqualTo("1\u2009234");
    }

    @Test
    void whatIsNoNumberIsLeftForTheCastToRefuse() {
        assertThat(GERMAN.rewrite("")).isEmpty();
        assertThat(GERMAN.rewrite("abc")).isEqualTo("abc");
        assertThat(GERMAN.rewrite("1,5e3")).isEqualTo("1.5e3");
        assertThat(GERMAN.rewrite("--1")).isEqualTo("--1");
    }
}
