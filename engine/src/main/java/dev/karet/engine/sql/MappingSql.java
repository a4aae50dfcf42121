package dev.karet.engine.sql;

import dev.karet.model.expr.DataType;
import dev.karet.model.expr.DataType.Simple;
import dev.karet.model.pipeline.ColumnSchema;
import dev.karet.model.pipeline.Mapping;
import dev.karet.model.pipeline.PipelineConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One mapping as SQL over the raw cells of its source. Immutable; thread-safe.
 *
 * <p>The input is a relation with one VARCHAR column for each of {@link #sourceColumns()}, called as that column says, and any number of columns to
 * pass through (a record number, say). Cells come raw: null only where the source had an unquoted empty cell or an unquoted {@code null_values}
 * text; blanks and {@code null_values} of columns that are not text are dealt with here.
 *
 * <p>The output has, in this order, the passed-through columns, {@link #outputColumns()}, {@link #partitionColumns()} and {@link
 * #FAULT}: null for a row that is fine, else the number of the first fault, to be told by {@link #reject}. Keep the engine from pushing
 * a filter on {@link #FAULT} below the query, or everything is computed twice.
 */
public final class MappingSql {

    /** The output column (INTEGER) that says why a row is rejected. */
    public static final String FAULT = "fault";

    /** The output column (VARCHAR) of {@link #rejects} that shows the offending value. */
    public static final String FAULT_VALUE = "fault_value";

    /**
     * A source column that the query reads: an output needs it, or it must not be null.
     *
     * @param name as the container's schema and the file's header call it
     * @param sqlName what the input relation must call it, such as {@code r0}
     */
    public record SourceColumn(String name, String sqlName, DataType type) {}

    /**
     * A column of the table.
     *
     * @param sqlName what the output calls it, such as {@code c0}; the table's own names may differ by case only, SQL's may not
     */
    public record OutputColumn(String sqlName, ColumnSchema schema) {}

    /**
     * What a row's folder is named by.
     *
     * @param sqlName what the output calls it, such as {@code p0}
     * @param segment the name before the equals sign: {@code year}, {@code month}, {@code day} or the key's column
     * @param type INT64 for parts of a date; the key column's own type otherwise
     * @param padding digits to pad a part of a date to with zeros; 0 for keys
     */
    public record PartitionColumn(String sqlName, String segment, DataType type, int padding) {}

    /** Why a row is rejected: see {@link dev.karet.engine.RejectedRow}. */
    public record Reject(Optional<String> column, Optional<String> value, String reason) {}

    private final SqlDialect dialect;
    private final Layers layers;
    private final Faults faults;
    private final List<SourceColumn> sourceColumns;
    private final List<OutputColumn> outputColumns;
    private final List<PartitionColumn> partitionColumns;
    private final List<String> results;
    private final String faultSql;

    MappingSql(
            SqlDialect dialect,
            Layers layers,
            Faults faults,
            List<SourceColumn> sourceColumns,
            List<OutputColumn> outputColumns,
            List<PartitionColumn> partitionColumns,
            List<String> results,
            String faultSql) {
        this.dialect = dialect;
        this.layers = layers;
        this.faults = faults;
        this.sourceColumns = List.copyOf(sourceColumns);
        this.outputColumns = List.copyOf(outputColumns);
        this.partitionColumns = List.copyOf(partitionColumns);
        this.results = List.copyOf(results);
        this.faultSql = faultSql;
    }

    /**
     * Translates a mapping for files that have every one of {@link #sourceColumns()}.
     *
     * @param config checked and without a fault
     * @param mapping one of {@code config}'s
     */
    public static MappingSql of(PipelineConfig config, Mapping mapping, SqlDialect dialect) {
        return new MappingTranslation(config, mapping, dialect).translate();
    }

    /** In the order of the container's schema. */
    public List<SourceColumn> sourceColumns() {
        return sourceColumns;
    }

    /** Every column of the table in its schema's order, with its exact type; one that the mapping does not fill is null. */
    public List<OutputColumn> outputColumns() {
        return outputColumns;
    }

    /** None for a table without partitions. */
    public List<PartitionColumn> partitionColumns() {
        return partitionColumns;
    }

    /** Whether a row can be rejected by this mapping at all. */
    public boolean canReject() {
        return !faults.isEmpty();
    }

    /**
     * The query for every row, good or bad.
     *
     * @param input a table's quoted name or a query in parentheses
     * @param passThrough quoted names of columns of {@code input} to carry along; not {@code r0}, {@code c0}, {@code p0}, {@code t0} and so on
     */
    public String select(String input, List<String> passThrough) {
        var columns = new ArrayList<>(passThrough);
        columns.addAll(results);
        columns.add(faultSql + " AS " + FAULT);
        return "SELECT " + String.join(", ", columns) + " FROM " + layers.over(input);
    }

    /** The query for the rejected rows only: the passed-through columns, {@link #FAULT} and {@link #FAULT_VALUE}. Slower by the row than {@link #select}. */
    public String rejects(String input, List<String> passThrough) {
        String carried = passThrough.stream().map(name -> name + ", ").collect(Collectors.joining());
        return "SELECT " + carried + FAULT + ", "
                + faults.valueOf(FAULT, dialect.nullOf(Simple.TEXT)) + " AS " + FAULT_VALUE
                + " FROM (SELECT *, " + faultSql + " AS " + FAULT + " FROM " + layers.over(input) + ") WHERE " + FAULT
                + " IS NOT NULL";
    }

    /** What to tell about a row that {@link #rejects} found. */
    public Reject reject(int fault, Optional<String> value) {
        Fault found = faults.get(fault);
        return new Reject(Optional.of(found.column()), value, found.reason(value));
    }
}
