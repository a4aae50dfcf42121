package dev.karet.engine.conformance;

import dev.karet.model.expr.DataType;
import dev.karet.model.pipeline.Mapping;
import dev.karet.model.pipeline.PipelineConfig;
import java.util.List;
import java.util.Optional;

/**
 * One expression, and what it gives for some rows. Immutable.
 *
 * @param config one source, one table with the single column {@code out}, and {@code mapping}
 * @param type the type of {@code out}
 */
public record ConformanceGroup(
        String file, String expression, PipelineConfig config, Mapping mapping, DataType type, List<Row> rows) {

    /**
     * @param cells raw cells in the order of the source's schema; empty is null
     * @param expected the value's text, empty for null; see {@link ConformanceContract}
     * @param rejected what the reason of the rejection must contain; empty when the row is not rejected
     */
    public record Row(List<Optional<String>> cells, Optional<String> expected, Optional<String> rejected) {}
}
