package dev.karet.model.pipeline;

import dev.karet.model.json.PipelineJson;
import dev.karet.model.json.ReadResult;
import java.nio.charset.StandardCharsets;

/** Pipelines for tests. */
public final class Configs {

    private Configs() {}

    /** A pipeline that uses every field there is, and some that there are not, without a fault. */
    public static String everything() {
        return """
            {
              "version": 1,
              "future": {"deep": [1.50, 1e400, "x", null]},
              "source_containers": [{
                "id": "src", "name": "Source", "path_prefix": "raw/src/", "colour": "red",
                "schema": [
                  {"name": "date", "type": "string", "comment": "as the bank writes it"},
                  {"name": "Any Name", "type": "number", "nullable": false},
                  {"name": "quantity", "type": "int64"},
                  {"name": "text", "type": "string"}
                ],
                "format": {"delimiter": ";", "quote": "'", "escape": "\\\\", "encoding": "windows-1252", "header": false,
                           "skip_rows": 2, "null_values": ["n/a", "-"], "decimal": ",", "thousands": ".", "also": true}
              }],
              "lookup_mappings": [{
                "id": "cat", "name": "Categories", "match": "exact", "case_insensitive": true, "owner": "me",
                "rows": [{"input_patterns": ["a", "b"], "output": "X", "priority": 2.5, "note": ""}],
                "children": [{"id": "child", "rows": [], "catch_all": {"output": "C", "why": 1}}],
                "catch_all": {"output": "Y"}
              }],
              "mappings": [{
                "id": "map", "name": "Map", "source_container_id": "src", "analytic_table_id": "tab", "x": 1,
                "partition_by": {"column": "day_of", "granularity": "day", "since": 2020},
                "columns": [
                  {"name": "day_of", "expr": {"kind": "parse_date", "input": {"kind": "col", "name": "date"},
                                              "format": "%d.%m.%Y"}, "label": "Day"},
                  {"name": "amount", "expr": {"kind": "cast", "input": {"kind": "col", "name": "Any Name"},
                                              "to": "decimal(12,2)", "on_error": "null"}},
                  {"name": "category", "expr": {"kind": "lookup_ref", "lookup_id": "cat.child",
                                                "input": {"kind": "col", "name": "text"}}}
                ]
              }],
              "analytic_tables": [{
                "id": "tab", "name": "Table", "output_prefix": "clean/tab/", "dedup_keys": ["day_of", "amount"],
                "schema": [
                  {"name": "day_of", "type": "date", "nullable": false},
                  {"name": "amount", "type": "decimal(12,2)", "assertions": {"min": -10, "max": 1e6, "unit": "CHF"}},
                  {"name": "category", "type": "string",
                   "assertions": {"not_null": true, "unique": true, "accepted_values": ["C"]}}
                ], "rows": 7
              }],
              "layout": {"src": {"x": 10.5, "y": -3, "pinned": true}, "gone": {"x": 0, "y": 0}}
            }
            """;
    }

    public static PipelineConfig read(String json) {
        return switch (PipelineJson.read(json)) {
            case ReadResult.Read<PipelineConfig>(var config) -> config;
            case ReadResult.Faulty<PipelineConfig>(var problems) -> throw new AssertionError(problems);
        };
    }

    public static PipelineConfig read(byte[] json) {
        return read(new String(json, StandardCharsets.UTF_8));
    }
}
