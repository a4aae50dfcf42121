package dev.karet.infer.plan;

import dev.karet.infer.Choices.Partitioning;
import dev.karet.infer.Detection;
import dev.karet.infer.Detection.Column;
import dev.karet.infer.Names;
import dev.karet.model.json.JsonTree;
import dev.karet.model.pipeline.AnalyticTable;
import dev.karet.model.pipeline.ColumnSchema;
import dev.karet.model.pipeline.CsvFormat;
import dev.karet.model.pipeline.Mapping;
import dev.karet.model.pipeline.OtherFields;
import dev.karet.model.pipeline.PipelineConfig;
import dev.karet.model.pipeline.SourceContainer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The parts of a pipeline that read a file as it was detected. Immutable.
 *
 * @param dashboard as a document
 */
public record Plan(SourceContainer source, Mapping mapping, AnalyticTable table, JsonTree dashboard) {

    /** What is called {@code name} beside the parts of {@code existing}, with ids and a folder that are free there. */
    public static Plan of(Detection detection, String name, PipelineConfig existing) {
        String base = free(Names.id(name, "data"), existing);
        List<Column> columns =
                detection.columns().stream().filter(column -> !column.skip()).toList();
        boolean byPlace = byPlace(detection);
        List<ColumnSchema> source = new ArrayList<>();
        // By position every column counts; by name only those that are used.
        for (Column column : byPlace ? detection.columns() : columns) {
            source.add(ColumnSchema.of(
                    byPlace ? "column_" + (column.index() + 1) : column.header(),
                    column.reading().sourceType()));
        }
        List<Mapping.OutputColumn> outputs = columns.stream()
                .map(column -> new Mapping.OutputColumn(
                        column.name(),
                        column.reading().expression(byPlace ? "column_" + (column.index() + 1) : column.header()),
                        OtherFields.NONE))
                .toList();
        AnalyticTable table = new AnalyticTable(
                base,
                name,
                columns.stream()
                        .map(column ->
                                ColumnSchema.of(column.name(), column.reading().type()))
                        .toList(),
                Optional.empty(),
                List.of(),
                List.of(),
                OtherFields.NONE);
        Mapping mapping = new Mapping(
                base + "_mapping",
                Optional.of(name),
                base + "_raw",
                base,
                detection.partition().map(Plan::partition),
                outputs,
                OtherFields.NONE);
        return new Plan(
                new SourceContainer(
                        base + "_raw",
                        name,
                        "raw/" + base + "/",
                        source,
                        format(detection.format(), byPlace),
                        OtherFields.NONE),
                mapping,
                table,
                FirstDashboard.of(base, name, columns));
    }

    private static Mapping.PartitionBy partition(Detection.Partition partition) {
        return new Mapping.PartitionBy(
                partition.column(),
                partition.granularity() == Partitioning.YEAR ? Mapping.Granularity.YEAR : Mapping.Granularity.MONTH,
                OtherFields.NONE);
    }

    /** Whether the header cannot tell columns apart, so that they are taken by their place. */
    private static boolean byPlace(Detection detection) {
        if (!detection.format().header()) return true;
        Set<String> seen = new HashSet<>();
        return detection.columns().stream().anyMatch(column -> column.header().isEmpty() || !seen.add(column.header()));
    }

    private static CsvFormat format(CsvFormat format, boolean byPlace) {
        if (!byPlace || !format.header()) return format;
        return new CsvFormat(
                format.delimiter(),
                format.quote(),
                format.escape(),
                format.encoding(),
                false,
                format.skipRows() + 1,
                format.nullValues(),
                format.decimal(),
                format.thousands(),
                format.other());
    }

    private static String free(String wanted, PipelineConfig existing) {
        Set<String> taken = new HashSet<>();
        existing.sourceContainers().forEach(source -> {
            taken.add(source.id());
            taken.add(source.pathPrefix());
        });
        existing.lookupMappings().forEach(lookup -> taken.add(lookup.id()));
        existing.mappings().forEach(mapping -> taken.add(mapping.id()));
        existing.analyticTables().forEach(table -> taken.add(table.id()));
        String base = wanted;
        for (int n = 2; isTaken(base, taken); n++) base = wanted + "_" + n;
        return base;
    }

    private static boolean isTaken(String base, Set<String> taken) {
        return taken.contains(base)
                || taken.contains(base + "_raw")
                || taken.contains(base + "_mapping")
                || taken.stream().anyMatch(one -> one.startsWith("raw/" + base + "/") || one.equals("raw/"));
    }

    /** {@code existing} with these parts. */
    public PipelineConfig in(PipelineConfig existing) {
        return new PipelineConfig(
                with(existing.sourceContainers(), source),
                existing.lookupMappings(),
                with(existing.mappings(), mapping),
                with(existing.analyticTables(), table),
                existing.layout(),
                existing.guards(),
                existing.other());
    }

    /** A pipeline without any part. */
    public static PipelineConfig nothing() {
        return new PipelineConfig(List.of(), List.of(), List.of(), List.of(), Map.of(), OtherFields.NONE);
    }

    private static <T> List<T> with(List<T> list, T more) {
        return Stream.concat(list.stream(), Stream.of(more)).toList();
    }
}
