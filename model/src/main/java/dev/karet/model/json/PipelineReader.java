package dev.karet.model.json;

import dev.karet.model.JsonPointer;
import dev.karet.model.Problems;
import dev.karet.model.expr.Expr;
import dev.karet.model.pipeline.AnalyticTable;
import dev.karet.model.pipeline.ColumnSchema;
import dev.karet.model.pipeline.ColumnSchema.Assertions;
import dev.karet.model.pipeline.CsvFormat;
import dev.karet.model.pipeline.LookupMapping;
import dev.karet.model.pipeline.LookupMapping.Match;
import dev.karet.model.pipeline.Mapping;
import dev.karet.model.pipeline.Mapping.Granularity;
import dev.karet.model.pipeline.PipelineConfig;
import dev.karet.model.pipeline.PipelineConfig.Position;
import dev.karet.model.pipeline.PublishGuards;
import dev.karet.model.pipeline.SourceContainer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Reads a {@code pipeline.json} from its JSON tree, field by field as formats.md lists them. */
final class PipelineReader {

    /** Levels of children below children; lookups are walked recursively. */
    private static final int MAX_LOOKUP_DEPTH = 64;

    private final Problems problems;

    PipelineReader(Problems problems) {
        this.problems = problems;
    }

    PipelineConfig config(JsonTree tree) {
        Fields fields = fields(tree, "a pipeline", JsonPointer.ROOT);
        version(fields);
        return new PipelineConfig(
                fields.list("source_containers", this::container),
                fields.list("lookup_mappings", (node, at) -> lookup(node, at, 1)),
                fields.list("mappings", this::mapping),
                fields.list("analytic_tables", this::table),
                fields.optional("layout")
                        .map(node -> layout(node, fields.at("layout")))
                        .orElse(Map.of()),
                fields.optional("publish_guards").map(node -> guards(node, fields.at("publish_guards"))),
                fields.other());
    }

    private PublishGuards guards(JsonTree tree, JsonPointer at) {
        Fields fields = fields(tree, "the guards", at);
        return new PublishGuards(
                share(fields, "max_rejected_share"), share(fields, "max_shrink_share"), fields.other());
    }

    private OptionalDouble share(Fields fields, String name) {
        OptionalDouble share = fields.optionalNumber(name);
        if (share.isPresent() && !(share.getAsDouble() >= 0 && share.getAsDouble() <= 1)) {
            problems.add("bad_value", fields.at(name), "A share lies between 0 and 1.", "Write 0.05 for five percent.");
        }
        return share;
    }

    private void version(Fields fields) {
        if (fields.required("version").isEmpty()) return;
        if (fields.number("version") != PipelineConfig.VERSION) {
            problems.add(
                    "unsupported_version",
                    fields.at("version"),
                    "This version of Karet reads pipelines of version 1 only.",
                    "Write \"version\": 1, or use the version of Karet that wrote this pipeline.");
        }
    }

    private Map<String, Position> layout(JsonTree tree, JsonPointer at) {
        if (!(tree instanceof JsonTree.Obj(var nodes))) {
            fields(tree, "the layout", at);
            return Map.of();
        }
        Map<String, Position> layout = new LinkedHashMap<>();
        nodes.forEach((id, node) -> {
            Fields fields = fields(node, "a position", at.field(id));
            layout.put(id, new Position(fields.number("x"), fields.number("y"), fields.other()));
        });
        return layout;
    }

    private SourceContainer container(JsonTree tree, JsonPointer at) {
        Fields fields = fields(tree, "a source container", at);
        return new SourceContainer(
                fields.text("id"),
                fields.text("name"),
                fields.text("path_prefix"),
                fields.list("schema", this::column),
                fields.optional("format")
                        .map(node -> format(node, fields.at("format")))
                        .orElse(CsvFormat.DEFAULT),
                fields.other());
    }

    private CsvFormat format(JsonTree tree, JsonPointer at) {
        Fields fields = fields(tree, "a CSV format", at);
        CsvFormat absent = CsvFormat.DEFAULT;
        String quote = fields.text("quote", absent.quote());
        return new CsvFormat(
                fields.text("delimiter", absent.delimiter()),
                quote,
                fields.text("escape", quote),
                fields.optionalText("encoding"),
                fields.bool("header", absent.header()),
                fields.optionalInteger("skip_rows").orElse(absent.skipRows()),
                fields.optionalTexts("null_values").orElse(absent.nullValues()),
                fields.text("decimal", absent.decimal()),
                fields.text("thousands", absent.thousands()),
                fields.other());
    }

