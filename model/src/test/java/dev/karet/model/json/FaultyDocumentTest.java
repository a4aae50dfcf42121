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

    /** A sound pipeline with two faults of meaning in its mapping, beside which {@code broken} takes the place of {@code sound}. */
    private static List<String> faultsBeside(String sound, String broken) {
        String json = """
                {"version": 1, "lookup_mappings": [],
                 "source_containers": [
                   {"id": "s", "name": "S", "path_prefix": "raw/s/", "schema": [{"name": "n", "type": "int64"}]},
                   {"id": "other", "name": "O", "path_prefix": "raw/o/", "schema": [{"name": "x", "type": "string"}]}],
                 "analytic_tables": [
                   {"id": "t", "name": "T", "schema": [{"name": "a", "type": "string"}, {"name": "b", "type": "string"}]},
                   {"id": "u", "name": "U", "schema": [{"name": "a", "type": "float64"}]}],
                 "mappings": [
                   {"id": "m", "source_container_id": "s", "analytic_table_id": "t", "columns": [
                     {"name": "a", "expr": {"kind": "col", "name": "zzz"}},
                     {"name": "b", "expr": {"kind": "upper", "input": {"kind": "col", "name": "n"}}}]},
                   {"id": "m2", "source_container_id": "other", "analytic_table_id": "u", "columns": [
                     {"name": "a", "expr": {"kind": "num", "value": 1}}]}]}
                """;
        assertThat(json).contains(sound);
        return faults(json.replace(sound, broken));
    }

    private static final String ZZZ = "unknown_column /mappings/0/columns/0/expr";
    private static final String UPPER = "type_mismatch /mappings/0/columns/1/expr/input";

    @Test
    void aBrokenPartHidesNothingOfMappingsThatDoNotUseIt() {
        assertThat(faultsBeside("\"x\", \"type\": \"string\"", "\"x\", \"type\": \"strng\""))
                .containsExactly("unknown_type /source_containers/1/schema/0/type", ZZZ, UPPER);
        assertThat(faultsBeside("\"name\": \"O\",", ""))
                .containsExactly("missing_field /source_containers/1", ZZZ, UPPER);
        assertThat(faultsBeside("\"lookup_mappings\": [],", "")).containsExactly("missing_field ", ZZZ, UPPER);
        assertThat(faultsBeside("\"version\": 1,", "")).containsExactly("missing_field ", ZZZ, UPPER);
        assertThat(faultsBeside("\"version\": 1,", "\"version\": 1, \"layout\": 3,"))
                .containsExactly("wrong_type /layout", ZZZ, UPPER);
        assertThat(faultsBeside("{\"name\": \"a\", \"type\": \"float64\"}", "7"))
                .containsExactly("wrong_type /analytic_tables/1/schema/0", ZZZ, UPPER);
        assertThat(faultsBeside("{\"id\": \"other\", ", "{"))
                .containsExactly("missing_field /source_containers/1", ZZZ, UPPER);
    }

    @Test
    void aMissingNameHidesNothingOfItsOwnPart() {
        assertThat(faultsBeside("\"name\": \"S\", \"path_prefix\": \"raw/s/\"", "\"path_prefix\": \"s\""))
                .containsExactly(
                        "missing_field /source_containers/0",
                        "bad_prefix /source_containers/0/path_prefix",
                        ZZZ,
                        UPPER);
    }

    @Test
    void aBrokenSourceHidesOnlyWhatItsMappingsAskOfIt() {
        assertThat(faultsBeside("\"n\", \"type\": \"int64\"", "\"n\", \"type\": \"itn64\""))
                .containsExactly("unknown_type /source_containers/0/schema/0/type", ZZZ);
        assertThat(faultsBeside("{\"name\": \"n\", \"type\": \"int64\"}", "{\"type\": \"int64\"}"))
                .containsExactly("missing_field /source_containers/0/schema/0");
        assertThat(faultsBeside("\"s\", \"name\": \"S\"", "1, \"name\": \"S\""))
                .containsExactly("wrong_type /source_containers/0/id");
    }

    @Test
    void aTypeThatCannotBeReadIsNoSecondFaultOfItsColumn() {
        assertThat(faultsBeside(
                        "{\"kind\": \"num\", \"value\": 1}",
                        "{\"kind\": \"cast\", \"to\": \"itn64\", \"input\": {\"kind\": \"num\", \"value\": 1}}"))
                .containsExactly("unknown_type /mappings/1/columns/0/expr/to", ZZZ, UPPER);
        assertThat(faultsBeside(
                        "\"a\", \"type\": \"float64\"", "\"a\", \"type\": \"itn64\", \"assertions\": {\"min\": 1}"))
                .containsExactly("unknown_type /analytic_tables/1/schema/0/type", ZZZ, UPPER);
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
