package dev.karet.engine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.expr.DataType;
import dev.karet.model.expr.DataType.Decimal;
import dev.karet.model.expr.DataType.Simple;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What every engine must answer, row by row. An engine's test extends this and evaluates through its real path. */
public abstract class ConformanceContract {

    /** What an engine made of a row: a typed value (null for null), or the reason of a rejection. */
    public record Outcome(Object value, String rejected) {}

    /**
     * Evaluates one group's mapping over its rows; one outcome for each, in order. Values are String, Long, Double, BigDecimal with the type's
     * scale, Boolean, LocalDate or LocalDateTime.
     */
    protected abstract List<Outcome> evaluate(ConformanceGroup group) throws Exception;

    @TestFactory
    Stream<DynamicContainer> everyExpressionMeansWhatTheLanguageSays() {
        return ConformanceFiles.ALL.stream()
                .map(file -> DynamicContainer.dynamicContainer(
                        file, ConformanceFiles.read(file).stream().map(this::tests)));
    }

    private DynamicContainer tests(ConformanceGroup group) {
        var outcomes = new Lazy(group);
        return DynamicContainer.dynamicContainer(
                group.expression(),
                IntStream.range(0, group.rows().size())
                        .mapToObj(i -> DynamicTest.dynamicTest(
                                group.expression() + " of "
                                        + group.rows().get(i).cells(),
                                () -> check(group, group.rows().get(i), outcomes.get(i)))));
    }

    private static void check(ConformanceGroup group, ConformanceGroup.Row row, Outcome outcome) {
        if (row.rejected().isPresent()) {
            assertThat(outcome.rejected())
                    .as("rejection, but the value is %s", outcome.value())
                    .isNotNull();
            assertThat(outcome.rejected()).contains(row.rejected().get());
            return;
        }
        assertThat(outcome.rejected()).as("rejection").isNull();
        assertThat(outcome.value())
                .isEqualTo(row.expected().map(text -> typed(text, group.type())).orElse(null));
    }

    private static Object typed(String text, DataType type) {
        return switch (type) {
            case Simple.TEXT -> text;
            case Simple.INT64 -> Long.valueOf(text);
            case Simple.FLOAT64 -> Double.valueOf(text);
            case Simple.BOOL ->
                Optional.of(text)
                        .filter(t -> t.equals("true") || t.equals("false"))
                        .map(Boolean::valueOf)
                        .orElseThrow();
            case Simple.DATE -> LocalDate.parse(text);
            case Simple.TIMESTAMP -> LocalDateTime.parse(text.replace(' ', 'T'));
            case Decimal(var precision, var scale) -> {
                var value = new BigDecimal(text);
                assertThat(value.scale()).as("scale of the expected value").isEqualTo(scale);
                assertThat(value.precision()).isLessThanOrEqualTo(precision);
                yield value;
            }
        };
    }

    /** A group's outcomes, computed with its first row's test. */
    private final class Lazy {

        private final ConformanceGroup group;
        private List<Outcome> outcomes;

        Lazy(ConformanceGroup group) {
            this.group = group;
        }

        Outcome get(int row) throws Exception {
            if (outcomes == null) outcomes = evaluate(group);
            assertThat(outcomes).hasSameSizeAs(group.rows());
            return outcomes.get(row);
        }
    }
}
