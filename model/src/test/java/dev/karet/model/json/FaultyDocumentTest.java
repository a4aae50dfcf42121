package dev.karet.model.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.Problem;
import dev.karet.model.pipeline.PipelineConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultyDocumentTest {

    @Test
    void faultsOfMeaningAreToldBesideFaultsOfStructure() {
        assertThat(faults("""
                {"version": 1, "lookup_mappings": [],
                 "source_containers": [{"id": "s", "name": "S", "path_prefix": "raw/s/",
                   "schema": [{"name": "amount", "type": "float64"}]}],
                 "analytic_tables": [{"id": "t", "name": "T", "schema": [{"name": "a", "type": "float64"}, {"name": "b", "type": "float64"}]}],
                 "mappings": [{"id": "m", "source_container_id": "s", "analytic_table_id": "t", "columns": [
                   {"name": "a", "expr": {"kind": "colum", "name": "amount"}},
                   {"name": "b", "expr": {"kind": "col", "name": "amout"}}]}]}
                """))
                .containsExactly(
                        "unknown_kind /mappings/0/columns/0/expr/kind", "unknown_column /mappings/0/columns/1/expr");
    }

    @Test
    void aFaultThatOnlyStandsForAnotherIsNotTold() {
        assertThat(faults("""
                {"version": 1, "lookup_mappings": [],
                 "source_containers": [{"id": "s", "name": "S", "path_prefix": "raw/s/",
                   "schema": [{"name": "amount", "type": "flaot64"}]}],
                 "analytic_tables": [{"name": "T", "schema": [{"name": "a", "type": "float64"}], "dedup_keys": ["z"]}],
                 "mappings": [{"id": "m", "source_container_id": "s", "analytic_table_id": "t", "columns": [
                   {"name": "a", "expr": {"kind": "col", "name": "amount"}}]}]}
                """))
                .containsExactly(
                        "unknown_type /source_containers/0/schema/0/type",
                        "missing_field /analytic_tables/0",
                        "unknown_key /analytic_tables/0/dedup_keys/0");
    }

    private static List<String> faults(String json) {
        return switch (PipelineJson.read(json)) {
            case ReadResult.Faulty<PipelineConfig>(List<Problem> problems) ->
                problems.stream()
                        .map(problem -> problem.kind() + " " + problem.path())
                        .toList();
            case ReadResult.Read<PipelineConfig> read -> throw new AssertionError("no fault was found: " + read);
        };
    }
}
