package dev.karet.model.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.karet.model.Problem;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineCheckerTest {

    @Test
    void aGoodPipelineHasNeitherErrorsNorWarnings() {
        CheckResult result = PipelineChecker.check(Configs.read(Configs.everything()));
        assertThat(result.errors()).isEmpty();
        assertThat(result.warnings()).isEmpty();
    }

    /** Each line replaces one piece of the good pipeline and names the fault that this makes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"id\": \"map\"|\"id\": \"src\"|duplicate_id|/mappings/0/id",
                "\"id\": \"map\"|\"id\": \"a.b\"|bad_id|/mappings/0/id",
                "\"id\": \"map\"|\"id\": \"\"|bad_id|/mappings/0/id",
                "\"id\": \"child\"|\"id\": \"chi.ld\"|bad_id|/lookup_mappings/0/children/0/id",
                "\"source_container_id\": \"src\"|\"source_container_id\": \"scr\"|unknown_source_container|/mappings/0/source_container_id",
                "\"analytic_table_id\": \"tab\"|\"analytic_table_id\": \"tba\"|unknown_analytic_table|/mappings/0/analytic_table_id",
                "\"cat.child\"|\"cat.chidl\"|unknown_lookup|/mappings/0/columns/2/expr/lookup_id",
                "\"cat.child\"|\"cta\"|unknown_lookup|/mappings/0/columns/2/expr/lookup_id",
                "{\"kind\": \"col\", \"name\": \"text\"}|{\"kind\": \"col\", \"name\": \"txet\"}|unknown_column|/mappings/0/columns/2/expr/input",
                "{\"name\": \"quantity\", \"type\"|{\"name\": \"text\", \"type\"|duplicate_column|/source_containers/0/schema/3/name",
                "{\"name\": \"quantity\", \"type\"|{\"name\": \"\", \"type\"|bad_column_name|/source_containers/0/schema/2/name",
                "{\"name\": \"amount\", \"expr\"|{\"name\": \"ammount\", \"expr\"|unknown_output|/mappings/0/columns/1/name",
                "{\"name\": \"amount\", \"expr\"|{\"name\": \"category\", \"expr\"|duplicate_column|/mappings/0/columns/2/name",
                "{\"name\": \"amount\", \"type\": \"decimal(12,2)\"|{\"name\": \"Category\", \"type\": \"decimal(12,2)\"|duplicate_column|/analytic_tables/0/schema/2/name",
                "{\"name\": \"amount\", \"type\": \"decimal(12,2)\"|{\"name\": \"amount\", \"type\": \"decimal(12,1)\"|wrong_output_type|/mappings/0/columns/1/expr",
                "{\"name\": \"amount\", \"type\": \"decimal(12,2)\"|{\"name\": \"amount\", \"type\": \"string\"|bad_assertion|/analytic_tables/0/schema/1/assertions",
                "\"min\": -10|\"min\": 1e7|bad_assertion|/analytic_tables/0/schema/1/assertions",
                "\"accepted_values\": [\"C\"]|\"accepted_values\": []|bad_assertion|/analytic_tables/0/schema/2/assertions/accepted_values",
                "\"min\": -10|\"accepted_values\": [\"-7.1\", \"abc\"]|bad_assertion|/analytic_tables/0/schema/1/assertions/accepted_values/1",
                "{\"name\": \"category\", \"expr\"|{\"name\": \"kind\", \"expr\"|missing_output|/mappings/0/columns",
                "\"partition_by\": {\"column\": \"day_of\"|\"partition_by\": {\"column\": \"dayof\"|unknown_partition_column|/mappings/0/partition_by/column",
                "\"partition_by\": {\"column\": \"day_of\"|\"partition_by\": {\"column\": \"amount\"|partition_column_type|/mappings/0/partition_by/column",
                "\"dedup_keys\": [\"day_of\", \"amount\"]|\"partition_keys\": [\"category\"]|two_partitionings|/mappings/0/partition_by",
                "\"dedup_keys\": [\"day_of\", \"amount\"]|\"partition_keys\": [\"a\", \"b\", \"c\"]|too_many_partition_keys|/analytic_tables/0/partition_keys",
                "\"dedup_keys\": [\"day_of\", \"amount\"]|\"dedup_keys\": [\"amuont\"]|unknown_key|/analytic_tables/0/dedup_keys/0",
                "\"dedup_keys\": [\"day_of\", \"amount\"]|\"dedup_keys\": [\"day_of\", \"day_of\"]|duplicate_key_column|/analytic_tables/0/dedup_keys/1",
                "clean/tab/|clean/other/|bad_output_prefix|/analytic_tables/0/output_prefix",
                "raw/src/|data/src/|bad_prefix|/source_containers/0/path_prefix",
                "raw/src/|raw/src|bad_prefix|/source_containers/0/path_prefix",
                "raw/src/|raw/../src/|bad_prefix|/source_containers/0/path_prefix",
                "raw/src/|raw//src/|bad_prefix|/source_containers/0/path_prefix",
                "raw/src/|/raw/src/|bad_prefix|/source_containers/0/path_prefix",
                "raw/src/|raw/s\\\\rc/|bad_prefix|/source_containers/0/path_prefix",
                "raw/src/|raw/s\\nrc/|bad_prefix|/source_containers/0/path_prefix",
                "\"delimiter\": \";\"|\"delimiter\": \";;\"|bad_csv_format|/source_containers/0/format/delimiter",
                "\"delimiter\": \";\"|\"delimiter\": \"'\"|bad_csv_format|/source_containers/0/format/quote",
                "\"delimiter\": \";\"|\"delimiter\": \"\\n\"|bad_csv_format|/source_containers/0/format/delimiter",
                "windows-1252|no such|bad_csv_format|/source_containers/0/format/encoding",
                "\"thousands\": \".\"|\"thousands\": \",\"|bad_csv_format|/source_containers/0/format/thousands",
                "\"thousands\": \".\"|\"thousands\": \"_\"|bad_csv_format|/source_containers/0/format/thousands",
                "\"skip_rows\": 2|\"skip_rows\": -1|bad_csv_format|/source_containers/0/format/skip_rows",
                "[\"a\", \"b\"]|[\"a\", \"\"]|empty_pattern|/lookup_mappings/0/rows/0/input_patterns/1",
                "%d.%m.%Y|%d.%m.%E|bad_date_format|/mappings/0/columns/0/expr/format"
            })
    void findsTheFault(String good, String bad, String kind, String pointer) {
        assertThat(Configs.everything()).contains(good);
        CheckResult result =
                PipelineChecker.check(Configs.read(Configs.everything().replace(good, bad)));
        assertThat(result.errors()).extracting(Problem::kind, Problem::path).contains(tuple(kind, pointer));
        assertThat(result.errors())
                .allSatisfy(problem -> assertThat(problem.message()).endsWith("."));
    }

    @Test
    void nearNamesAreSuggested() {
        String json = Configs.everything()
                .replace("\"cat.child\"", "\"cat.chidl\"")
                .replace("\"name\": \"text\"}", "\"name\": \"txet\"}");
        assertThat(PipelineChecker.check(Configs.read(json)).errors())
                .extracting(problem -> problem.hint().orElse(""))
                .containsExactlyInAnyOrder("Did you mean \"cat.child\"?", "Did you mean \"text\"?");
    }

    @Test
    void foldersThatContainOneAnotherAreRefused() {
        String json = document(
                source("a", "raw/x/") + "," + source("b", "raw/x/y/") + "," + source("c", "raw/x/") + ","
                        + source("d", "raw/xy/"),
                "",
                "",
                "");
        assertThat(PipelineChecker.check(Configs.read(json)).errors())
                .extracting(problem -> problem.kind() + problem.path())
                .containsExactlyInAnyOrder(
                        "nested_prefix/source_containers/1/path_prefix",
                        "nested_prefix/source_containers/2/path_prefix");
    }

    @Test
    void mappingsOfOneTableMustPartitionItAlike() {
        String mapping = """
            {"id": "%s", "source_container_id": "s", "analytic_table_id": "t", %s
             "columns": [{"name": "d", "expr": {"kind": "null"}}]}""";
        String byMonth = "\"partition_by\": {\"column\": \"d\", \"granularity\": \"month\"},";
        String byYear = "\"partition_by\": {\"column\": \"d\", \"granularity\": \"year\"},";
        String json = document(
                source("s", "raw/s/"),
                mapping.formatted("m1", byMonth) + "," + mapping.formatted("m2", byYear) + ","
                        + mapping.formatted("m3", "") + "," + mapping.formatted("m4", byMonth),
                "{\"id\": \"t\", \"name\": \"T\", \"schema\": [{\"name\": \"d\", \"type\": \"date\"}]}",
                "");
        assertThat(PipelineChecker.check(Configs.read(json)).errors())
                .extracting(problem -> problem.kind() + problem.path())
                .containsExactly(
                        "partitioning_disagrees/mappings/1/partition_by",
                        "partitioning_disagrees/mappings/2/partition_by");
    }

    @Test
    void anOutputNamedLikeAFolderOfItsPartitionsIsRefusedButNotOneOfAFinerGranularity() {
        String json = document(source("s", "raw/s/"), """
                {"id": "m", "source_container_id": "s", "analytic_table_id": "t",
                 "partition_by": {"column": "d", "granularity": "month"},
                 "columns": [{"name": "d", "expr": {"kind": "null"}}, {"name": "year", "expr": {"kind": "null"}},
                             {"name": "day", "expr": {"kind": "null"}}]}""", """
                {"id": "t", "name": "T", "schema": [{"name": "d", "type": "date"}, {"name": "year", "type": "int64"},
                 {"name": "day", "type": "int64"}]}""", "");
        assertThat(PipelineChecker.check(Configs.read(json)).errors())
                .extracting(problem -> problem.kind() + problem.path())
                .containsExactly("partition_name_clash/mappings/0/columns/1/name");
    }

    @Test
    void partitionKeysAreNoFloatsAndLeaveAColumnInTheFile() {
        String json = document(source("s", "raw/s/"), """
                {"id": "m", "source_container_id": "s", "analytic_table_id": "t", "columns": []}""", """
                {"id": "t", "name": "T", "partition_keys": ["f"], "schema": [{"name": "f", "type": "number"}]}""", "");
        assertThat(PipelineChecker.check(Configs.read(json)).errors())
                .extracting(problem -> problem.kind() + problem.path())
                .containsExactlyInAnyOrder(
                        "partition_key_type/analytic_tables/0/partition_keys/0",
                        "no_columns_left/analytic_tables/0/partition_keys",
                        "missing_output/mappings/0/columns");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // A contained pattern before a longer one; a priority that mends it; equal answers; exact lookups;
                // letter case.
                "false|keyword_substring|UBER:A:0,UBER EATS:B:0|1",
                "false|keyword_substring|UBER:A:0,UBER EATS:B:1|none",
                "false|keyword_substring|UBER EATS:B:0,UBER:A:0|none",
                "false|keyword_substring|UBER:A:0,UBER EATS:A:0|none",
                "false|keyword_substring|uber:A:0,UBER EATS:B:0|none",
                "true|keyword_substring|uber:A:0,UBER EATS:B:0|1",
                "true|keyword_substring|straße:A:0,STRASSE 1:B:0|1",
                "false|exact|UBER:A:0,UBER EATS:B:0|none",
                "false|exact|UBER:A:0,UBER:B:0|1",
                "false|exact|UBER:A:0,UBER:B:2|0",
                "false|keyword_substring|EAT:A:0,AT:B:0,HEATER:C:0|2"
            })
    void aPatternThatCanNeverDecideIsAWarning(boolean caseless, String match, String rows, String shadowed) {
        String json = document("", "", "", """
            {"id": "l", "case_insensitive": %s, "match": "%s", "rows": [%s]}""".formatted(
                        caseless,
                        match,
                        List.of(rows.split(",")).stream()
                                .map(row -> row.split(":"))
                                .map(row -> "{\"input_patterns\": [\"%s\"], \"output\": \"%s\", \"priority\": %s}"
                                        .formatted(row[0], row[1], row[2]))
                                .collect(Collectors.joining(","))));
        CheckResult result = PipelineChecker.check(Configs.read(json));
        assertThat(result.ok()).isTrue();
        List<String> expected = shadowed.equals("none")
                ? List.of()
                : List.of("lookup_shadowed/lookup_mappings/0/rows/" + shadowed + "/input_patterns/0");
        assertThat(result.warnings())
                .extracting(problem -> problem.kind() + problem.path())
                .isEqualTo(expected);
    }

    @Test
    void whatIsAllowedAndProbablyNotMeantIsAWarning() {
        String json = document("""
                {"id": "s", "name": "S", "path_prefix": "raw/s/",
                 "schema": [{"name": "a", "type": "string", "assertions": {"not_null": true}}]}""", """
                {"id": "m", "source_container_id": "s", "analytic_table_id": "t", "columns": []}""", """
                {"id": "t", "name": "T", "schema": [{"name": "a", "type": "string"}]},
                {"id": "u", "name": "U", "schema": [{"name": "a", "type": "string"}]}""", """
                {"id": "l", "rows": [{"input_patterns": [], "output": "x"}]}""");
        CheckResult result = PipelineChecker.check(Configs.read(json));
        assertThat(result.errors()).isEmpty();
        assertThat(result.warnings())
                .extracting(Problem::kind)
                .containsExactlyInAnyOrder(
                        "ignored_assertions", "row_without_patterns", "unfilled_column", "unused_table");
    }

    @Test
    void aMisspeltOptionalFieldIsAWarningAndAnUnknownOneIsNot() {
        String json = Configs.everything()
                .replace("\"dedup_keys\"", "\"dedup_key\"")
                .replace("\"priority\"", "\"prioritiy\"");
        CheckResult result = PipelineChecker.check(Configs.read(json));
        assertThat(result.errors()).isEmpty();
        assertThat(result.warnings())
                .extracting(problem ->
                        problem.kind() + problem.path() + problem.hint().orElse(""))
                .containsExactlyInAnyOrder(
                        "misspelt_field/analytic_tables/0/dedup_keyDid you mean \"dedup_keys\"?",
                        "misspelt_field/lookup_mappings/0/rows/0/prioritiyDid you mean \"priority\"?");
    }

    @Test
    @Timeout(20)
    void hostileSizesAreCheckedQuickly() {
        String columns = IntStream.range(0, 20_000)
                .mapToObj(
                        i -> "{\"name\": \"column_number_%d\", \"type\": \"string\", \"nullable\": false}".formatted(i))
                .collect(Collectors.joining(","));
        String outputs = IntStream.range(0, 20_000)
                .mapToObj(i ->
                        "{\"name\": \"colunm_number_%d\", \"expr\": {\"kind\": \"col\", \"name\": \"column_nunber_%d\"}}"
                                .formatted(i, i))
                .collect(Collectors.joining(","));
        String patterns = IntStream.range(0, 100_000)
                .mapToObj(i -> "{\"input_patterns\": [\"MERCHANT %d\"], \"output\": \"%d\"}".formatted(i, i))
                .collect(Collectors.joining(","));
        long start = System.nanoTime();
        CheckResult wide = PipelineChecker.check(Configs.read(document(
                "{\"id\": \"s\", \"name\": \"S\", \"path_prefix\": \"raw/s/\", \"schema\": [" + columns + "]}",
                "{\"id\": \"m\", \"source_container_id\": \"s\", \"analytic_table_id\": \"t\", \"columns\": [" + outputs
                        + "]}",
                "{\"id\": \"t\", \"name\": \"T\", \"schema\": [" + columns + "]}",
                "")));
        CheckResult many = PipelineChecker.check(
                Configs.read(document("", "", "", "{\"id\": \"l\", \"rows\": [" + patterns + "]}")));
        CheckResult repeated = PipelineChecker.check(Configs.read(document(
                "",
                "",
                "",
                "{\"id\": \"l\", \"rows\": ["
                        + IntStream.range(1, 3_000)
                                .mapToObj(i -> "{\"input_patterns\": [\"%sb\"], \"output\": \"%d\"}"
                                        .formatted("a".repeat(i), i))
                                .collect(Collectors.joining(","))
                        + "]}")));
        assertThat(wide.errors()).hasSize(1_000);
        assertThat(many.warnings()).isNotEmpty();
        assertThat(repeated.warnings()).isNotEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }

    private static String source(String id, String prefix) {
        return "{\"id\": \"%s\", \"name\": \"S\", \"path_prefix\": \"%s\", \"schema\": []}".formatted(id, prefix);
    }

    private static String document(String sources, String mappings, String tables, String lookups) {
        return "{\"version\": 1, \"source_containers\": [%s], \"mappings\": [%s], \"analytic_tables\": [%s], \"lookup_mappings\": [%s]}"
                .formatted(sources, mappings, tables, lookups);
    }

    @Test
    void aPartitionKeyWhoseNameCouldNotBeAFolderIsAnError() {
        for (String name : List.of("k".repeat(51), "=".repeat(17))) {
            String json = """
                    {"version": 1, "source_containers": [], "lookup_mappings": [], "mappings": [],
                     "analytic_tables": [{"id": "t", "name": "T", "partition_keys": ["NAME", "k"],
                       "schema": [{"name": "NAME", "type": "string"}, {"name": "k", "type": "string"}, {"name": "a", "type": "string"}]}]}
                    """.replace("NAME", name);
            assertThat(PipelineChecker.check(Configs.read(json)).errors())
                    .extracting(Problem::kind, Problem::path)
                    .containsExactly(tuple("partition_key_name", "/analytic_tables/0/partition_keys/0"));
        }
    }
}
