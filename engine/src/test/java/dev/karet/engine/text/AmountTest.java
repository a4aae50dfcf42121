package dev.karet.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class AmountTest {

    private static final Amount PLAIN = new Amount(Optional.empty(), Optional.empty());

    @Test
    void amountsReadAsPeopleWriteThem() {
        assertThat(PLAIN.read("$1.50")).isEqualTo(1.5);
        assertThat(PLAIN.read("\u3000 CA$ 1,234.50 \t")).isEqualTo(1234.5);
        assertThat(PLAIN.read("12\u00A0€")).isEqualTo(12);
        assertThat(PLAIN.read(".50")).isEqualTo(0.5);
    }

    @Test
    void parenthesesAndEverySignMakeNegative() {
        for (String text : new String[] {
            "(12.50)", "( 12.50 € )", "12.50-", "12.50 \u2212", "-$12.50", "$ -12.50", "12.50- CHF", "12.50 CHF -"
        }) {
            assertThat(PLAIN.read(text)).as(text).isEqualTo(-12.5);
        }
        assertThat(PLAIN.read("+ 12.50")).isEqualTo(12.5);
    }

    @Test
    void twoSignsOrTwoCurrenciesAreNoAmount() {
        for (String text : new String[] {"--1", "-1-", "(-1)", "(+1)", "+$-1", "1-CHF-", "$1€", "$ 1 USD", "$$1"}) {
            assertThat(PLAIN.read(text)).as(text).isNull();
        }
    }

    @Test
    void whatIsLeftUnfinishedIsNoAmount() {
        for (String text : new String[] {"", " ", "-", "$", "()", "(1", "1)", "5.", ".", ",123", "1+", "12a", "1 2"}) {
            assertThat(PLAIN.read(text)).as(text).isNull();
        }
    }

    @Test
    void groupsAreWholeOrThereAreNone() {
        assertThat(PLAIN.read("1,234,567")).isEqualTo(1_234_567);
        for (String text : new String[] {"1,23", "1,2345", "1234,567", "1,,234", "1.234,567", "1,234."}) {
            assertThat(PLAIN.read(text)).as(text).isNull();
        }
    }

    @Test
    void aSpaceBetweenGroupsMayBeANoBreakSpaceAndMayAlsoStandBeforeTheSign() {
        var spaced = new Amount(Optional.of(","), Optional.of(" "));
        assertThat(spaced.read("1 234\u00A0567\u202F890,5 -")).isEqualTo(-1_234_567_890.5);
        assertThat(spaced.read("1 23")).isNull();
    }

    @Test
    void withoutAThousandsSignTheOtherOfPointAndCommaGroups() {
        assertThat(new Amount(Optional.of(","), Optional.empty()).read("1.234,5"))
                .isEqualTo(1234.5);
        assertThat(new Amount(Optional.empty(), Optional.of("")).read("1,234")).isNull();
    }

    @Test
    void zeroIsNeverNegative() {
        assertThat(PLAIN.read("-0.00")).isEqualTo(0.0);
        assertThat(PLAIN.read("(0)")).isEqualTo(0.0);
    }

    @Test
    void amountsWithManyDigitsAreRoundedOnce() {
        assertThat(PLAIN.read("$9007199254740993")).isEqualTo(9007199254740992.0);
        assertThat(PLAIN.read("$0.1234567890123456789")).isEqualTo(0.1234567890123456789);
        assertThat(PLAIN.read("$0.00000000000000000000001")).isEqualTo(1e-23);
    }

    @Test
    void theLengthOfATextDoesNotMatterUnlessTheNumberLeavesTheDoubles() {
        assertThat(PLAIN.read("$" + "0".repeat(1_000_000) + "1.5")).isEqualTo(1.5);
        assertThat(PLAIN.read("$1" + ",000".repeat(100))).isEqualTo(1e300);
        assertThat(PLAIN.read("$1" + ",000".repeat(103))).isNull();
    }
}
