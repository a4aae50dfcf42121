package dev.karet.model.dashboard;

import dev.karet.model.pipeline.Configs;
import dev.karet.model.pipeline.PipelineConfig;

/** Dashboards for tests. */
final class Dashboards {

    private Dashboards() {}

    /** A pipeline with a table of every type of column. */
    static PipelineConfig pipeline() {
        return Configs.read("""
            {
              "version": 1, "source_containers": [], "mappings": [],
              "lookup_mappings": [{"id": "cat", "rows": []}],
              "analytic_tables": [{"id": "tab", "name": "Table", "schema": [
                {"name": "day_of", "type": "date"}, {"name": "at", "type": "timestamp"}, {"name": "kind", "type": "string"},
                {"name": "place", "type": "string"}, {"name": "amount", "type": "decimal(12,2)"}, {"name": "size", "type": "int64"},
                {"name": "lat", "type": "float64"}, {"name": "lon", "type": "float64"}, {"name": "ok", "type": "bool"}]}]
            }
            """);
    }

    /** A dashboard that uses every field there is, and some that there are not, without a fault. */
    static String everything() {
        return """
            {
              "id": "all", "name": "All", "analytic_table_id": "tab", "owner": {"name": "me"},
              "filters": [
                {"kind": "dropdown", "column": "kind", "label": "Kind"},
                {"kind": "date_range", "column": "at", "label": "When"}
              ],
              "where": [{"kind": "gt", "left": {"kind": "col", "name": "amount"}, "right": {"kind": "num", "value": 0}}],
              "panels": [
                {"kind": "kpi", "title": "Sum", "column": "amount", "agg": "sum", "format": "currency", "currency": "CAD",
                 "icon": "dollar", "good": "up",
                 "grid": {"gridColumn": "1 / span 2", "gridRow": "1", "aspect": "square", "maxHeight": "320px"}},
                {"kind": "kpi", "title": "Top", "column": "kind", "agg": "mode", "value_column": "size"},
                {"kind": "doughnut", "title": "Shares", "group_by": "kind", "value": "amount", "agg": "sum"},
                {"kind": "line", "title": "Trend", "x": "day_of", "x_bin": "week", "y": "amount", "agg": "avg"},
                {"kind": "bar", "title": "Bars", "group_by": "at", "value": "size", "agg": "max", "x_bin": "year", "limit": 10},
                {"kind": "table", "title": "Rows", "columns": ["day_of", "ok"], "page_size": 20, "grid": {"maxHeight": 400}},
                {"kind": "summary", "title": "In short", "columns": ["amount", "kind"]},
                {"kind": "symbol_map", "title": "Map", "lat": "lat", "lon": "lon", "value": "amount", "agg": "sum", "max_radius": 12.5},
                {"kind": "choropleth_map", "title": "Countries", "country": "place", "agg": "count"},
                {"kind": "sankey", "title": "Flows", "labels": {"a": "A"}, "flows": [
                  {"from": "kind", "to": "place", "value": "amount", "agg": "abs_sum",
                   "where": [{"kind": "not", "input": {"kind": "col", "name": "ok"}}]},
                  {"from": "place", "to": "ok", "value": "amount"}]}
              ],
              "layout": {"columns": 12, "gridTemplateColumns": "repeat(12, minmax(0, 1fr))", "gridTemplateRows": "auto", "gap": "16px"}
            }
            """;
    }
}
