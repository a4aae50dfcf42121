package dev.karet.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.json.JsonText;
import dev.karet.model.json.JsonTree;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What panels show, against sums worked out here over the same rows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardDataTest {

    private static final String DRAFT = "/api/p/shop/dashboards/data";
    private static final String HOSTILE = "<img src=x onerror=alert(1)>";

    private record Sale(String day, String category, String country, BigDecimal amount, double weight) {}

    private final List<Sale> sales = new ArrayList<>();
    private PublishedPipeline shop;

    @BeforeAll
    void publish(@TempDir Path temp) {
        Random random = new Random(11);
        List<String> days = List.of("2023-12-31", "2024-01-01", "2024-12-29", "2024-12-30", "2025-01-01");
        List<String> categories = List.of("", "food", "rent", HOSTILE, "שלום", "🍕");
        List<String> countries = List.of("DE", "deu", "276", "Germany", "FR", "Atlantis");
        StringBuilder csv = new StringBuilder("day,category,country,amount,weight\n");
        for (int i = 0; i < 3_000; i++) {
            Sale sale = new Sale(
                    days.get(random.nextInt(days.size())),
                    categories.get(random.nextInt(categories.size())),
                    countries.get(random.nextInt(countries.size())),
                    BigDecimal.valueOf(random.nextInt(1_000_000) - 200_000, 2),
                    (random.nextDouble() - 0.5) * 1e6);
            sales.add(sale);
            csv.append("%s,%s,%s,%s,%s\n"
                    .formatted(sale.day(), sale.category(), sale.country(), sale.amount(), sale.weight()));
        }
        shop = new PublishedPipeline(temp)
                .source("day", "category", "country", "amount", "weight")
                .table(
                        "sales",
                        "",
                        "day|date|cast(day, date)",
                        "category|string|category",
                        "country|string|country",
                        "amount|decimal(12,2)|cast(amount, decimal(12,2))",
                        "weight|float64|cast(weight, float64)")
                .configure()
                .file("a.csv", csv.toString())
                .run();
    }

    @AfterAll
    void close() {
        shop.close();
    }

    private ApiClient.Answer ask(String dashboard, String question) {
        ApiClient.Answer answer = shop.client()
                .post(
                        DRAFT,
                        "{\"dashboard\":{\"id\":\"d\",\"name\":\"d\",\"analytic_table_id\":\"sales\",%s}%s}"
                                .formatted(dashboard, question));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    private static String panels(String... panels) {
        return "\"filters\":[{\"kind\":\"dropdown\",\"column\":\"category\",\"label\":\"c\"},{\"kind\":\"date_range\",\"column\":\"day\",\"label\":\"d\"}],\"panels\":["
                + String.join(",", panels) + "]";
    }

    private static Map<String, String> points(ApiClient.Answer answer, int panel) {
        Map<String, String> points = new TreeMap<>();
        if (answer.json() instanceof JsonTree.Obj(var fields)
                && fields.get("panels") instanceof JsonTree.Arr(var all)
                && all.get(panel) instanceof JsonTree.Obj(var shown)
                && shown.get("data") instanceof JsonTree.Obj(var data)
                && data.get("points") instanceof JsonTree.Arr(var list)) {
            for (JsonTree point : list) {
                if (point instanceof JsonTree.Obj(var p)) points.put(text(p.get("key")), text(p.get("value")));
            }
        }
        return points;
    }

    private static String text(JsonTree tree) {
        return tree instanceof JsonTree.Text(var text) ? text : JsonText.compact(tree);
    }

    private Map<String, String> sums(
            java.util.function.Function<Sale, String> key, java.util.function.Predicate<Sale> where) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        sales.stream().filter(where).forEach(sale -> sums.merge(key.apply(sale), sale.amount(), BigDecimal::add));
        Map<String, String> told = new TreeMap<>();
        sums.forEach((k, sum) -> told.put(k, sum.toPlainString()));
        return told;
    }

    private static String category(Sale sale) {
        return sale.category().isEmpty() ? "null" : sale.category();
    }

    private static final String DOUGHNUT =
            "{\"kind\":\"doughnut\",\"title\":\"t\",\"group_by\":\"category\",\"value\":\"amount\",\"agg\":\"sum\"}";

    private static String binned(String bin) {
        return "{\"kind\":\"line\",\"title\":\"t\",\"x\":\"day\",\"x_bin\":\"%s\",\"y\":\"amount\",\"agg\":\"sum\"}"
                .formatted(bin);
    }

    @Test
    void slicesAreExactSumsWithHostileLabelsAsTheyAreAndNullASliceOfItsOwn() {
        assertThat(points(ask(panels(DOUGHNUT), ""), 0)).isEqualTo(sums(DashboardDataTest::category, sale -> true));
    }

    @Test
    void weeksAreIsoWeeksAcrossTheEndsOfYears() {
        Map<String, String> mondays = Map.of(
                "2023-12-31", "2023-12-25",
                "2024-01-01", "2024-01-01",
                "2024-12-29", "2024-12-23",
                "2024-12-30", "2024-12-30",
                "2025-01-01", "2024-12-30");
        ApiClient.Answer answer = ask(panels(binned("week"), binned("month"), binned("year")), "");
        assertThat(points(answer, 0)).isEqualTo(sums(sale -> mondays.getOrDefault(sale.day(), "?"), sale -> true));
        assertThat(points(answer, 1)).isEqualTo(sums(sale -> sale.day().substring(0, 7) + "-01", sale -> true));
        assertThat(points(answer, 2)).isEqualTo(sums(sale -> sale.day().substring(0, 4) + "-01-01", sale -> true));
    }

    @Test
    void aSelectionFiltersEveryOtherPanelAndABinByAllOfItsDays() {
        String clicks = ",\"selections\":[{\"panel\":0,\"value\":\"food\"},{\"panel\":1,\"value\":\"2024-12-30\"}]";
        ApiClient.Answer answer = ask(panels(DOUGHNUT, binned("week")), clicks);
        assertThat(points(answer, 0))
                .isEqualTo(sums(DashboardDataTest::category, sale -> sale.day().compareTo("2024-12-30") >= 0));
        assertThat(points(answer, 1).keySet()).contains("2023-12-25", "2024-01-01");
    }

    @Test
    void filtersTakeNullForAValueAndBothEndsOfARange() {
        String chosen =
                ",\"filters\":[{\"column\":\"category\",\"values\":[null,\"rent\"]},{\"column\":\"day\",\"from\":\"2024-01-01\",\"to\":\"2024-12-29\"}]";
        assertThat(points(ask(panels(DOUGHNUT), chosen), 0))
                .isEqualTo(sums(
                        DashboardDataTest::category,
                        sale -> (sale.category().isEmpty() || sale.category().equals("rent"))
                                && (sale.day().equals("2024-01-01")
                                        || sale.day().equals("2024-12-29"))));
    }

    @Test
    void withNullOnEitherSideNotEqualHoldsAndEqualDoesNotAlsoWhenNegated() {
        String food =
                "{\"kind\":\"%s\",\"left\":{\"kind\":\"col\",\"name\":\"category\"},\"right\":{\"kind\":\"str\",\"value\":\"food\"}}";
        String ne = food.formatted("ne");
        String notEq = "{\"kind\":\"not\",\"input\":%s}".formatted(food.formatted("eq"));
        String notLess = "{\"kind\":\"not\",\"input\":%s}".formatted(food.formatted("lt"));
        Map<String, String> others =
                sums(DashboardDataTest::category, sale -> !sale.category().equals("food"));
        assertThat(points(ask("\"where\":[" + ne + "]," + panels(DOUGHNUT), ""), 0))
                .isEqualTo(others);
        assertThat(points(ask("\"where\":[" + notEq + "]," + panels(DOUGHNUT), ""), 0))
                .isEqualTo(others);
        assertThat(points(ask("\"where\":[" + notLess + "]," + panels(DOUGHNUT), ""), 0))
                .containsKey("null");
    }

    @Test
    void aPanelWithAMissingColumnFailsAloneAndNamesIt() {
        ApiClient.Answer answer = ask(panels(DOUGHNUT.replace("category", "kind"), DOUGHNUT), "");
        assertThat(answer.at("panels/0/error/code")).isEqualTo("unknown_column");
        assertThat(answer.at("panels/0/error/message")).contains("kind");
        assertThat(points(answer, 1)).hasSize(6);
        assertThat(answer.header("ETag")).isEmpty();
    }

    @Test
    void countriesAreFoundByEveryCodeAndNameAndWhatIsNoneIsTold() {
        String map =
                "{\"kind\":\"choropleth_map\",\"title\":\"t\",\"country\":\"country\",\"value\":\"amount\",\"agg\":\"sum\"}";
        ApiClient.Answer answer = ask(panels(map, DOUGHNUT), ",\"selections\":[{\"panel\":0,\"value\":\"DE\"}]");
        assertThat(points(answer, 0))
                .isEqualTo(sums(
                        sale -> sale.country().equals("FR") ? "FR" : "DE",
                        sale -> !sale.country().equals("Atlantis")));
        assertThat(answer.at("panels/0/data/unmatched/0")).isEqualTo("Atlantis");
        assertThat(points(answer, 1))
                .isEqualTo(sums(
                        DashboardDataTest::category,
                        sale -> !sale.country().equals("FR") && !sale.country().equals("Atlantis")));
    }

    @Test
    void sumsOfDoublesAreTheNearestDoublesOfTheExactSums() {
        BigDecimal exact =
                sales.stream().map(sale -> new BigDecimal(sale.weight())).reduce(BigDecimal.ZERO, BigDecimal::add);
        String kpi = "{\"kind\":\"kpi\",\"title\":\"t\",\"column\":\"weight\",\"agg\":\"sum\"}";
        assertThat(Double.parseDouble(ask(panels(kpi), "").at("panels/0/data/value")))
                .isEqualTo(exact.doubleValue());
    }

    @Test
    void aBarShowsItsLargestAndTheOthersAsOne() {
        String bar =
                "{\"kind\":\"bar\",\"title\":\"t\",\"group_by\":\"category\",\"value\":\"amount\",\"agg\":\"sum\",\"limit\":2}";
        List<BigDecimal> largest = sums(DashboardDataTest::category, sale -> true).values().stream()
                .map(BigDecimal::new)
                .sorted(Comparator.reverseOrder())
                .toList();
        ApiClient.Answer answer = ask(panels(bar), "");
        assertThat(answer.at("panels/0/data/points/0/value"))
                .isEqualTo(largest.get(0).toPlainString());
        assertThat(answer.at("panels/0/data/points/1/value"))
                .isEqualTo(largest.get(1).toPlainString());
        BigDecimal rest = largest.stream().skip(2).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(answer.at("panels/0/data/other/value")).isEqualTo(rest.toPlainString());
        assertThat(answer.at("panels/0/data/other/groups")).isEqualTo("4");
    }

    @Test
    void everyOtherKindAnswersAsTheContractSays() {
        ApiClient.Answer answer = ask(
                panels(
                        "{\"kind\":\"kpi\",\"title\":\"t\",\"column\":\"category\",\"agg\":\"mode\",\"value_column\":\"amount\"}",
                        "{\"kind\":\"table\",\"title\":\"t\",\"columns\":[\"day\",\"amount\"],\"page_size\":5}",
                        "{\"kind\":\"summary\",\"title\":\"t\",\"columns\":[\"amount\",\"country\"]}",
                        "{\"kind\":\"symbol_map\",\"title\":\"t\",\"lat\":\"weight\",\"lon\":\"weight\",\"agg\":\"count\"}",
                        "{\"kind\":\"sankey\",\"title\":\"t\",\"flows\":[{\"from\":\"country\",\"to\":\"category\",\"value\":\"amount\"}]}"),
                ",\"options\":true");
        assertThat(answer.at("panels/1/data/total")).isEqualTo("3000");
        BigDecimal sum = sales.stream().map(Sale::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(answer.at("panels/2/data/columns/0/sum")).isEqualTo(sum.toPlainString());
        assertThat(answer.at("panels/2/data/columns/1/distinct")).isEqualTo("6");
        assertThat(answer.at("panels/3/data/groups")).isEqualTo("3000");
        assertThat(answer.at("panels/4/data/groups")).isEqualTo("30");
        assertThat(answer.at("options/0/total")).isEqualTo("6");
    }

    @Test
    void theSameQuestionOverTheSameCommitIsAnswered304() {
        String body = "{\"dashboard\":{\"id\":\"d\",\"name\":\"d\",\"analytic_table_id\":\"sales\",%s}}"
                .formatted(panels(DOUGHNUT));
        String mark = shop.client().post(DRAFT, body).header("ETag").orElseThrow();
        assertThat(shop.client().with("If-None-Match", mark).post(DRAFT, body).status())
                .isEqualTo(304);
        assertThat(shop.client()
                        .with("If-None-Match", mark)
                        .post(DRAFT, body.replace("sum", "avg"))
                        .status())
                .isEqualTo(200);
    }
}
