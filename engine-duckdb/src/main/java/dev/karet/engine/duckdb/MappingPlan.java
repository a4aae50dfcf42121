package dev.karet.engine.duckdb;

import dev.karet.engine.csv.SourceColumns;
import dev.karet.engine.sql.MappingSql;
import dev.karet.engine.sql.MappingSql.SourceColumn;
import dev.karet.engine.sql.SqlDialect;
import dev.karet.model.pipeline.ColumnSchema;
import dev.karet.model.pipeline.Mapping;
import dev.karet.model.pipeline.PipelineConfig;
import dev.karet.model.pipeline.SourceContainer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One mapping of a build: finds its columns in a file and remembers how its rows spread over partitions. Thread-safe. */
final class MappingPlan {

    private static final int COLUMNS_SHOWN = 40;

    private final int index;
    private final Mapping mapping;
    private final SourceContainer source;
    private final TableShape shape;
    private final MappingSql sql;
    private volatile boolean spreads;

    MappingPlan(PipelineConfig config, int index, SourceContainer source, TableShape shape, SqlDialect dialect) {
        this.index = index;
        this.mapping = config.mappings().get(index);
        this.source = source;
        this.shape = shape;
        this.sql = MappingSql.of(config, mapping, dialect);
        this.spreads = shape.scheme() instanceof PartitionScheme.ByKeys;
    }

    int index() {
        return index;
    }

    String id() {
        return mapping.id();
    }

    SourceContainer source() {
        return source;
    }

    TableShape shape() {
        return shape;
    }

    /** Whether a segment is likely to hold rows of several partitions, going by those before it. */
    boolean spreads() {
        return spreads;
    }

    void spreads(boolean seen) {
        if (!(shape.scheme() instanceof PartitionScheme.ByKeys)) spreads = seen;
    }

    /** What the mapping finds in a file. */
    sealed interface Fit {

        /** Everything: the query to run over the file's segments. */
        record Fits(SegmentQuery query) implements Fit {}

        /** Not everything; the sentence says what is wrong. */
        record Misfit(String error) implements Fit {}
    }

    Fit fit(SourceColumns columns) {
        List<String> names = columns.names()
                .orElseGet(() -> source.schema().stream()
                        .map(ColumnSchema::name)
                        .limit(columns.count())
                        .toList());
        for (SourceColumn column : sql.sourceColumns()) {
            int times = Collections.frequency(names, column.name());
            if (times == 0) return new Fit.Misfit(missing(column.name(), columns));
            if (times > 1) {
                return new Fit.Misfit(
                        "column \"" + column.name() + "\" stands " + times + " times in the header " + found(names));
            }
        }
        var sqlNames = new ArrayList<String>();
        for (int i = 0; i < columns.count(); i++) sqlNames.add("x" + i);
        for (SourceColumn column : sql.sourceColumns()) sqlNames.set(names.indexOf(column.name()), column.sqlName());
        return new Fit.Fits(new SegmentQuery(sql, sqlNames, source.format().nullValues()));
    }

    private String missing(String name, SourceColumns columns) {
        return columns.names()
                .map(names -> "column \"" + name + "\" is missing " + found(names))
                .orElseGet(() -> "column \"" + name + "\" is missing: the file has no header and " + columns.count()
                        + (columns.count() == 1 ? " column" : " columns") + ", and \"" + name + "\" is number "
                        + (source.schema().stream()
                                        .map(ColumnSchema::name)
                                        .toList()
                                        .indexOf(name)
                                + 1));
    }

    private static String found(List<String> names) {
        String shown = String.join(", ", names.subList(0, Math.min(COLUMNS_SHOWN, names.size())));
        return "(found: " + shown
                + (names.size() > COLUMNS_SHOWN ? ", and " + (names.size() - COLUMNS_SHOWN) + " more" : "") + ")";
    }
}
