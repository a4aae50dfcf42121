package dev.karet.model.pipeline;

import dev.karet.model.JsonPointer;
import dev.karet.model.Quoted;
import dev.karet.model.expr.DataType;
import dev.karet.model.expr.DataType.Simple;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks one analytic table: its columns, its keys, its assertions, and what its mappings give it. */
final class TableCheck {

    private static final int MOST_PARTITION_KEYS = 2;

    /** With it, an equals sign and 200 bytes of value a folder stays below the 255 bytes that file systems allow. */
    private static final int LONGEST_KEY_NAME = 50;

    private static final String HIVE_ESCAPES = "\"#%'*/:=?\\{[]^\u007F";

    private final AnalyticTable table;
    private final JsonPointer at;
    private final PipelineIndex index;
    private final Findings findings;
    private final Map<String, ColumnSchema> columns;

    private TableCheck(AnalyticTable table, JsonPointer at, PipelineIndex index, Findings findings) {
        this.table = table;
        this.at = at;
        this.index = index;
        this.findings = findings;
        this.columns = index.columns(table);
    }

    static void check(PipelineConfig config, PipelineIndex index, Findings findings) {
        for (int i = 0; i < config.analyticTables().size(); i++) {
            AnalyticTable table = config.analyticTables().get(i);
            JsonPointer at = JsonPointer.ROOT.field("analytic_tables").element(i);
            new TableCheck(table, at, index, findings).check();
        }
    }

    private void check() {
        schema();
        outputPrefix();
        partitionKeys();
        keys("dedup_keys", table.dedupKeys());
        filling();
    }

    private void schema() {
        JsonPointer list = at.field("schema");
        if (table.schema().isEmpty()) error("empty_schema", list, "The table has no columns.", "Add at least one.");
        ColumnsCheck.sqlNames(table.schema().stream().map(ColumnSchema::name).toList(), list, findings.errors());
        for (int i = 0; i < table.schema().size(); i++) {
            assertions(table.schema().get(i), list.element(i).field("assertions"));
        }
    }

    private void assertions(ColumnSchema column, JsonPointer place) {
        var assertions = column.assertions();
        boolean bounded = assertions.min().isPresent() || assertions.max().isPresent();
        if (bounded && !column.type().isNumeric()) {
            error(
                    "bad_assertion",
                    place,
                    "Column " + Quoted.text(column.name()) + " is "
                            + column.type().label() + "; \"min\" and \"max\" are for numbers.",
                    "Remove them.");
        }
        if (assertions.min().isPresent()
                && assertions.max().isPresent()
                && assertions.min().get().compareTo(assertions.max().get()) > 0) {
            error(
                    "bad_assertion",
                    place,
                    "No value of column " + Quoted.text(column.name()) + " can pass: \"min\" is larger than \"max\".",
                    "Swap them.");
        }
        if (assertions.acceptedValues().isPresent()
                && assertions.acceptedValues().get().isEmpty()) {
            error(
                    "bad_assertion",
                    place.field("accepted_values"),
                    "No value of column " + Quoted.text(column.name()) + " can pass: \"accepted_values\" is empty.",
                    "List the values, or remove it.");
        }
        List<String> accepted = assertions.acceptedValues().orElse(List.of());
        for (int i = 0; i < accepted.size(); i++) {
            if (AcceptedText.isValue(accepted.get(i), column.type())) continue;
            error(
                    "bad_assertion",
                    place.field("accepted_values").element(i),
                    "The text " + Quoted.text(accepted.get(i)) + " is no value of column "
                            + Quoted.text(column.name()) + ", which is "
                            + column.type().label() + ".",
                    "Spell it as cast reads it from text, or remove it.");
        }
    }

    private void outputPrefix() {
        String only = "clean/" + table.id() + "/";
        if (table.outputPrefix().isEmpty() || table.outputPrefix().get().equals(only)) return;
        error(
                "bad_output_prefix",
                at.field("output_prefix"),
                "The table cannot be written to "
                        + Quoted.text(table.outputPrefix().get()) + ".",
                "Leave it out, or write " + Quoted.text(only) + ".");
    }

