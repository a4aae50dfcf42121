package dev.karet.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class Float64TextTest {

    @Test
    void wholeValuesHaveNoPointAndZeroHasNoSign() {
        assertThat(Float64Text.of(12.0)).isEqualTo("12");
        assertThat(Float64Text.of(-100.0)).isEqualTo("-100");
        assertThat(Float64Text.of(0.0)).isEqualTo("0");
        assertThat(Float64Text.of(-0.0)).isEqualTo("0");
    }

    @Test
    void anExponentIsWrittenOutsideItsBoundsOnly() {
        assertThat(Float64Text.of(1e-7)).isEqualTo("0.0000001");
        assertThat(Float64Text.of(Math.nextDown(1e-7))).isEqualTo("9.999999999999998e-8");
        assertThat(Float64Text.of(Math.nextDown(1e15))).isEqualTo("999999999999999.9");
        assertThat(Float64Text.of(1e15)).isEqualTo("1e15");
        assertThat(Float64Text.of(-1.5e-8)).isEqualTo("-1.5e-8");
    }

    @Test
    void theShortestDigitsAreWrittenAlsoAtTheEndsOfTheRange() {
        assertThat(Float64Text.of(0.1)).isEqualTo("0.1");
        assertThat(Float64Text.of(0.1 + 0.2)).isEqualTo("0.30000000000000004");
        assertThat(Float64Text.of(2e23)).isEqualTo("2e23");
        assertThat(Float64Text.of(Double.MIN_VALUE)).isEqualTo("5e-324");
        assertThat(Float64Text.of(Double.MAX_VALUE)).isEqualTo("1.7976931348623157e308");
    }

    @Test
    void everyTextReadsBackAsTheSameDouble() {
        var random = new Random(20260107);
        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (!Double.isFinite(value)) continue;
            assertThat(NumberText.float64(Float64Text.of(value))).isEqualTo(value + 0.0);
        }
    }
}
