package dev.karet.engine.conformance;

import dev.karet.model.expr.Expr;
import dev.karet.model.expr.ExprParser;
import dev.karet.model.json.PipelineJson;
import dev.karet.model.json.ReadResult;
import dev.karet.model.pipeline.Mapping;
import dev.karet.model.pipeline.OtherFields;
import dev.karet.model.pipeline.PipelineConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the suite's files. A file is a list of groups: {@code expr} in the textual form, {@code type} of its result, {@code columns} of the source
 * as name to type, optionally {@code format} and {@code lookups} as pipelines have them, and {@code rows}: the cells, then the result; {@code
 * {"reject": "part of the reason"}} stands for a rejected row.
 */
final class ConformanceFiles {

    static final List<String> ALL = List.of(
            "arithmetic", "casts", "cells", "choice", "comparison", "dates", "logic", "lookups", "numbers", "text");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ConformanceFiles() {}

    static List<ConformanceGroup> read(String file) {
        try (InputStream in = ConformanceFiles.class.getResourceAsStream("/conformance/" + file + ".json")) {
            List<ConformanceGroup> groups = new ArrayList<>();
            for (JsonNode group : JSON.readTree(in)) groups.add(group(file, group));
            return groups;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ConformanceGroup group(String file, JsonNode group) {
        String expression = group.get("expr").stringValue();
        Expr expr = switch (ExprParser.parse(expression)) {
            case ExprParser.Result.Parsed(var parsed) -> parsed;
            case ExprParser.Result.Faulty failed ->
                throw new IllegalArgumentException(file + ": " + expression + ": " + failed);
        };
        PipelineConfig config = config(file, group);
        var mapping = new Mapping(
                "m",
                Optional.empty(),
                "source",
                "table",
                Optional.empty(),
                List.of(new Mapping.OutputColumn("out", expr, OtherFields.NONE)),
                OtherFields.NONE);
        List<ConformanceGroup.Row> rows = new ArrayList<>();
        for (JsonNode row : group.get("rows")) rows.add(row(row));
        var type = config.analyticTables().getFirst().schema().getFirst().type();
        return new ConformanceGroup(file, expression, config, mapping, type, rows);
    }

    private static PipelineConfig config(String file, JsonNode group) {
        ObjectNode config = JSON.createObjectNode();
        config.put("version", 1);
        ObjectNode source = config.putArray("source_containers").addObject();
        source.put("id", "source").put("name", "source").put("path_prefix", "raw/source/");
        ArrayNode schema = source.putArray("schema");
        group.get("columns")
                .properties()
                .forEach(column -> schema.addObject()
                        .put("name", column.getKey())
                        .put("type", column.getValue().stringValue()));
        if (group.has("format")) source.set("format", group.get("format"));
        if (group.has("lookups")) config.set("lookup_mappings", group.get("lookups"));
        else config.putArray("lookup_mappings");
        config.putArray("mappings");
        ObjectNode table = config.putArray("analytic_tables").addObject();
        table.put("id", "table").put("name", "table");
        table.putArray("schema")
                .addObject()
                .put("name", "out")
                .put("type", group.get("type").stringValue());
        return switch (PipelineJson.read(config.toString())) {
            case ReadResult.Read<PipelineConfig>(var read) -> read;
            case ReadResult.Faulty<PipelineConfig>(var problems) ->
                throw new IllegalArgumentException(file + ": " + problems);
        };
    }

    private static ConformanceGroup.Row row(JsonNode row) {
        List<Optional<String>> cells = new ArrayList<>();
        for (int i = 0; i < row.size() - 1; i++) cells.add(text(row.get(i)));
        JsonNode result = row.get(row.size() - 1);
        return result.isObject()
                ? new ConformanceGroup.Row(cells, Optional.empty(), text(result.get("reject")))
                : new ConformanceGroup.Row(cells, text(result), Optional.empty());
    }

    private static Optional<String> text(JsonNode node) {
        return node.isNull() ? Optional.empty() : Optional.of(node.stringValue());
    }
}
