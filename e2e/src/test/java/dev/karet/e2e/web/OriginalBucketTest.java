package dev.karet.e2e.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.store.Layout;
import dev.karet.web.http.ApiClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bucket as the original Karet leaves it, laid out by hand, opens and runs. */
class OriginalBucketTest {

    /** Of "correct horse battery", computed by another implementation of scrypt. */
    private static final String ADMIN = """
            {"version":1,"password_hash":"scrypt$131072$8$1$AAECAwQFBgcICQoLDA0ODw==$r17NvsAt3wR6PfK0lC4hewtpyA/TJ24ZI6u+DRyA6okL2cmVuYTIQcsmz1mx2+muGpgUb5V0vPNJBr+z44Rt3w==","created_at":"2025-03-01T09:00:00.000Z"}""";

    private static final String PIPELINE = """
            {"version":1,
             "source_containers":[{"id":"tx_raw","name":"Transactions","path_prefix":"raw/transactions/","schema":[
               {"name":"date","type":"string","nullable":false},{"name":"description","type":"string"},
               {"name":"amount","type":"number"},{"name":"account","type":"string"}]}],
             "lookup_mappings":[{"id":"categories","name":"Categories","rows":[
               {"input_patterns":["COFFEE","CAFE"],"output":"DINING"},{"input_patterns":["GROCER"],"output":"FOOD"}],
               "catch_all":{"output":"OTHER"}}],
             "mappings":[{"id":"m1","source_container_id":"tx_raw","analytic_table_id":"transactions",
               "partition_by":{"column":"date","granularity":"month"},
               "columns":[
                 {"name":"date","expr":{"kind":"parse_date","input":{"kind":"col","name":"date"},"format":"%Y-%m-%d"}},
                 {"name":"description","expr":{"kind":"upper","input":{"kind":"trim","input":{"kind":"col","name":"description"}}}},
                 {"name":"amount","expr":{"kind":"col","name":"amount"}},
                 {"name":"category","expr":{"kind":"lookup_ref","lookup_id":"categories","input":{"kind":"upper","input":{"kind":"col","name":"description"}}}}]}],
             "analytic_tables":[{"id":"transactions","name":"Transactions","output_prefix":"clean/transactions/","schema":[
               {"name":"date","type":"date"},{"name":"description","type":"string"},{"name":"amount","type":"number"},{"name":"category","type":"string"}]}],
             "layout":{"tx_raw":{"x":0,"y":0},"m1":{"x":300,"y":0},"transactions":{"x":600,"y":0}}}
            """;

    /** Of last month, since records of more than a year ago are swept. */
    private static final Instant RAN = Instant.now().minus(Duration.ofDays(30)).truncatedTo(ChronoUnit.MILLIS);

    private static final String JOB_ID = "job-%d-k3x9qa".formatted(RAN.toEpochMilli());

    private static final String JOB = """
            {"id":"%s","pipeline":"my-bank","status":"completed","trigger":"webhook","startedAt":"%s","completedAt":"%s",
             "partitions_written":2,"files_processed":1}
            """.formatted(JOB_ID, RAN, RAN.plusSeconds(2));

    private static final String DASHBOARD = """
            {"id":"overview","name":"Overview","analytic_table_id":"transactions","filters":[],
             "panels":[{"kind":"kpi","title":"Total","column":"amount","agg":"sum","format":"currency","currency":"CAD"}]}
            """;

    @TempDir
    Path home;

    @Test
    void aBucketOfTheOriginalOpensWithItsPasswordAndRuns() throws Exception {
        try (Services karet = Services.start(home)) {
            Map<String, String> objects = Map.of(
                    Layout.ADMIN,
                    ADMIN,
                    "pipelines/my-bank/pipeline.json",
                    PIPELINE,
                    "pipelines/my-bank/jobs/" + JOB_ID + ".json",
                    JOB,
                    "pipelines/my-bank/dashboards/overview.json",
                    DASHBOARD,
                    "pipelines/my-bank/raw/transactions/2025-01.csv",
                    "date,description,amount,account\n2025-01-02,corner coffee ,4.50,A\n2025-02-03,City Grocer,20,A\nsoon,?,1,A\n");
            objects.forEach((key, text) -> karet.store().put(key, text.getBytes(UTF_8), "application/octet-stream"));

            assertThat(karet.client().get("/api/auth/setup").at("needsSetup")).isEqualTo("false");
            assertThat(karet.client()
                            .post("/api/auth/setup", "{\"password\":\"a stranger's password\"}")
                            .status())
                    .isEqualTo(409);
            ApiClient admin = SignedIn.by(karet.client(), "correct horse battery");

            assertThat(admin.get("/api/pipelines").text()).contains("my-bank");
            assertThat(admin.get("/api/p/my-bank/config").json()).isNotNull();
            assertThat(admin.get("/api/p/my-bank/jobs").text()).contains(JOB_ID);
            assertThat(admin.get("/api/p/my-bank/dashboards/overview").text()).contains("\"kpi\"");

            assertThat(RunOf.pipeline(admin, "my-bank").at("status")).isEqualTo("completed");
            ApiClient.Answer rows = admin.get("/api/p/my-bank/tables/transactions/rows");
            assertThat(rows.text()).contains("CORNER COFFEE", "DINING", "2025-02-03", "FOOD");
        }
    }
}
