package dev.karet.model.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.karet.model.Problem;
import dev.karet.model.Problems;
import dev.karet.model.json.DashboardJson;
import dev.karet.model.json.ReadResult;
import dev.karet.model.pipeline.CheckResult;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardCheckerTest {

    private static CheckResult check(String json) {
        return DashboardJson.check(json.getBytes(UTF_8), Dashboards.pipeline());
    }

    /** The good dashboard with one piece replaced, which must be there. */
    private static String with(String piece, String replacement) {
        assertThat(Dashboards.everything()).contains(piece);
        return Dashboards.everything().replace(piece, replacement);
    }

    @Test
    void aGoodDashboardHasNeitherErrorsNorWarnings() {
        assertThat(check(Dashboards.everything())).isEqualTo(new CheckResult(List.of(), List.of()));
    }

    @Test
    void whatIsNotSaidIsAsTheFormatSays() {
        Dashboard dashboard = read("""
            {"id": "a", "name": "A", "analytic_table_id": "tab", "filters": [], "panels": [
              {"kind": "kpi", "title": "K", "column": "amount", "agg": "sum"},
              {"kind": "table", "title": "T", "columns": ["kind"]},
              {"kind": "symbol_map", "title": "M", "lat": "lat", "lon": "lon", "agg": "count"},
              {"kind": "sankey", "title": "S", "flows": [{"from": "kind", "to": "place", "value": "amount"}]}]}
            """);

        assertThat(dashboard.layout()).isEqualTo(Dashboard.Layout.AUTOMATIC);
        assertThat(dashboard.panels())
                .satisfiesExactly(
                        kpi -> assertThat(kpi)
                                .hasFieldOrPropertyWithValue("currency", "USD")
                                .hasFieldOrPropertyWithValue("format", Panel.NumberStyle.NUMBER),
                        table -> assertThat(table).hasFieldOrPropertyWithValue("pageSize", 50),
                        map -> assertThat(map).hasFieldOrPropertyWithValue("maxRadius", 20.0),
                        sankey -> assertThat(((Panel.Sankey) sankey).flows())
                                .extracting(Panel.Flow::aggregate)
                                .containsExactly(Panel.FlowAggregate.SUM));
    }

    private static Dashboard read(String json) {
        return switch (DashboardJson.read(json.getBytes(UTF_8))) {
            case ReadResult.Read<Dashboard>(var dashboard) -> dashboard;
            case ReadResult.Faulty<Dashboard>(var problems) -> throw new AssertionError(problems);
        };
    }

    /** Each line replaces one piece of the good dashboard and names the fault that this makes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"analytic_table_id\": \"tab\"|\"analytic_table_id\": \"tba\"|unknown_analytic_table|/analytic_table_id",
                "\"analytic_table_id\": \"tab\"|\"table\": \"tab\"|missing_field|",
                "\"dropdown\"|\"dropdwon\"|bad_value|/filters/0/kind",
                "\"column\": \"kind\", \"label\"|\"column\": \"kidn\", \"label\"|unknown_column|/filters/0/column",
                "\"column\": \"at\", \"label\"|\"column\": \"kind\", \"label\"|wrong_column_type|/filters/1/column",
                "\"label\": \"When\"|\"lable\": \"When\"|missing_field|/filters/1",
                "\"name\": \"amount\"}|\"name\": \"amuont\"}|unknown_column|/where/0/left",
                "{\"kind\": \"gt\"|{\"kind\": \"gtt\"|unknown_kind|/where/0/kind",
                "{\"kind\": \"gt\"|{\"kind\": \"add\"|where_type|/where/0",
                "\"column\": \"amount\", \"agg\"|\"column\": \"kind\", \"agg\"|wrong_column_type|/panels/0/column",
                "\"column\": \"amount\", \"agg\"|\"colunm\": \"kind\", \"agg\"|missing_field|/panels/0",
                "\"agg\": \"sum\", \"format\"|\"agg\": \"total\", \"format\"|bad_value|/panels/0/agg",
                "\"agg\": \"sum\", \"format\"|\"agg\": 1, \"format\"|wrong_type|/panels/0/agg",
                "\"currency\": \"CAD\"|\"currency\": \"CDA\"|unknown_currency|/panels/0/currency",
                "\"icon\": \"dollar\"|\"icon\": \"euro\"|bad_value|/panels/0/icon",
                "\"1 / span 2\"|\"1; background: url(x)\"|bad_grid|/panels/0/grid/gridColumn",
                "\"square\"|\"round\"|bad_value|/panels/0/grid/aspect",
                "\"320px\"|\"url(x)\"|bad_grid|/panels/0/grid/maxHeight",
                "\"value_column\": \"size\"|\"value_column\": \"place\"|wrong_column_type|/panels/1/value_column",
                "\"doughnut\"|\"donut\"|unknown_kind|/panels/2/kind",
                "\"title\": \"Shares\", ||missing_field|/panels/2",
                "\"value\": \"amount\", \"agg\": \"sum\"},|\"value\": \"amount\", \"agg\": \"mode\"},|bad_value|/panels/2/agg",
                "\"x\": \"day_of\"|\"x\": \"kind\"|wrong_column_type|/panels/3/x",
                "\"x_bin\": \"week\"|\"x_bin\": \"fortnight\"|bad_value|/panels/3/x_bin",
                "\"y\": \"amount\"|\"y\": \"ok\"|wrong_column_type|/panels/3/y",
                "\"value\": \"size\"|\"value\": \"day_of\"|wrong_column_type|/panels/4/value",
                "\"limit\": 10|\"limit\": 0|out_of_range|/panels/4/limit",
                "\"limit\": 10|\"limit\": 1.5|bad_value|/panels/4/limit",
                "[\"day_of\", \"ok\"]|[\"day_of\", \"ko\"]|unknown_column|/panels/5/columns/1",
                "[\"day_of\", \"ok\"]|[]|empty_list|/panels/5/columns",
                "\"page_size\": 20|\"page_size\": 1000000|out_of_range|/panels/5/page_size",
                "\"lat\": \"lat\"|\"lat\": \"place\"|wrong_column_type|/panels/7/lat",
                "12.5|1e9|out_of_range|/panels/7/max_radius",
                "\"country\": \"place\"|\"country\": \"amount\"|wrong_column_type|/panels/8/country",
                "{\"a\": \"A\"}|[\"A\"]|wrong_type|/panels/9/labels",
                "\"to\": \"place\"|\"to\": \"palce\"|unknown_column|/panels/9/flows/0/to",
                "\"abs_sum\"|\"avg\"|bad_value|/panels/9/flows/0/agg",
                "{\"kind\": \"not\", \"input\": {\"kind\": \"col\", \"name\": \"ok\"}}|{\"kind\": \"col\", \"name\": \"kind\"}|where_type|/panels/9/flows/0/where/0",
                "{\"kind\": \"col\", \"name\": \"ok\"}|{\"kind\": \"lookup_ref\", \"lookup_id\": \"dog\", \"input\": {\"kind\": \"null\"}}|unknown_lookup|/panels/9/flows/0/where/0/input/lookup_id",
                "\"columns\": 12|\"columns\": 0|out_of_range|/layout/columns",
                "\"gap\": \"16px\"|\"gap\": \"16px}\"|bad_grid|/layout/gap"
            })
    void everyFaultIsNamedWithItsPlace(String piece, String replacement, String kind, String path) {
        CheckResult result = check(with(piece, replacement == null ? "" : replacement));

        assertThat(result.errors())
                .extracting(Problem::kind, Problem::path)
                .contains(tuple(kind, path == null ? "" : path));
        assertThat(result.errors())
                .allSatisfy(problem -> assertThat(problem.message()).isNotBlank());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"page_size\"|\"pagesize\"|misspelt_field|/panels/5/pagesize",
                "\"where\": [{\"kind\": \"gt\"|\"wehre\": [{\"kind\": \"gt\"|misspelt_field|/wehre",
                "\"agg\": \"mode\"|\"agg\": \"count\"|unused_value_column|/panels/1/value_column",
                "\"country\": \"place\", \"agg\": \"count\"|\"country\": \"place\", \"agg\": \"sum\"|nothing_to_aggregate|/panels/8/agg"
            })
    void whatIsProbablyNotMeantIsAWarning(String piece, String replacement, String kind, String path) {
        CheckResult result = check(with(piece, replacement));

        assertThat(result.errors()).isEmpty();
        assertThat(result.warnings()).extracting(Problem::kind, Problem::path).containsExactly(tuple(kind, path));
    }

    @Test
    void allFaultsAreToldAtOnceAndNoneThatOnlyStandsForAnother() {
        CheckResult result = check(Dashboards.everything()
                .replace("\"column\": \"kind\", \"label\"", "\"column\": \"kidn\", \"label\"")
                .replace("\"agg\": \"sum\", \"format\"", "\"agg\": \"total\", \"format\"")
                .replace("\"column\": \"amount\", \"agg\": \"total\"", "\"column\": \"kind\", \"agg\": \"total\"")
                .replace("\"lat\": \"lat\"", "\"lat\": \"place\""));

        assertThat(result.errors())
                .extracting(Problem::kind, Problem::path)
                .containsExactly(
                        tuple("bad_value", "/panels/0/agg"),
                        tuple("unknown_column", "/filters/0/column"),
                        tuple("wrong_column_type", "/panels/7/lat"));
    }

    @Test
    void ofATableThatIsNotKnownNoColumnIsJudged() {
        assertThat(check(with("\"analytic_table_id\": \"tab\"", "\"analytic_table_id\": \"gone\""))
                        .errors())
                .extracting(Problem::kind)
                .containsExactly("unknown_analytic_table");
    }

    @Test
    void aMisspeltColumnIsAnsweredWithTheNearestOne() {
        assertThat(check(with("\"to\": \"place\"", "\"to\": \"palce\"")).errors())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.message()).isEqualTo("Column \"palce\" is not in table \"tab\".");
                    assertThat(problem.hint()).contains("Did you mean \"place\"?");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"panels\": [null, 1, [], \"kpi\", {}, {\"kind\": 1}, {\"kind\": null}]}",
                "{\"filters\": {}, \"panels\": 1, \"where\": 2, \"layout\": 3}",
                "{\"panels\": [{\"kind\": \"sankey\", \"flows\": [1]}]}"
            })
    void whateverStandsThereIsAFaultAndNoException(String json) {
        assertThat(check(json).errors()).isNotEmpty();
        assertThat(DashboardJson.read(json.getBytes(UTF_8))).isInstanceOf(ReadResult.Faulty.class);
    }

    @Test
    void aHostileDashboardCostsABoundedTime() {
        String panels = IntStream.range(0, 60_000)
                .mapToObj(i -> "{\"kind\":\"line\",\"title\":\"\",\"x\":\"dayof%d\",\"y\":\"amuont\",\"agg\":\"sum\"}"
                        .formatted(i))
                .collect(Collectors.joining(","));
        byte[] json = ("{\"id\":\"a\",\"name\":\"\",\"analytic_table_id\":\"tab\",\"filters\":[],\"panels\":[" + panels
                        + "]}")
                .getBytes(UTF_8);

        var result = org.junit.jupiter.api.Assertions.assertTimeout(
                Duration.ofSeconds(10), () -> DashboardJson.check(json, Dashboards.pipeline()));

        assertThat(result.errors()).hasSize(Problems.MOST);
    }
}
