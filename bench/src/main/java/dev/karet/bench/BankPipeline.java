package dev.karet.bench;

import java.util.ArrayList;
import java.util.List;

/** The pipeline that the benchmark runs: a month-partitioned table with a keyword lookup of many patterns. */
final class BankPipeline {

    private static final int CATEGORIES = 40;

    private static final String DOCUMENT = """
            {"version": 1,
             "source_containers": [{"id": "statements", "name": "Statements", "path_prefix": "raw/statements/", "schema": [
               {"name": "date", "type": "string"}, {"name": "description", "type": "string"},
               {"name": "amount", "type": "string"}, {"name": "account", "type": "string"}]}],
             "lookup_mappings": [{"id": "categories", "rows": [$rows], "catch_all": {"output": "Other"}}],
             "mappings": [{"id": "map", "source_container_id": "statements", "analytic_table_id": "transactions",
               "partition_by": {"column": "date", "granularity": "month"}, "columns": [
                 {"name": "date", "expr": {"kind": "parse_date", "input": {"kind": "col", "name": "date"}, "format": "%Y-%m-%d"}},
                 {"name": "description", "expr": {"kind": "upper", "input": {"kind": "trim", "input": {"kind": "col", "name": "description"}}}},
                 {"name": "amount", "expr": {"kind": "cast", "input": {"kind": "col", "name": "amount"}, "to": "float64"}},
                 {"name": "account", "expr": {"kind": "col", "name": "account"}},
                 {"name": "category", "expr": {"kind": "lookup_ref", "lookup_id": "categories", "input":
                   {"kind": "upper", "input": {"kind": "trim", "input": {"kind": "col", "name": "description"}}}}}]}],
             "analytic_tables": [{"id": "transactions", "name": "Transactions", "schema": [
               {"name": "date", "type": "date"}, {"name": "description", "type": "string"}, {"name": "amount", "type": "float64"},
               {"name": "account", "type": "string"}, {"name": "category", "type": "string"}]}]}
            """;

    private BankPipeline() {}

    /** @param patterns of letters and spaces only */
    static String json(List<String> patterns) {
        var rows = new ArrayList<String>();
        for (int category = 0; category < CATEGORIES; category++) {
            var mine = new ArrayList<String>();
            for (int i = category; i < patterns.size(); i += CATEGORIES) mine.add('"' + patterns.get(i) + '"');
            rows.add("{\"input_patterns\": [" + String.join(", ", mine) + "], \"output\": \"Category " + category
                    + "\"}");
        }
        return DOCUMENT.replace("$rows", String.join(", ", rows));
    }
}
