package dev.karet.model.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.karet.model.Problem;
import dev.karet.model.expr.ArbitraryExprs;
import dev.karet.model.expr.Expr;
import dev.karet.model.pipeline.Configs;
import dev.karet.model.pipeline.PipelineConfig;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineJsonTest {

    @Provide
    Arbitrary<Expr> trees() {
        return ArbitraryExprs.trees();
    }

    @Property(tries = 1000, seed = "7101")
    void everyExpressionReadsBackFromItsJson(@ForAll("trees") Expr tree) {
        assertThat(PipelineJson.readExpr(PipelineJson.writeExpr(tree))).isEqualTo(new ReadResult.Read<>(tree));
    }

    @Test
    void aDocumentWithEveryFieldIsWrittenAsItWasReadButForSpellings() {
        PipelineConfig config = Configs.read(Configs.everything());
        String written = PipelineJson.write(config);
        assertThat(Configs.read(written)).isEqualTo(config);
        String original = Configs.everything().replace("\"number\"", "\"float64\"");
        assertThat(plain(tree(written))).isEqualTo(plain(tree(original)));
    }

    @Test
    void defaultsAreLeftOutAndNullMeansAbsent() {
        String explicit = """
            {"version": 1, "layout": null, "mappings": [], "analytic_tables": [],
             "source_containers": [{"id": "s", "name": "S", "path_prefix": "raw/s/", "format": {"delimiter": ","},
               "schema": [{"name": "a", "type": "string", "nullable": true, "assertions": {}}]}],
             "lookup_mappings": [{"id": "l", "name": null, "match": "keyword_substring", "case_insensitive": false,
               "rows": [{"input_patterns": ["a"], "output": "b", "priority": 0}], "children": [], "catch_all": null}]}
            """;
        String brief = """
            {"version": 1, "mappings": [], "analytic_tables": [],
             "source_containers": [{"id": "s", "name": "S", "path_prefix": "raw/s/",
               "schema": [{"name": "a", "type": "string"}]}],
             "lookup_mappings": [{"id": "l", "rows": [{"input_patterns": ["a"], "output": "b"}]}]}
            """;
        assertThat(Configs.read(explicit)).isEqualTo(Configs.read(brief));
        assertThat(plain(tree(PipelineJson.write(Configs.read(explicit))))).isEqualTo(plain(tree(brief)));
    }

    @Test
    void everyStructuralFaultIsToldAtOnceWithItsPlace() {
        var problems = faults(PipelineJson.read("""
            {"version": 2, "source_containers": [{"id": 7, "path_prefix": "raw/s/",
                "schema": [{"name": "a", "type": "strnig"}, "b"]}],
             "lookup_mapping": [],
             "mappings": [{"id": "m", "source_container_id": "s", "analytic_table_id": "t",
                "partition_by": {"column": "d", "granularity": "week"},
                "columns": [
                  {"name": "x", "expr": {"kind": "uper", "input": {}}},
                  {"name": "y", "expr": {"kind": "substring", "input": {"kind": "col", "nam": "a"}, "start": 1.5}},
                  {"name": "z", "expr": {"kind": "add", "left": {"kind": "num", "value": 1e999},
                                         "right": {"kind": "str", "value": "a", "colour": 1}}},
                  {"name": "w"}]}],
             "analytic_tables": [{"id": "t", "name": "T", "dedup_keys": "id",
                "schema": [{"name": "a", "type": "decimal(40,2)", "nullable": "no"}]}]}
            """));
        assertThat(problems)
                .extracting(problem -> problem.kind() + " " + problem.path())
                .containsExactlyInAnyOrder(
                        "unsupported_version /version",
                        "wrong_type /source_containers/0/id",
                        "missing_field /source_containers/0",
                        "unknown_type /source_containers/0/schema/0/type",
                        "wrong_type /source_containers/0/schema/1",
                        "missing_field ",
                        "bad_value /mappings/0/partition_by/granularity",
                        "unknown_kind /mappings/0/columns/0/expr/kind",
                        "missing_field /mappings/0/columns/1/expr/input",
                        "unknown_field /mappings/0/columns/1/expr/input/nam",
                        "bad_value /mappings/0/columns/1/expr/start",
                        "bad_value /mappings/0/columns/2/expr/left/value",
                        "unknown_field /mappings/0/columns/2/expr/right/colour",
                        "missing_field /mappings/0/columns/3",
                        "wrong_type /analytic_tables/0/dedup_keys",
                        "unknown_type /analytic_tables/0/schema/0/type",
                        "wrong_type /analytic_tables/0/schema/0/nullable");
        assertThat(problems)
                .filteredOn(problem -> problem.path().equals("/mappings/0/columns/1/expr/input"))
                .singleElement()
                .extracting(problem -> problem.hint().orElse(""))
                .isEqualTo("Rename the field \"nam\" to \"name\".");
        assertThat(problems)
                .filteredOn(problem -> problem.kind().equals("unknown_kind"))
                .singleElement()
                .extracting(problem -> problem.hint().orElse(""))
                .isEqualTo("Did you mean \"upper\"?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|bad_json",
                "{|bad_json",
                "{\"version\": NaN}|bad_json",
                "{\"version\": 1} x|bad_json",
                "{\"version\": 01}|bad_json",
                "{\"a\": \"\\ud800\"}|bad_text",
                "{\"a\": \"\\u0000\"}|bad_text",
                "{\"a\": {\"b\": 1, \"b\": 2}}|duplicate_key",
                "[]|wrong_type",
                "null|wrong_type"
            })
    void isRefused(String json, String kind) {
        assertThat(faults(PipelineJson.read(json))).extracting(Problem::kind).contains(kind);
    }

    @Test
    void bytesThatAreNoUtf8AndDocumentsBeyondTheLimitsAreRefused() {
        assertThat(faults(PipelineJson.read(new byte[] {'{', (byte) 0xff, '}'})))
                .extracting(Problem::kind)
                .containsExactly("bad_json");
        assertThat(faults(PipelineJson.read(new byte[JsonText.MAX_BYTES + 1])))
                .extracting(Problem::kind)
                .containsExactly("document_too_large");
        assertThat(faults(PipelineJson.read("[".repeat(4_000_000)))).hasSize(1);
        assertThat(faults(PipelineJson.read("{\"a\":".repeat(1_000_000)))).hasSize(1);
        assertThat(faults(PipelineJson.read("[" + "[],".repeat(2_700_000) + "[]]")))
                .hasSize(1);
    }

    @Test
    void aByteOrderMarkIsSkipped() {
        String json = "\uFEFF" + PipelineJson.write(Configs.read(Configs.everything()));
        assertThat(PipelineJson.read(json.getBytes(StandardCharsets.UTF_8))).isInstanceOf(ReadResult.Read.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {65, 300})
    void expressionsAndLookupsThatAreTooDeepAreRefusedWithOneProblemEach(int depth) {
        String expr = "{\"kind\":\"not\",\"input\":".repeat(depth - 1) + "{\"kind\":\"null\"}" + "}".repeat(depth - 1);
        assertThat(faults(PipelineJson.readExpr(expr)))
                .extracting(Problem::kind)
                .containsExactly("expression_too_deep");

        String lookup = "{\"id\":\"l\",\"rows\":[],\"children\":[".repeat(depth) + "]}".repeat(depth);
        String config =
                "{\"version\":1,\"source_containers\":[],\"mappings\":[],\"analytic_tables\":[],\"lookup_mappings\":["
                        + lookup + "]}";
        assertThat(faults(PipelineJson.read(config))).extracting(Problem::kind).containsExactly("lookup_too_deep");
    }

    @Test
    void anExpressionThatIsTooLargeIsRefused() {
        String expr = "{\"kind\":\"coalesce\",\"args\":[" + "{\"kind\":\"null\"},".repeat(20_000) + "{}]}";
        assertThat(faults(PipelineJson.readExpr(expr)))
                .extracting(Problem::kind)
                .containsExactly("expression_too_large");
    }

    @Test
    void anEscapeThatIsAbsentIsTheQuoteAndStaysAbsent() {
        String json = Configs.everything().replaceFirst("\"escape\": \"[^\"]*\",", "");
        var config = ((ReadResult.Read<PipelineConfig>) PipelineJson.read(json)).value();
        assertThat(config.sourceContainers().getFirst().format().escape()).isEqualTo("'");
        assertThat(PipelineJson.write(config)).contains("\"quote\"").doesNotContain("\"escape\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"version\": NaN}",
                "{\"version\": [1",
                "{\"a",
                "{\"a\": tru}",
                "{a: 1}",
                "{\"a\": 01}",
                "[1,]",
                "{\"a\": \"\\q\"}"
            })
    void aSyntaxFaultIsToldInPlainWordsWithItsPlace(String json) {
        Problem fault = faults(PipelineJson.read(json)).getFirst();
        assertThat(fault.message())
                .doesNotContain("Source", "REDACTED", "Feature", "UNKNOWN", "enable")
                .matches("The document is not valid JSON: .+ at line 1, column [0-9]+\\.");
    }

    @Test
    void whatIsMissingOrCannotBeATextHasAHint() {
        assertThat(faults(PipelineJson.read("{\"version\": 1}")))
                .allMatch(fault -> fault.hint().isPresent());
        assertThat(faults(PipelineJson.read("[\"\\u0000\"]")))
                .allMatch(fault -> fault.hint().isPresent());
    }

    @Test
    void aDocumentThatIsTooDeepIsAFaultOfTheWholeDocument() {
        assertThat(faults(PipelineJson.read("{\"a\":".repeat(2000))))
                .extracting(Problem::kind, Problem::path)
                .containsExactly(tuple("document_too_large", ""));
    }

    @Test
    void boundsKeepEveryDigit() {
        String json = Configs.everything().replace("\"min\": -10", "\"min\": -9007199254740993.00000000000000000001");
        var config = ((ReadResult.Read<PipelineConfig>) PipelineJson.read(json)).value();
        assertThat(PipelineJson.write(config)).contains("-9007199254740993.00000000000000000001");
        assertThat(faults(PipelineJson.read(json.replace("1e6", "1e-999999999"))))
                .extracting(Problem::kind)
                .containsExactly("bad_value");
    }

    private static <T> List<Problem> faults(ReadResult<T> result) {
        return ((ReadResult.Faulty<T>) result).problems();
    }

    private static JsonTree tree(String json) {
        return ((ReadResult.Read<JsonTree>) JsonText.read(json)).value();
    }

    /** The tree as plain values, in which numbers are equal when their values are. */
    private static Object plain(JsonTree tree) {
        return switch (tree) {
            case JsonTree.Obj(var fields) -> {
                Map<String, Object> sorted = new TreeMap<>();
                fields.forEach((name, value) -> sorted.put(name, plain(value)));
                yield sorted;
            }
            case JsonTree.Arr(var elements) ->
                elements.stream().map(PipelineJsonTest::plain).toList();
            case JsonTree.Text(var value) -> value;
            case JsonTree.Num(var text) -> new BigDecimal(text).stripTrailingZeros();
            case JsonTree.Bool(var value) -> value;
            case JsonTree.Null _ -> "null";
        };
    }
}
