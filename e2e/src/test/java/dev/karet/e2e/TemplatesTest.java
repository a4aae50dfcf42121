package dev.karet.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.job.JobRecord.Status;
import dev.karet.model.job.RowAccount;
import dev.karet.model.job.RunAnswer;
import dev.karet.model.json.ApiJson;
import dev.karet.model.pipeline.templates.SeedFile;
import dev.karet.model.pipeline.templates.Template;
import dev.karet.store.Slug;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every template, with the data it brings, through the real worker and engine. */
class TemplatesTest {

    @TempDir
    static Path home;

    private static RunningKaret karet;

    @BeforeAll
    static void start() {
        karet = RunningKaret.inMemory(home, 1);
    }

    @AfterAll
    static void stop() throws IOException {
        karet.close();
    }

    private static RunAnswer run(Template template, Slug slug) {
        karet.put(slug, "pipeline.json", template.pipelineJson());
        for (SeedFile file : template.seed()) karet.put(slug, file.key(), file.bytes());
        var answer = karet.run(slug);
        assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(200);
        RunAnswer run = ApiJson.readRun(answer.body()).orElseThrow();
        assertThat(run.report().errors()).isEmpty();
        assertThat(run.status()).isEqualTo(Status.COMPLETED);
        return run;
    }

    @Test
    void theBlankOneHasNothingToDo() {
        assertThat(run(Template.BLANK, new Slug("blank")).report().partitionsWritten())
                .isZero();
    }

    @Test
    void spendingIsSortedIntoCategoriesAndRejectsWhatCannotBeRead() {
        Slug slug = new Slug("spending");

        RunAnswer run = run(Template.SPENDING, slug);

        assertThat(run.report().rows()).contains(new RowAccount(2271, 2269, 2, 0));
        assertThat(karet.query(
                        slug, "transactions", "select count(*), count(distinct date_trunc('month', date)) from t"))
                .containsExactly("2269|24");
        assertThat(karet.query(
                        slug,
                        "transactions",
                        "select category, sum(amount) from t group by all order by 2 desc limit 1"))
                .containsExactly("Housing|51600.00");
        assertThat(karet.query(
                        slug, "transactions", "select count(*) < 200, count(*) > 0 from t where category = 'Other'"))
                .containsExactly("true|true");
    }

    @Test
    void weatherOfTwoSystemsOfUnitsLandsInOneTable() {
        Slug slug = new Slug("weather");

        RunAnswer run = run(Template.WEATHER, slug);

        assertThat(run.report().rows()).contains(new RowAccount(5119, 5110, 0, 9));
        assertThat(karet.query(slug, "observations", """
                        select count(*), count(distinct city), count(distinct country), count(latitude), count(longitude),
                               count(temperature_mean), count(*) filter (where sky = 'Unknown') from t""")).containsExactly("5110|14|11|5110|5110|5110|0");
        assertThat(
                        karet.query(
                                slug,
                                "observations",
                                "select temperature_min, temperature_max, rain_mm from t where station = 'NYC' and date = '2025-01-02'"))
                .containsExactly("-1.9|6.8|0.0");
        assertThat(karet.query(slug, "observations", "select count(*) > 0 from t where wind_kmh is null"))
                .containsExactly("true");
    }

    @Test
    void theShopsAmountsAreExactAndEveryCodeHasItsName() {
        Slug slug = new Slug("shop");

        RunAnswer run = run(Template.SHOP, slug);

        long orders = Template.SHOP.seed().stream()
                .filter(file -> file.key().startsWith("raw/orders/"))
                .mapToLong(file -> new String(file.bytes(), UTF_8).lines().count() - 1)
                .sum();
        assertThat(run.report().rows()).contains(new RowAccount(2828, 2828, 0, 0));
        assertThat(karet.query(slug, "orders", """
                        select count(*), count(product), count(ordered_at), min(hour), max(hour),
                               count(*) filter (where revenue <> quantity * unit_price - discount),
                               count(*) filter (where category = 'Uncategorised' or channel = 'Other channels'),
                               count(*) filter (where gift <> (category = 'Gift sets')) from t"""))
                .containsExactly(orders + "|" + orders + "|" + orders + "|7|22|0|0|0");
        assertThat(karet.query(slug, "orders", "select unit_price from t where product = 'Espresso machine' limit 1"))
                .containsExactly("1249.00");
        assertThat(karet.query(slug, "returns", "select count(*), count(distinct reason) from t"))
                .containsExactly((2828 - orders) + "|5");
    }
}
