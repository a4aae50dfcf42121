package dev.karet.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.job.JobRecord.Status;
import dev.karet.model.job.RowAccount;
import dev.karet.model.job.RunAnswer;
import dev.karet.model.json.ApiJson;
import dev.karet.store.Layout;
import dev.karet.store.Slug;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineTest {

    @TempDir
    static Path home;

    private static RunningKaret karet;

    @BeforeAll
    static void start() {
        karet = RunningKaret.start(home);
    }

    @AfterAll
    static void stop() throws IOException {
        karet.close();
    }

    private static RunAnswer run(Slug slug) {
        var answer = karet.run(slug);
        assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(200);
        return ApiJson.readRun(answer.body()).orElseThrow();
    }

    private static final String SALES = """
            {"version":1,
             "source_containers":[{"id":"src","name":"Sales","path_prefix":"raw/sales/","schema":[
                {"name":"day","type":"string"},{"name":"what","type":"string"},{"name":"price","type":"decimal(9,2)"}]}],
             "lookup_mappings":[],
             "mappings":[{"id":"m","source_container_id":"src","analytic_table_id":"sales",
                "partition_by":{"column":"day","granularity":"month"},
                "columns":[
                  {"name":"day","expr":{"kind":"parse_date","input":{"kind":"col","name":"day"},"format":"%Y-%m-%d"}},
                  {"name":"what","expr":{"kind":"upper","input":{"kind":"col","name":"what"}}},
                  {"name":"price","expr":{"kind":"col","name":"price"}}]}],
             "analytic_tables":[{"id":"sales","name":"Sales","schema":[
                {"name":"day","type":"date"},{"name":"what","type":"string"},{"name":"price","type":"decimal(9,2)"}]}]}
            """;

    @Test
    void csvInTheBucketBecomesPartitionedParquetInTheBucket() {
        Slug slug = new Slug("sales");
        karet.put(slug, "pipeline.json", SALES);
        karet.put(slug, "raw/sales/a.csv", "day,what,price\n2024-01-31,tea,1.10\n2024-02-01,\"straße\",2.20\n");
        karet.put(slug, "raw/sales/b.csv", "price,what,day,extra\n3.30,milk,2024-01-02,x\nnine,ale,2024-01-03,y\n");

        RunAnswer answer = run(slug);

        assertThat(answer.status()).isEqualTo(Status.COMPLETED);
        assertThat(answer.report().rows()).contains(new RowAccount(4, 3, 1, 0));
        assertThat(karet.keys(slug, "clean/"))
                .containsExactly(
                        "clean/sales/year=2024/month=01/data.parquet", "clean/sales/year=2024/month=02/data.parquet");
        assertThat(karet.query(slug, "sales", "select day, what, price from t order by day"))
                .containsExactly("2024-01-02|MILK|3.30", "2024-01-31|TEA|1.10", "2024-02-01|STRASSE|2.20");
        assertThat(karet.keys(slug, "_karet/rejects/")).hasSize(1);
    }

    @Test
    void aSecondRunChangesNothingAndAGoneMonthIsGone() {
        Slug slug = new Slug("again");
        karet.put(slug, "pipeline.json", SALES);
        karet.put(slug, "raw/sales/a.csv", "day,what,price\n2024-01-31,tea,1.10\n2024-02-01,tea,2.20\n");
        run(slug);
        var before = karet.query(slug, "sales", "select * from t order by day");

        run(slug);
        assertThat(karet.query(slug, "sales", "select * from t order by day")).isEqualTo(before);

        karet.put(slug, "raw/sales/a.csv", "day,what,price\n2024-02-01,tea,2.20\n");
        run(slug);
        assertThat(karet.query(slug, "sales", "select day from t")).containsExactly("2024-02-01");
    }

    @Test
    void aFileWithoutAMappedColumnFailsAloneAndIsNamed() {
        Slug slug = new Slug("missing");
        karet.put(slug, "pipeline.json", SALES);
        karet.put(slug, "raw/sales/bad.csv", "day,what,cost\n2024-01-31,tea,1.10\n");
        karet.put(slug, "raw/sales/good.csv", "day,what,price\n2024-01-31,tea,1.10\n");

        RunAnswer answer = run(slug);

        assertThat(answer.status()).isEqualTo(Status.COMPLETED);
        assertThat(answer.report().errors()).singleElement().asString().contains("raw/sales/bad.csv", "price");
        assertThat(answer.report().rows()).contains(new RowAccount(1, 1, 0, 0));
    }

    @Test
    void theJobsRecordLiesInTheBucket() {
        Slug slug = new Slug("record");
        karet.put(slug, "pipeline.json", SALES);

        RunAnswer answer = run(slug);

        assertThat(karet.store.get(Layout.jobs(slug) + answer.jobId() + ".json"))
                .isPresent();
        assertThat(answer.report().partitionsWritten()).isZero();
    }
}
