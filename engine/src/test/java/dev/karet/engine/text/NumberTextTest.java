package dev.karet.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.expr.DataType.Decimal;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NumberTextTest {

    private static @Nullable BigDecimal decimal(String text, int precision, int scale) {
        return NumberText.decimal(text, new Decimal(precision, scale));
    }

    @Test
    void int64ReadsDigitsWithASignInItsRange() {
        assertThat(NumberText.int64("+007")).isEqualTo(7);
        assertThat(NumberText.int64("-0")).isEqualTo(0);
        assertThat(NumberText.int64("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(NumberText.int64("-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
        assertThat(NumberText.int64("9223372036854775808")).isNull();
        for (String text : new String[] {"", "+", "--1", "1.0", "1e3", "1_000", " 1", "1 ", "١"}) {
            assertThat(NumberText.int64(text)).as(text).isNull();
        }
    }

    @Test
    void float64ReadsAFractionAndAnExponentThatMayBeAbsent() {
        assertThat(NumberText.float64("1.")).isEqualTo(1.0);
        assertThat(NumberText.float64(".5")).isEqualTo(0.5);
        assertThat(NumberText.float64("-1.5E+3")).isEqualTo(-1500.0);
        for (String text :
                new String[] {"", ".", "-", "e5", "1e", "1e+", "nan", "Infinity", "0x1p3", "1d", "1f", " 1", "1_0"}) {
            assertThat(NumberText.float64(text)).as(text).isNull();
        }
    }

    @Test
    void float64IsFiniteAndNeverNegativeZero() {
        assertThat(NumberText.float64("1e308")).isEqualTo(1e308);
        assertThat(NumberText.float64("1e309")).isNull();
        assertThat(NumberText.float64("1e-400")).isEqualTo(0.0);
        assertThat(NumberText.float64("-0")).isEqualTo(0.0);
    }

    @Test
    void decimalsRoundHalfAwayFromZeroToTheirScale() {
        assertThat(decimal("2.345", 5, 2)).isEqualTo("2.35");
        assertThat(decimal("-2.345", 5, 2)).isEqualTo("-2.35");
        assertThat(decimal("2.3449999", 5, 2)).isEqualTo("2.34");
        assertThat(decimal("2", 5, 2)).isEqualTo("2.00");
        assertThat(decimal(".5", 5, 0)).isEqualTo("1");
    }

    @Test
    void aDecimalThatIsTooWideDoesNotFitNotEvenByRounding() {
        assertThat(decimal("999.994", 5, 2)).isEqualTo("999.99");
        assertThat(decimal("999.995", 5, 2)).isNull();
        assertThat(decimal("0".repeat(1_000_000) + "1", 5, 2)).isEqualTo("1.00");
        assertThat(decimal("9".repeat(38), 38, 0)).isEqualTo("9".repeat(38));
        assertThat(decimal("9".repeat(39), 38, 0)).isNull();
        assertThat(decimal("0." + "9".repeat(1_000_000), 38, 0)).isEqualTo("1");
    }

    @Test
    void decimalsTakeNoExponent() {
        for (String text : new String[] {"1e2", "", ".", "+", "1.2.3", "abc"}) {
            assertThat(decimal(text, 5, 2)).as(text).isNull();
        }
    }

    @Test
    void aDoubleBecomesTheDecimalOfItsShortestText() {
        // 1.005 lies below the half in binary; as people wrote it, it lies on it.
        assertThat(NumberText.decimal(1.005, new Decimal(5, 2))).isEqualTo("1.01");
        assertThat(NumberText.decimal(1e300, new Decimal(38, 0))).isNull();
        assertThat(NumberText.decimal(1e-300, new Decimal(38, 38))).isEqualTo(BigDecimal.ZERO.setScale(38));
    }
}
