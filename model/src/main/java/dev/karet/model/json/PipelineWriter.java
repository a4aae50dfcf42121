package dev.karet.model.json;

import dev.karet.model.pipeline.AnalyticTable;
import dev.karet.model.pipeline.ColumnSchema;
import dev.karet.model.pipeline.ColumnSchema.Assertions;
import dev.karet.model.pipeline.CsvFormat;
import dev.karet.model.pipeline.LookupMapping;
import dev.karet.model.pipeline.Mapping;
import dev.karet.model.pipeline.PipelineConfig;
import dev.karet.model.pipeline.SourceContainer;
import java.util.Locale;

/** Writes a pipeline as its JSON tree; what has its default is left out. */
final class PipelineWriter {

    private PipelineWriter() {}

    static JsonTree.Obj tree(PipelineConfig config) {
        var fields = new Writing()
                .put("version", PipelineConfig.VERSION)
                .put("source_containers", config.sourceContainers(), PipelineWriter::container)
                .put("lookup_mappings", config.lookupMappings(), PipelineWriter::lookup)
                .put("mappings", config.mappings(), PipelineWriter::mapping)
                .put("analytic_tables", config.analyticTables(), PipelineWriter::table);
        var layout = new Writing();
        config.layout()
                .forEach((id, position) -> layout.put(
                        id,
                        new Writing()
                                .put("x", position.x())
                                .put("y", position.y())
                                .putOther(position.other())
                                .object()));
        if (!layout.isEmpty()) fields.put("layout", layout.object());
        config.guards()
                .ifPresent(guards -> fields.put(
                        "publish_guards",
                        new Writing()
                                .put("max_rejected_share", guards.maxRejectedShare())
                                .put("max_shrink_share", guards.maxShrinkShare())
                                .putOther(guards.other())
                                .object()));
        return fields.putOther(config.other()).object();
    }

    private static JsonTree container(SourceContainer container) {
        var fields = new Writing()
                .put("id", container.id())
                .put("name", container.name())
                .put("path_prefix", container.pathPrefix())
                .put("schema", container.schema(), PipelineWriter::column);
        if (!container.format().equals(CsvFormat.DEFAULT)) fields.put("format", format(container.format()));
        return fields.putOther(container.other()).object();
    }

    private static JsonTree format(CsvFormat format) {
        CsvFormat absent = CsvFormat.DEFAULT;
        var fields = new Writing()
                .putUnless(format.delimiter().equals(absent.delimiter()), "delimiter", format.delimiter())
                .putUnless(format.quote().equals(absent.quote()), "quote", format.quote())
                .putUnless(format.escape().equals(format.quote()), "escape", format.escape())
                .put("encoding", format.encoding());
        if (format.header() != absent.header()) fields.put("header", format.header());
        if (format.skipRows() != absent.skipRows()) fields.put("skip_rows", format.skipRows());
        return fields.putTextsUnlessEmpty("null_values", format.nullValues())
                .putUnless(format.decimal().equals(absent.decimal()), "decimal", format.decimal())
                .putUnless(format.thousands().equals(absent.thousands()), "thousands", format.thousands())
                .putOther(format.other())
                .object();
    }

    private static JsonTree column(ColumnSchema column) {
        var fields = new Writing()
                .put("name", column.name())
                .put("type", column.type().label());
        if (!column.nullable()) fields.put("nullable", false);
        if (!column.assertions().equals(Assertions.NONE)) fields.put("assertions", assertions(column.assertions()));
        return fields.putOther(column.other()).object();
    }

    private static JsonTree assertions(Assertions assertions) {
        var fields = new Writing();
        if (assertions.notNull()) fields.put("not_null", true);
        if (assertions.unique()) fields.put("unique", true);
        assertions.acceptedValues().ifPresent(values -> fields.putTexts("accepted_values", values));
        return fields.putExact("min", assertions.min())
                .putExact("max", assertions.max())
                .putOther(assertions.other())
                .object();
    }

    private static JsonTree lookup(LookupMapping lookup) {
        var fields = new Writing()
                .put("id", lookup.id())
                .put("name", lookup.name())
                .putUnless(lookup.match() == LookupMapping.Match.KEYWORD_SUBSTRING, "match", lower(lookup.match()));
        if (lookup.caseInsensitive()) fields.put("case_insensitive", true);
        fields.put("rows", lookup.rows(), PipelineWriter::row);
        if (!lookup.children().isEmpty()) fields.put("children", lookup.children(), PipelineWriter::lookup);
        lookup.catchAll()
                .ifPresent(catchAll -> fields.put(
                        "catch_all",
                        new Writing()
                                .put("output", catchAll.output())
                                .putOther(catchAll.other())
                                .object()));
        return fields.putOther(lookup.other()).object();
    }

    private static JsonTree row(LookupMapping.Row row) {
        var fields =
                new Writing().putTexts("input_patterns", row.inputPatterns()).put("output", row.output());
        if (Double.compare(row.priority(), 0.0) != 0) fields.put("priority", row.priority());
        return fields.putOther(row.other()).object();
    }

    private static JsonTree mapping(Mapping mapping) {
        var fields = new Writing()
                .put("id", mapping.id())
                .put("name", mapping.name())
                .put("source_container_id", mapping.sourceContainerId())
                .put("analytic_table_id", mapping.analyticTableId());
        mapping.partitionBy()
                .ifPresent(by -> fields.put(
                        "partition_by",
                        new Writing()
                                .put("column", by.column())
                                .put("granularity", lower(by.granularity()))
                                .putOther(by.other())
                                .object()));
        return fields.put("columns", mapping.columns(), PipelineWriter::output)
                .putOther(mapping.other())
                .object();
    }

    private static JsonTree output(Mapping.OutputColumn column) {
        return new Writing()
                .put("name", column.name())
                .put("expr", ExprWriter.tree(column.expr()))
                .putOther(column.other())
                .object();
    }

    private static JsonTree table(AnalyticTable table) {
        return new Writing()
                .put("id", table.id())
                .put("name", table.name())
                .put("schema", table.schema(), PipelineWriter::column)
                .put("output_prefix", table.outputPrefix())
                .putTextsUnlessEmpty("partition_keys", table.partitionKeys())
                .putTextsUnlessEmpty("dedup_keys", table.dedupKeys())
                .putOther(table.other())
                .object();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
