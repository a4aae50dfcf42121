package dev.karet.model.pipeline;

import dev.karet.model.JsonPointer;
import dev.karet.model.Quoted;
import dev.karet.model.expr.ColumnScope;
import dev.karet.model.expr.DataType;
import dev.karet.model.expr.DataType.Simple;
import dev.karet.model.expr.ExprChecker;
import dev.karet.model.expr.TypeRules;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks one mapping: what it refers to, its expressions, and that its rows fit the table. */
final class MappingCheck {

    private final Mapping mapping;
    private final JsonPointer at;
    private final PipelineIndex index;
    private final Findings findings;

    MappingCheck(Mapping mapping, JsonPointer at, PipelineIndex index, Findings findings) {
        this.mapping = mapping;
        this.at = at;
        this.index = index;
        this.findings = findings;
    }

    void check() {
        Optional<ColumnScope> scope = index.scope(mapping);
        Optional<AnalyticTable> table = index.table(mapping);
        if (scope.isEmpty()) {
            dangling(
                    "source_container_id",
                    "source container",
                    mapping.sourceContainerId(),
                    index.sources().keySet());
        }
        if (table.isEmpty()) {
            dangling(
                    "analytic_table_id",
                    "analytic table",
                    mapping.analyticTableId(),
                    index.tables().keySet());
        }
        columns(scope, table);
        if (table.isPresent()) {
            missingColumns(table.get());
            new PartitioningCheck(mapping, table.get(), at, index, findings).check();
        }
    }

    private void dangling(String field, String thing, String id, Set<String> known) {
        findings.errors()
                .add(
                        "unknown_" + thing.replace(' ', '_'),
                        at.field(field),
                        "There is no " + thing + " " + Quoted.text(id) + ".",
                        findings.errors().nearest(id, known).orElse("Use the id of one that this pipeline defines."));
    }

    private void columns(Optional<ColumnScope> scope, Optional<AnalyticTable> table) {
        JsonPointer list = at.field("columns");
        Set<String> names = new HashSet<>();
        for (int i = 0; i < mapping.columns().size(); i++) {
            Mapping.OutputColumn column = mapping.columns().get(i);
            JsonPointer place = list.element(i);
            if (!names.add(column.name())) {
                findings.errors()
                        .add(
                                "duplicate_column",
                                place.field("name"),
                                "The column " + Quoted.text(column.name()) + " stands twice.",
                                "Remove one of the two.");
            }
            Optional<DataType> type =
                    ExprChecker.check(column.expr(), scope, index.lookups(), place.field("expr"), findings.errors());
            table.ifPresent(known -> output(column.name(), type, known, place));
        }
    }

    private void output(String name, Optional<DataType> type, AnalyticTable table, JsonPointer place) {
        Map<String, ColumnSchema> columns = index.columns(table);
        ColumnSchema column = columns.get(name);
        if (column == null) {
            findings.errors()
                    .add(
                            "unknown_output",
                            place.field("name"),
                            "Table " + Quoted.text(table.id()) + " has no column " + Quoted.text(name) + ".",
                            findings.errors()
                                    .nearest(name, columns.keySet())
                                    .orElse("Add it to the table's schema, or remove it here."));
        } else if (!TypeRules.canBecome(type, column.type())) {
            findings.errors()
                    .add(
                            "wrong_output_type",
                            place.field("expr"),
                            "Column " + Quoted.text(name) + " of table " + Quoted.text(table.id()) + " is "
                                    + column.type().label() + ", but this gives "
                                    + type.map(DataType::label).orElse("null") + ".",
                            typeHint(type, column.type()));
        }
    }

    private static String typeHint(Optional<DataType> from, DataType to) {
        boolean text = from.isPresent() && from.get() == Simple.TEXT;
        if (text && to == Simple.DATE) return "Use parse_date(…, \"%Y-%m-%d\") with the format of the source.";
        if (text && to == Simple.TIMESTAMP) return "Use parse_timestamp(…) with the format of the source.";
        if (from.isPresent() && !TypeRules.canCast(from.get(), to)) {
            return "There is no cast between the two; change the column's type or the expression.";
        }
        return "Wrap it in cast(…, " + to.label() + ").";
    }

    private void missingColumns(AnalyticTable table) {
        Set<String> filled = new HashSet<>();
        mapping.columns().forEach(column -> filled.add(column.name()));
        for (String column : index.required(table)) {
            if (filled.contains(column)) continue;
            if (findings.errors().isFull()) return;
            findings.errors()
                    .add(
                            "missing_output",
                            at.field("columns"),
                            "Column " + Quoted.text(column) + " of table " + Quoted.text(table.id())
                                    + " needs a value in every row, but this mapping does not fill it.",
                            "Add the column to the mapping.");
        }
    }
}
