package dev.karet.model.pipeline;

import dev.karet.model.JsonPointer;
import dev.karet.model.Quoted;
import dev.karet.model.expr.DataType.Simple;
import dev.karet.model.pipeline.Mapping.Granularity;
import dev.karet.model.pipeline.Mapping.PartitionBy;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Checks that a mapping partitions its table as the table can be partitioned, and as the table's other mappings do. */
final class PartitioningCheck {

    private final Mapping mapping;
    private final AnalyticTable table;
    private final JsonPointer mappingAt;
    private final JsonPointer at;
    private final PipelineIndex index;
    private final Findings findings;

    PartitioningCheck(
            Mapping mapping, AnalyticTable table, JsonPointer mappingAt, PipelineIndex index, Findings findings) {
        this.mapping = mapping;
        this.table = table;
        this.mappingAt = mappingAt;
        this.at = mappingAt.field("partition_by");
        this.index = index;
        this.findings = findings;
    }

    /** The folders that {@code granularity} makes, from the outermost. */
    static List<String> segments(Granularity granularity) {
        return switch (granularity) {
            case YEAR -> List.of("year");
            case MONTH -> List.of("year", "month");
            case DAY -> List.of("year", "month", "day");
        };
    }

    void check() {
        mapping.partitionBy().ifPresent(by -> {
            column(by);
            if (!table.partitionKeys().isEmpty()) {
                error(
                        "two_partitionings",
                        at,
                        "Table " + Quoted.text(table.id())
                                + " has partition_keys, so a mapping cannot partition it by date.",
                        "Remove partition_by here, or partition_keys from the table.");
            }
            segmentNames(by);
        });
        agreement();
    }

    private void column(PartitionBy by) {
        JsonPointer place = at.field("column");
        ColumnSchema column = index.columns(table).get(by.column());
        if (column == null) {
            findings.errors()
                    .add(
                            "unknown_partition_column",
                            place,
                            "Table " + Quoted.text(table.id()) + " has no column " + Quoted.text(by.column()) + ".",
                            findings.errors()
                                    .nearest(by.column(), index.columns(table).keySet())
                                    .orElse("Name an output column of type date."));
        } else if (column.type() != Simple.DATE) {
            error(
                    "partition_column_type",
                    place,
                    "Column " + Quoted.text(by.column()) + " is "
                            + column.type().label() + "; a table is partitioned by a date.",
                    "Use a column of type date.");
        }
        if (column != null
                && mapping.columns().stream().noneMatch(output -> output.name().equals(by.column()))) {
            error(
                    "unfilled_partition_column",
                    place,
                    "This mapping does not fill column " + Quoted.text(by.column())
                            + ", which its rows are partitioned by.",
                    "Add the column to the mapping.");
        }
    }

    /** Readers of Hive folders overlay a column of the file with the folder's value of the same name. */
    private void segmentNames(PartitionBy by) {
        List<String> segments = segments(by.granularity());
        for (int i = 0; i < mapping.columns().size(); i++) {
            String name = mapping.columns().get(i).name();
            if (!segments.contains(name.toLowerCase(Locale.ROOT))) continue;
            boolean certain = segments.contains(name) && !name.equals(by.column());
            (certain ? findings.errors() : findings.warnings())
                    .add(
                            "partition_name_clash",
                            mappingAt.field("columns").element(i).field("name"),
                            "Readers of the table's folders take the column " + Quoted.text(name) + " for the folder "
                                    + name.toLowerCase(Locale.ROOT) + "=….",
                            "Give the column another name, such as " + Quoted.text("row_" + name) + ".");
        }
    }

    private void agreement() {
        Mapping first = index.mappings(table).getFirst();
        if (agree(first.partitionBy(), mapping.partitionBy())) return;
        error(
                "partitioning_disagrees",
                at,
                "This mapping partitions table " + Quoted.text(table.id()) + " " + words(mapping.partitionBy())
                        + ", but mapping " + Quoted.text(first.id()) + " does so " + words(first.partitionBy()) + ".",
                "Give every mapping of a table the same partition_by.");
    }

    private static boolean agree(Optional<PartitionBy> one, Optional<PartitionBy> other) {
        if (one.isEmpty() || other.isEmpty()) return one.isEmpty() && other.isEmpty();
        return one.get().column().equals(other.get().column())
                && one.get().granularity() == other.get().granularity();
    }

    private static String words(Optional<PartitionBy> by) {
        return by.map(some -> "by " + some.granularity().name().toLowerCase(Locale.ROOT) + " of "
                        + Quoted.text(some.column()))
                .orElse("not by date");
    }

    private void error(String kind, JsonPointer place, String message, String hint) {
        findings.errors().add(kind, place, message, hint);
    }
}
