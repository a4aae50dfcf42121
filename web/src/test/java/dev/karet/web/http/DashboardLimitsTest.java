package dev.karet.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.web.tables.TableLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

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
                .table("empty", "", "name|string|name")
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
}