    private ColumnSchema column(JsonTree tree, JsonPointer at) {
        Fields fields = fields(tree, "a column", at);
        String name = fields.text("name");
        String type = fields.required("type").isPresent() ? fields.text("type") : "string";
        return new ColumnSchema(
                name,
                ExprReader.type(type, fields.at("type"), problems),
                fields.bool("nullable", true),
                fields.optional("assertions")
                        .map(node -> assertions(node, fields.at("assertions")))
                        .orElse(Assertions.NONE),
                fields.other());
    }

    private Assertions assertions(JsonTree tree, JsonPointer at) {
        Fields fields = fields(tree, "assertions", at);
        return new Assertions(
                fields.bool("not_null", false),
                fields.bool("unique", false),
                fields.optionalTexts("accepted_values"),
                fields.optionalExact("min"),
                fields.optionalExact("max"),
                fields.other());
    }

    private LookupMapping lookup(JsonTree tree, JsonPointer at, int depth) {
        if (depth > MAX_LOOKUP_DEPTH) {
            problems.add(
                    "lookup_too_deep",
                    at,
                    "Lookups are nested more than " + MAX_LOOKUP_DEPTH + " levels deep.",
                    "Move the children up.");
            return lookup(Fields.none(), List.of());
        }
        Fields fields = fields(tree, "a lookup", at);
        var children = fields.optionalList("children", (node, place) -> lookup(node, place, depth + 1));
        return lookup(fields, children.orElse(List.of()));
    }

    private LookupMapping lookup(Fields fields, List<LookupMapping> children) {
        return new LookupMapping(
                fields.text("id"),
                fields.optionalText("name"),
                fields.choice(
                        "match",
                        fields.text("match", lower(Match.KEYWORD_SUBSTRING)),
                        List.of(Match.KEYWORD_SUBSTRING, Match.EXACT),
                        PipelineReader::lower),
                fields.bool("case_insensitive", false),
                fields.list("rows", this::row),
                children,
                fields.optional("catch_all").map(node -> catchAll(node, fields.at("catch_all"))),
                fields.other());
    }

    private LookupMapping.Row row(JsonTree tree, JsonPointer at) {
        Fields fields = fields(tree, "a row", at);
        return new LookupMapping.Row(
                fields.texts("input_patterns"),
                fields.text("output"),
                fields.optionalNumber("priority").orElse(0),
                fields.other());
    }

    private LookupMapping.CatchAll catchAll(JsonTree tree, JsonPointer at) {
        Fields fields = fields(tree, "a catch_all", at);
        return new LookupMapping.CatchAll(fields.text("output"), fields.other());
    }

    private Mapping mapping(JsonTree tree, JsonPointer at) {
        Fields fields = fields(tree, "a mapping", at);
        return new Mapping(
                fields.text("id"),
                fields.optionalText("name"),
                fields.text("source_container_id"),
                fields.text("analytic_table_id"),
                fields.optional("partition_by").map(node -> partitionBy(node, fields.at("partition_by"))),
                fields.list("columns", this::output),
                fields.other());
    }

    private Mapping.PartitionBy partitionBy(JsonTree tree, JsonPointer at) {
        Fields fields = fields(tree, "partition_by", at);
        String column = fields.text("column");
        String granularity = fields.required("granularity").isPresent() ? fields.text("granularity") : "month";
        return new Mapping.PartitionBy(
                column,
                fields.choice("granularity", granularity, List.of(Granularity.values()), PipelineReader::lower),
                fields.other());
    }

    private Mapping.OutputColumn output(JsonTree tree, JsonPointer at) {
        Fields fields = fields(tree, "a column", at);
        String name = fields.text("name");
        var expr = fields.required("expr").map(node -> ExprReader.read(node, fields.at("expr"), problems));
        return new Mapping.OutputColumn(name, expr.orElseGet(Expr.NullLiteral::new), fields.other());
    }

    private AnalyticTable table(JsonTree tree, JsonPointer at) {
        Fields fields = fields(tree, "an analytic table", at);
        return new AnalyticTable(
                fields.text("id"),
                fields.text("name"),
                fields.list("schema", this::column),
                fields.optionalText("output_prefix"),
                fields.optionalTexts("partition_keys").orElse(List.of()),
                fields.optionalTexts("dedup_keys").orElse(List.of()),
                fields.other());
    }

    private Fields fields(JsonTree tree, String thing, JsonPointer at) {
        return Fields.of(tree, thing, at, problems).orElseGet(Fields::none);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
