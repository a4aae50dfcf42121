package dev.karet.model.expr;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How numbers, dates and types are spelt. */
class SpellingTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1, 1",
        "-12.50, -12.5",
        "1e-7, 0.0000001",
        "9.9e-8, 9.9e-8",
        "999999999999999, 999999999999999",
        "1e15, 1e15",
        "-1.5e300, -1.5e300",
        "0.1, 0.1",
        "4.9e-324, 4.9e-324",
        "123456789.125, 123456789.125"
    })
    void aDoubleIsWrittenWithoutAnExponentBetweenTheBounds(double value, String text) {
        assertThat(NumberText.of(value)).isEqualTo(text);
    }

    @Property(tries = 2000, seed = "7301")
    void everyFiniteDoubleReadsBack(@ForAll long bits) {
        double value = Double.longBitsToDouble(bits);
        if (!Double.isFinite(value)) return;
        assertThat(Double.doubleToRawLongBits(Double.parseDouble(NumberText.literal(value))))
                .isEqualTo(bits);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-31 08:00, 2024-01-31T08:00",
        "2024-01-31T08:00:05.5, 2024-01-31T08:00:05.500",
        "2024-01-31 08:00:00Z, 2024-01-31T08:00",
        "2024-01-31 00:30+02:00, 2024-01-30T22:30",
        "2024-12-31 23:30:00-01:00, 2025-01-01T00:30"
    })
    void aTimestampIsReadInUtc(String text, String utc) {
        assertThat(IsoText.timestamp(text)).hasToString("Optional[" + utc + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-01-31",
                "2024-02-30 08:00",
                "2024-01-31 24:00",
                "2024-01-31 08:60",
                "2024-01-31 08",
                " 2024-01-31 08:00",
                "2024-01-31 08:00:00.1234567",
                "0001-01-01 00:00+01:00",
                "2024-01-31 08:00+19:00",
                "2024-1-31 08:00"
            })
    void anythingElseIsNoTimestamp(String text) {
        assertThat(IsoText.timestamp(text)).isEmpty();
    }

    @Test
    void aDateHasFourDigitsOfYearAndExists() {
        assertThat(IsoText.date("2024-02-29")).isPresent();
        assertThat(IsoText.date("0001-01-01")).isPresent();
        assertThat(IsoText.date("2023-02-29")).isEmpty();
        assertThat(IsoText.date("0000-01-01")).isEmpty();
        assertThat(IsoText.date("2024-2-9")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "number|float64",
                "decimal(38, 38)|decimal(38,38)",
                "timestamp|timestamp",
                "decimal(1,0)|decimal(1,0)"
            })
    void aTypeIsReadByItsName(String name, String label) {
        var reading = (TypeNames.Reading.Type) TypeNames.read(name);
        assertThat(reading.type().label()).isEqualTo(label);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "int",
                "decimal",
                "decimal(39,2)",
                "decimal(2,3)",
                "decimal(0,0)",
                "decimal(99999,1)",
                "String"
            })
    void anotherNameIsNoType(String name) {
        assertThat(TypeNames.read(name)).isInstanceOf(TypeNames.Reading.Faulty.class);
    }
}
