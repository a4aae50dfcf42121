package dev.karet.model.expr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.expr.DateFormatPattern.Element.Literal;
import dev.karet.model.expr.DateFormatPattern.Element.Token;
import dev.karet.model.expr.DateFormatPattern.Fault;
import dev.karet.model.expr.DateFormatPattern.Field;
import dev.karet.model.expr.DateFormatPattern.Reading;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateFormatPatternTest {

    @Test
    void literalsAreMergedAndPercentSignsStandForThemselves() {
        assertThat(DateFormatPattern.of("on %d. of%%%B%Y").elements())
                .containsExactly(
                        new Literal("on "),
                        new Token(Field.DAY),
                        new Literal(". of%"),
                        new Token(Field.MONTH_NAME),
                        new Token(Field.YEAR));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%Y-%m-%d",
                "%y%j",
                "%d %b %Y",
                "%A, %d %B %Y",
                "%Y-%m-%dT%H:%M:%S.%f%z",
                "%m/%d/%Y %I:%M %p",
                "%Y-%m-%d %M"
            })
    void isGood(String format) {
        assertThat(DateFormatPattern.parse(format)).isInstanceOf(Reading.Good.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|which day",
                "%Y-%m|which day",
                "%m-%d|which day",
                "%H:%M|which day",
                "%Y-%m-%d-%q|unknown token",
                "%Y-%m-%-d|unknown token",
                "%Y-%m-%d%|single",
                "%Y-%y-%m-%d|the year twice",
                "%Y-%m-%b-%d|the month twice",
                "%Y-%m-%d-%d|the day twice",
                "%Y-%m-%d %H %I %p|the hour twice",
                "%Y-%j-%m|the day twice",
                "%Y-%m-%d %I|without \"%p\"",
                "%Y-%m-%d %p|without \"%I\""
            })
    void isFaulty(String format, String message) {
        var faulty = (Reading.Faulty) DateFormatPattern.parse(format);
        assertThat(faulty.faults()).extracting(Fault::message).anyMatch(text -> text.contains(message));
    }

    @Example
    void aHostileFormatHasNotWithoutEndFaults() {
        assertThat(((Reading.Faulty) DateFormatPattern.parse("%q".repeat(1_000_000))).faults())
                .hasSize(20);
    }

    @Property(tries = 1000, seed = "7005")
    void anyTextIsReadWithoutAnException(@ForAll String text) {
        assertThat(DateFormatPattern.parse("%Y-%m-%d" + text)).isNotNull();
    }
}
