package dev.karet.model.pipeline;

import dev.karet.model.expr.Expr;
import java.util.List;
import java.util.Optional;

/** How the rows of one source become rows of one table. Immutable. */
public record Mapping(
        String id,
        Optional<String> name,
        String sourceContainerId,
        String analyticTableId,
        Optional<PartitionBy> partitionBy,
        List<OutputColumn> columns,
        OtherFields other) {

    public Mapping {
        columns = List.copyOf(columns);
    }

    /** A column of the table and the expression that makes it. */
    public record OutputColumn(String name, Expr expr, OtherFields other) {}

    /** Date partitioning by an output column of type date. */
    public record PartitionBy(String column, Granularity granularity, OtherFields other) {}

    /** How much time one partition holds. */
    public enum Granularity {
        DAY,
        MONTH,
        YEAR
    }
}
