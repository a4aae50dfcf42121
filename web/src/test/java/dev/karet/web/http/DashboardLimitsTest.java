package dev.karet.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.web.tables.TableLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A table of 100,000 categories and long labels; what is asked twice; dashboards that are saved. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardLimitsTest {

    private static final String DRAFT = "/api/p/shop/dashboards/data";
    private static final int CATEGORIES = 100_000;
    private static final String LONG = "ß🍕".repeat(1_700);

    private static final String DOCUMENT = """
            {"id":"d","name":"Sales","analytic_table_id":"sales",
             "filters":[{"kind":"dropdown","column":"name","label":"n"},{"kind":"date_range","column":"day","label":"d"}],
             "panels":[%s]}""";
    private static final String KPI = "{\"kind\":\"kpi\",\"title\":\"t\",\"column\":\"amount\",\"agg\":\"sum\"}";
    private static final String BARS =
            "{\"kind\":\"bar\",\"title\":\"t\",\"group_by\":\"name\",\"value\":\"amount\",\"agg\":\"sum\"}";
    private static final String DOUGHNUT = BARS.replace("\"bar\"", "\"doughnut\"");

    private final AtomicInteger asked = new AtomicInteger();
    private PublishedPipeline shop;

    /** Category i has one row of i, in 2024 when i is even and else in 2023. */
    @BeforeAll
    void publish(@TempDir Path temp) {
        StringBuilder csv = new StringBuilder("day,name,amount\n");
        for (int i = 1; i < CATEGORIES; i++) {
            csv.append(i % 2 == 0 ? "2024-06-01," : "2023-06-01,")
                    .append("c")
                    .append(i)
                    .append(',')
                    .append(i)
                    .append('\n');
        }
        csv.append("2024-06-01,").append(LONG).append(",1000000\n");
        shop = new PublishedPipeline(
                        temp,
                        64 << 20,
                        TableLimits.within(Duration.ofSeconds(30)),
                        real -> new CountedQueries(real, asked))
                .source("day", "name", "amount")
                .table("sales", "", "day|date|cast(day, date)", "name|string|name", "amount|int64|cast(amount, int64)")
                .configure()
                .file("a.csv", csv.toString())
                .run();
        shop.table("later", "", "name|string|name").configure();
    }

    @AfterAll
    void close() {
        shop.close();
    }

    private ApiClient.Answer ask(String panels, String question) {
        ApiClient.Answer answer =
                shop.client().post(DRAFT, "{\"dashboard\":" + DOCUMENT.formatted(panels) + question + "}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    @Test
    void ofAHundredThousandCategoriesTheLargestAreShownAndTheOthersSummed() {
        ApiClient.Answer answer = ask(DOUGHNUT + "," + BARS, ",\"options\":true");
        assertThat(answer.at("panels/0/data/groups")).isEqualTo("100000");
        assertThat(answer.at("panels/0/data/points/0/key")).isEqualTo(LONG);
        assertThat(answer.at("panels/0/data/points/99/value")).isEqualTo("99901");
        assertThat(answer.at("panels/0/data/other/groups")).isEqualTo("99900");
        assertThat(answer.at("panels/0/data/other/value")).isEqualTo(Long.toString(99_900L * 99_901 / 2));
        assertThat(answer.at("panels/1/data/points/999/value")).isEqualTo("99001");
        assertThat(answer.at("panels/1/data/other/groups")).isEqualTo("99000");
        assertThat(answer.at("options/0/values/999/rows")).isEqualTo("1");
        assertThat(answer.at("options/0/total")).isEqualTo("100000");
    }

    @Test
    void aLongLabelCanBeChosen() {
        String chosen = ",\"filters\":[{\"column\":\"name\",\"values\":[\"" + LONG + "\"]}]";
        assertThat(ask(KPI, chosen).at("panels/0/data/value")).isEqualTo("1000000");
    }

    @Test
    void whatIsAskedAgainAsksTheEngineNothing() {
        String panels = KPI + "," + DOUGHNUT;
        String first = ask(panels, ",\"options\":true").text();
        int before = asked.get();
        assertThat(before).isPositive();
        assertThat(ask(panels, ",\"options\":true").text()).isEqualTo(first);
        assertThat(asked.get()).isEqualTo(before);
    }

    @Test
    void aKpiIsComparedWithAnEarlierPeriodUnderTheOtherChoices() {
        String question =
                ",\"filters\":[{\"column\":\"name\",\"values\":[\"c1\",\"c2\",\"c3\",\"c4\"]},{\"column\":\"day\",\"from\":\"2024-01-01\",\"to\":\"2024-12-31\"}],"
                        + "\"compare\":{\"from\":\"2023-01-01\",\"to\":\"2023-12-31\"}";
        ApiClient.Answer answer = ask(KPI, question);
        assertThat(answer.at("panels/0/data/value")).isEqualTo("6");
        assertThat(answer.at("panels/0/data/previous")).isEqualTo("4");
    }

    @Test
    void aSavedDashboardAnswersAsItsDraftDoes() {
        shop.client().put("/api/p/shop/dashboards/sales", DOCUMENT.formatted(KPI));
        String saved = shop.client()
                .post("/api/p/shop/dashboards/sales/data", "{\"options\":true}")
                .text();
        assertThat(saved).isEqualTo(ask(KPI, ",\"options\":true").text());
        assertThat(shop.client().post("/api/p/shop/dashboards/none/data", "{}").status())
                .isEqualTo(404);
    }

    @Test
    void pagesOfATablePutTogetherAreAllOfItsRows() {
        String table = "{\"kind\":\"table\",\"title\":\"t\",\"columns\":[\"amount\"],\"page_size\":2}";
        String chosen = ",\"filters\":[{\"column\":\"name\",\"values\":[\"c1\",\"c2\",\"c3\",\"c4\",\"c5\"]}]";
        List<String> amounts = new ArrayList<>();
        String page = "";
        for (int i = 0; i < 3; i++) {
            ApiClient.Answer answer = ask(table, chosen + page);
            assertThat(answer.at("panels/0/data/total")).isEqualTo("5");
            amounts.add(answer.at("panels/0/data/rows"));
            boolean isLast = !answer.text().contains("\"next\"");
            assertThat(isLast).isEqualTo(i == 2);
            if (!isLast) page = pageAfter(answer.at("panels/0/data/next"));
        }
        assertThat(amounts).containsExactly("[[1],[2]]", "[[3],[4]]", "[[5]]");
        assertThat(ask(table, page).at("panels/0/error/code")).isEqualTo("bad_cursor");
    }

    private static String pageAfter(String cursor) {
        return ",\"pages\":[{\"panel\":0,\"after\":\"" + cursor + "\"}]";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "filters":[{"column":"nme","values":[]}]                            | unknown_filter    | /filters/0/column
            "filters":[{"column":"name","values":["a",{}]}]                     | bad_value         | /filters/0/values/1
            "filters":[{"column":"day","values":["yesterday"]}]                 | bad_value         | /filters/0/values/0
            "filters":[{"column":"name","from":"2024-01-01"}]                   | wrong_column_type | /filters/0
            "selections":[{"panel":7,"value":1}]                                | unknown_panel     | /selections/0/panel
            "selections":[{"panel":0,"value":1}]                                | bad_selection     | /selections/0/panel
            "selections":[{"panel":1,"value":[]}]                               | bad_value         | /selections/0/value
            "selections":[{"panel":1001,"value":1}]                             | bad_value         | /selections/0/panel
            "panels":[0,2]                                                      | unknown_panel     | /panels/1
            "panels":[1001]                                                     | bad_value         | /panels/0
            "pages":[{"panel":1,"after":"x"}]                                   | bad_page          | /pages/0/panel
            """)
    void aQuestionThatTheDashboardCannotBeAskedIsRefusedWithThePlace(String question, String kind, String path) {
        ApiClient.Answer answer = shop.client()
                .post(DRAFT, "{\"dashboard\":" + DOCUMENT.formatted(KPI + "," + DOUGHNUT) + "," + question + "}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.at("details/0/kind")).isEqualTo(kind);
        assertThat(answer.at("details/0/path")).isEqualTo(path);
    }

    @Test
    void aTableThatIsNotThereIsToldFromOneThatIsNotPublished() {
        String document = DOCUMENT.formatted(KPI);
        assertThat(draft(document.replace("\"sales\"", "\"sale\"")).at("error")).isEqualTo("table_not_found");
        assertThat(draft(document.replace("\"sales\"", "\"later\"")).at("error"))
                .isEqualTo("table_not_published");
    }

    private ApiClient.Answer draft(String document) {
        return shop.client().post(DRAFT, "{\"dashboard\":" + document + "}");
    }

    @Test
    void whatIsWrongWithTheMeaningOfADashboardIsToldWhenItIsSavedAndListed() {
        String faulty = DOCUMENT.formatted(KPI.replace("amount", "amonut"));
        ApiClient.Answer saved = shop.client().put("/api/p/shop/dashboards/faulty", faulty);
        assertThat(saved.status()).isEqualTo(200);
        assertThat(saved.at("problems/0/kind")).isEqualTo("unknown_column");
        assertThat(saved.at("problems/0/path")).isEqualTo("/panels/0/column");
        assertThat(shop.client().get("/api/p/shop/dashboards").at("dashboards/0/trouble"))
                .contains("amonut");
        assertThat(shop.client()
                        .put("/api/p/shop/dashboards/faulty", DOCUMENT.formatted(KPI))
                        .at("problems"))
                .isEqualTo("[]");
    }
}