    private void partitionKeys() {
        List<String> keys = table.partitionKeys();
        JsonPointer list = at.field("partition_keys");
        if (keys.size() > MOST_PARTITION_KEYS) {
            error(
                    "too_many_partition_keys",
                    list,
                    "The table has " + keys.size() + " partition keys; at most 2 are allowed.",
                    "Keep the two that queries filter by most.");
        }
        keys("partition_keys", keys);
        for (int i = 0; i < keys.size(); i++) {
            Optional<DataType> type = type(keys.get(i));
            if (type.isPresent() && type.get() == Simple.FLOAT64) {
                error(
                        "partition_key_type",
                        list.element(i),
                        "The partition key " + Quoted.text(keys.get(i))
                                + " is a float64, which names no folder exactly.",
                        "Use an int64, decimal, string, bool or date column.");
            }
        }
        for (int i = 0; i < keys.size(); i++) {
            if (folderBytes(keys.get(i)) <= LONGEST_KEY_NAME) continue;
            error(
                    "partition_key_name",
                    list.element(i),
                    "The name of the partition key " + Quoted.text(keys.get(i)) + " is longer than " + LONGEST_KEY_NAME
                            + " bytes, so it may not name a folder.",
                    "Give the column a shorter name.");
        }
        if (!columns.isEmpty() && new HashSet<>(keys).containsAll(columns.keySet())) {
            error(
                    "no_columns_left",
                    list,
                    "Every column of the table is a partition key, so its files would be empty.",
                    "Keep at least one column out of partition_keys.");
        }
    }

    /** Bytes in the name of a folder, where Hive escapes a character to three. */
    private static int folderBytes(String name) {
        int bytes = 0;
        for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
            boolean escaped = each >= 0 && (each < ' ' || HIVE_ESCAPES.indexOf(each) >= 0);
            bytes += escaped ? 3 : 1;
        }
        return bytes;
    }

    private void keys(String field, List<String> keys) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < keys.size(); i++) {
            String key = keys.get(i);
            JsonPointer place = at.field(field).element(i);
            if (!columns.containsKey(key)) {
                findings.errors()
                        .add(
                                "unknown_key",
                                place,
                                "The key " + Quoted.text(key) + " is no column of table " + Quoted.text(table.id())
                                        + ".",
                                findings.errors().nearest(key, columns.keySet()));
            } else if (!seen.add(key)) {
                error("duplicate_key_column", place, "The key " + Quoted.text(key) + " stands twice.", "Remove one.");
            }
        }
    }

    private void filling() {
        List<Mapping> mappings = index.mappings(table);
        if (mappings.isEmpty()) {
            warning(
                    "unused_table",
                    at,
                    "No mapping writes table " + Quoted.text(table.id()) + ".",
                    "Add a mapping to it.");
            return;
        }
        // A column that must have a value is an error of each mapping that lacks it.
        Set<String> filled = new HashSet<>(index.required(table));
        mappings.forEach(mapping -> mapping.columns().forEach(column -> filled.add(column.name())));
        for (int i = 0; i < table.schema().size(); i++) {
            ColumnSchema column = table.schema().get(i);
            if (filled.contains(column.name())) continue;
            warning(
                    "unfilled_column",
                    at.field("schema").element(i),
                    "No mapping fills column " + Quoted.text(column.name()) + ", so it will always be null.",
                    "Add it to a mapping, or remove it.");
        }
    }

    private Optional<DataType> type(String name) {
        return Optional.ofNullable(columns.get(name)).map(ColumnSchema::type);
    }

    private void error(String kind, JsonPointer place, String message, String hint) {
        findings.errors().add(kind, place, message, hint);
    }

    private void warning(String kind, JsonPointer place, String message, String hint) {
        findings.warnings().add(kind, place, message, hint);
    }
}
