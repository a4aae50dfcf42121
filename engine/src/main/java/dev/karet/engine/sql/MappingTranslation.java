package dev.karet.engine.sql;

import dev.karet.engine.sql.Faults.Clause;
import dev.karet.engine.sql.MappingSql.OutputColumn;
import dev.karet.engine.sql.MappingSql.PartitionColumn;
import dev.karet.engine.sql.MappingSql.SourceColumn;
import dev.karet.engine.sql.SqlDialect.Operand;
import dev.karet.model.expr.DataType;
import dev.karet.model.expr.DataType.Simple;
import dev.karet.model.expr.Expr;
import dev.karet.model.expr.Expr.Part;
import dev.karet.model.expr.ExprTyper;
import dev.karet.model.expr.ExprTypes;
import dev.karet.model.pipeline.AnalyticTable;
import dev.karet.model.pipeline.ColumnSchema;
import dev.karet.model.pipeline.Mapping;
import dev.karet.model.pipeline.Mapping.PartitionBy;
import dev.karet.model.pipeline.PipelineConfig;
import dev.karet.model.pipeline.SourceContainer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One translation of a mapping to SQL, under way. Used once. */
final class MappingTranslation {

    /** Longest name of a partition's folder, in UTF-8 bytes after Hive's escapes. */
    private static final int LONGEST_PARTITION_VALUE = 200;

    private final PipelineConfig config;
    private final Mapping mapping;
    private final SqlDialect dialect;
    private final SourceContainer container;
    private final AnalyticTable table;
    private final Map<String, DataType> sourceTypes = new LinkedHashMap<>();
    private final List<SourceColumn> sourceColumns;
    private final Layers layers = new Layers();
    private final Faults faults = new Faults();
    private final SourceCells source;
    private final List<Clause> clauses = new ArrayList<>();
    private final Map<String, Fragment> outputs = new HashMap<>();

    MappingTranslation(PipelineConfig config, Mapping mapping, SqlDialect dialect) {
        this.config = config;
        this.mapping = mapping;
        this.dialect = dialect;
        container = config.sourceContainers().stream()
                .filter(c -> c.id().equals(mapping.sourceContainerId()))
                .findFirst()
                .orElseThrow();
        table = config.analyticTables().stream()
                .filter(t -> t.id().equals(mapping.analyticTableId()))
                .findFirst()
                .orElseThrow();
        container.schema().forEach(column -> sourceTypes.put(column.name(), column.type()));
        sourceColumns = columnsToRead();
        source = new SourceCells(dialect, layers, container.format(), sourceColumns);
    }

    MappingSql translate() {
        List<OutputColumn> columns = new ArrayList<>();
        List<String> results = new ArrayList<>();
        for (ColumnSchema column : table.schema()) {
            Fragment value = output(column);
            outputs.put(column.name(), value);
            var result = new OutputColumn("c" + columns.size(), column);
            columns.add(result);
            results.add(value.sql() + " AS " + result.sqlName());
        }
        List<PartitionColumn> partitions = new ArrayList<>();
        mapping.partitionBy().ifPresent(by -> partitionByDate(by, partitions, results));
        for (String key : table.partitionKeys()) partitionByKey(key, partitions, results);
        requireSourceColumns();
        return new MappingSql(
                dialect,
                layers,
                faults,
                sourceColumns,
                columns,
                partitions,
                results,
                Faults.first(clauses).sql());
    }

    private List<SourceColumn> columnsToRead() {
        Set<String> mapped = mappedColumns();
        List<SourceColumn> columns = new ArrayList<>();
        for (ColumnSchema column : container.schema()) {
            if (mapped.contains(column.name()) || !column.nullable()) {
                columns.add(new SourceColumn(column.name(), "r" + columns.size(), column.type()));
            }
        }
        return columns;
    }

    private Set<String> mappedColumns() {
        Set<String> names = new HashSet<>();
        mapping.columns().forEach(column -> addColumns(column.expr(), names));
        return names;
    }

    private static void addColumns(Expr root, Set<String> names) {
        var open = new ArrayDeque<Expr>();
        open.push(root);
        while (!open.isEmpty()) {
            Expr expr = open.pop();
            if (expr instanceof Expr.Column(var name)) names.add(name);
            expr.children().forEach(open::push);
        }
    }

    private Fragment output(ColumnSchema column) {
        Optional<Mapping.OutputColumn> mapped = mapping.columns().stream()
                .filter(c -> c.name().equals(column.name()))
                .findFirst();
        Fragment value = mapped.map(c -> mappedValue(c.expr(), column))
                .orElseGet(() -> Fragment.literal(dialect.nullOf(column.type())));
        if (!column.nullable())
            refuseNull(
                    value,
                    column.name(),
                    "gives null for column \"" + column.name() + "\", which the table does not allow");
        return value;
    }

    private Fragment mappedValue(Expr expr, ColumnSchema column) {
        ExprTypes types = ExprTyper.types(expr, sourceTypes);
        var values =
                new ExpressionSql(dialect, layers, source, config.lookupMappings(), types, ExpressionSql.Nulls.UNKNOWN);
        Fragment value = layers.cell(values.valueAs(expr, column.type()));
        clauses.addAll(new FaultSql(dialect, layers, source, values, types, column.name(), faults).of(expr));
        return value;
    }

    private void partitionByDate(PartitionBy by, List<PartitionColumn> columns, List<String> results) {
        Fragment date = output(by.column());
        refuseNull(
                date,
                by.column(),
                "gives no date for column \"" + by.column() + "\", so the row belongs to no partition");
        List<Part> parts = switch (by.granularity()) {
            case YEAR -> List.of(Part.YEAR);
            case MONTH -> List.of(Part.YEAR, Part.MONTH);
            case DAY -> List.of(Part.YEAR, Part.MONTH, Part.DAY);
        };
        for (Part part : parts) {
            String segment = switch (part) {
                case YEAR -> "year";
                case MONTH -> "month";
                case DAY, HOUR -> "day";
            };
            var column = new PartitionColumn("p" + columns.size(), segment, Simple.INT64, part == Part.YEAR ? 4 : 2);
            columns.add(column);
            results.add(dialect.part(part, new Operand(date.sql(), Simple.DATE)) + " AS " + column.sqlName());
        }
    }

    private void partitionByKey(String key, List<PartitionColumn> columns, List<String> results) {
        Fragment value = output(key);
        DataType type = table.schema().stream()
                .filter(c -> c.name().equals(key))
                .findFirst()
                .orElseThrow()
                .type();
        refuseNull(value, key, "gives null for partition key \"" + key + "\", so the row belongs to no partition");
        if (type == Simple.TEXT) {
            refuseKey(key, value, value.sql() + " = " + dialect.text(""), "it is empty");
            refuseKey(
                    key,
                    value,
                    "NOT " + dialect.isPartitionValue(value.sql(), LONGEST_PARTITION_VALUE),
                    "it is longer than " + LONGEST_PARTITION_VALUE + " bytes");
        }
        var column = new PartitionColumn("p" + columns.size(), key, type, 0);
        columns.add(column);
        results.add(value.sql() + " AS " + column.sqlName());
    }

    private void refuseKey(String key, Fragment value, String condition, String why) {
        var fault = new Fault(key, Optional.of(value.sql()), "cannot name a partition: " + why);
        clauses.add(faults.clause(condition, value.layer(), fault));
    }

    private Fragment output(String name) {
        Fragment value = outputs.get(name);
        if (value == null) throw new IllegalArgumentException("no column \"" + name + "\" in table " + table.id());
        return value;
    }

    private void requireSourceColumns() {
        for (SourceColumn column : sourceColumns) {
            boolean nullable = container.schema().stream()
                    .filter(c -> c.name().equals(column.name()))
                    .findFirst()
                    .orElseThrow()
                    .nullable();
            if (nullable) continue;
            clauses.addAll(source.faults(column.name(), column.name(), faults));
            Fragment value = source.value(column.name());
            String complaint = "has nothing in source column \"" + column.name() + "\", which must not be empty";
            clauses.add(faults.clause(
                    value.sql() + " IS NULL", value.layer(), new Fault(column.name(), Optional.empty(), complaint)));
        }
    }

    private void refuseNull(Fragment value, String column, String complaint) {
        var fault = new Fault(column, onlyCellOf(column), complaint);
        clauses.add(faults.clause(value.sql() + " IS NULL", value.layer(), fault));
    }

    /** The cell that an output is made of, when it is a single one: the text to look at when the output comes out as null. */
    private Optional<String> onlyCellOf(String output) {
        Set<String> names = new HashSet<>();
        for (Mapping.OutputColumn column : mapping.columns()) {
            if (column.name().equals(output)) addColumns(column.expr(), names);
        }
        return sourceColumns.stream()
                .filter(column -> names.size() == 1 && names.contains(column.name()))
                .map(SourceColumn::sqlName)
                .findFirst();
    }
}
