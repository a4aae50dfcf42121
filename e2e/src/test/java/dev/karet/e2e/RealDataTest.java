package dev.karet.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.karet.model.job.JobRecord.Status;
import dev.karet.model.job.RowAccount;
import dev.karet.model.job.RunReport;
import dev.karet.model.json.ApiJson;
import dev.karet.store.Slug;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that people published, as they are. {@code KARET_REAL_DATA} names the folder; every expected figure was worked out without
 * Karet, with Python's {@code csv} module, and each test says how.
 */
class RealDataTest {

    @TempDir
    Path home;

    private Path data;
    private RunningKaret karet;

    @BeforeEach
    void start() {
        String folder = System.getenv("KARET_REAL_DATA");
        assumeTrue(
                folder != null && !folder.isBlank(),
                "LEFT OUT: the tests over real files need KARET_REAL_DATA, the folder they lie in.");
        data = Path.of(folder);
        karet = RunningKaret.start(home);
    }

    @AfterEach
    void stop() throws IOException {
        if (karet != null) {
            karet.close();
        }
    }

    private void upload(Slug slug, String container, String... files) throws IOException {
        for (String file : files) {
            Path path = data.resolve(file);
            assertThat(path).as("a real file").isRegularFile();
            karet.put(slug, "raw/" + container + "/" + path.getFileName(), Files.readAllBytes(path));
        }
    }

    private RunReport run(Slug slug) {
        var answer = karet.run(slug);
        assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(200);
        var run = ApiJson.readRun(answer.body()).orElseThrow();
        assertThat(run.status()).as(run.report().errors().toString()).isEqualTo(Status.COMPLETED);
        return run.report();
    }

    /**
     * Ten stations of 365 days, 2014-07-01 to 2015-06-30, days written like {@code 2014-7-1}. Counting {@code date} by its first two
     * parts over all files gives 10 × the days of each month (July 310, February 280, …), 3,650 in all; the sum of {@code
     * actual_max_temp} over all lines is 257,156.
     */
    @Test
    void tenWeatherFilesBecomeOneTableByMonth() throws IOException {
        Slug slug = new Slug("weather");
        karet.put(slug, "pipeline.json", """
                {"version":1,
                 "source_containers":[{"id":"src","name":"Weather","path_prefix":"raw/weather/","schema":[
                   {"name":"date","type":"string"},{"name":"actual_max_temp","type":"int64"},
                   {"name":"actual_precipitation","type":"decimal(6,2)"}]}],
                 "lookup_mappings":[],
                 "mappings":[{"id":"m","source_container_id":"src","analytic_table_id":"weather",
                   "partition_by":{"column":"date","granularity":"month"},
                   "columns":[
                     {"name":"date","expr":{"kind":"parse_date","input":{"kind":"col","name":"date"},"format":"%Y-%m-%d"}},
                     {"name":"max_temp","expr":{"kind":"col","name":"actual_max_temp"}},
                     {"name":"rain","expr":{"kind":"col","name":"actual_precipitation"}}]}],
                 "analytic_tables":[{"id":"weather","name":"Weather","schema":[{"name":"date","type":"date","nullable":false},
                   {"name":"max_temp","type":"int64"},{"name":"rain","type":"decimal(6,2)"}]}]}
                """);
        upload(
                slug,
                "weather",
                List.of("KCLT", "KCQT", "KHOU", "KIND", "KJAX", "KMDW", "KNYC", "KPHL", "KPHX", "KSEA").stream()
                        .map(station -> "us-weather-history/" + station + ".csv")
                        .toArray(String[]::new));

        RunReport report = run(slug);

        assertThat(report.rows()).contains(new RowAccount(3_650, 3_650, 0, 0));
        assertThat(report.partitionsWritten()).isEqualTo(12);
        assertThat(karet.query(slug, "weather", "select count(*), sum(max_temp), min(date), max(date) from t"))
                .containsExactly("3650|257156|2014-07-01|2015-06-30");
        assertThat(karet.query(slug, "weather", "select count(*) from t group by year, month order by year, month"))
                .containsExactly("310", "310", "300", "310", "300", "310", "310", "280", "310", "300", "310", "300");
    }

    /**
     * 3,652 days of 1994–2003 and 5,479 days of 2000–2014 overlap in the four years 2000–2003: 366 + 3 × 365 = 1,461 days. So 9,131 rows
     * make 7,670 days. Keeping the first file's figure for each day, the births add up to 85,386,227, and to 16,196,423 in 2000–2003.
     */
    @Test
    void overlappingBirthsAreCountedOnce() throws IOException {
        Slug slug = new Slug("births");
        karet.put(slug, "pipeline.json", """
                {"version":1,
                 "source_containers":[{"id":"src","name":"Births","path_prefix":"raw/births/","schema":[
                   {"name":"year","type":"string"},{"name":"month","type":"string"},{"name":"date_of_month","type":"string"},
                   {"name":"births","type":"int64"}]}],
                 "lookup_mappings":[],
                 "mappings":[{"id":"m","source_container_id":"src","analytic_table_id":"births",
                   "partition_by":{"column":"date","granularity":"year"},
                   "columns":[
                     {"name":"date","expr":{"kind":"parse_date","format":"%Y-%m-%d","input":{"kind":"concat","sep":"-","args":[
                        {"kind":"col","name":"year"},{"kind":"col","name":"month"},{"kind":"col","name":"date_of_month"}]}}},
                     {"name":"births","expr":{"kind":"col","name":"births"}}]}],
                 "analytic_tables":[{"id":"births","name":"Births","dedup_keys":["date"],
                   "schema":[{"name":"date","type":"date"},{"name":"births","type":"int64"}]}]}
                """);
        upload(slug, "births", "births/US_births_1994-2003_CDC_NCHS.csv", "births/US_births_2000-2014_SSA.csv");

        RunReport report = run(slug);

        assertThat(report.rows()).contains(new RowAccount(9_131, 7_670, 0, 1_461));
        assertThat(report.partitionsWritten()).isEqualTo(21);
        assertThat(karet.query(slug, "births", "select count(*), count(distinct date), sum(births) from t"))
                .containsExactly("7670|7670|85386227");
        assertThat(karet.query(slug, "births", "select sum(births) from t where year(date) between 2000 and 2003"))
                .containsExactly("16196423");
    }

    /**
     * DC has 6,896 characters and Marvel 16,376, one to a line. By the word in ALIGN: bad 2,895 + 6,720, good 2,832 + 4,636, neutral 565 +
     * 2,208, blank 601 + 2,812, and 3 "Reformed Criminals" of DC, which no keyword meets. APPEARANCES add up to 154,532 + 260,270. Five
     * Marvel names have a quote in them.
     */
    @Test
    void twoPublishersBecomeOneTableThroughALookup() throws IOException {
        Slug slug = new Slug("comics");
        String columns = """
                {"name":"publisher","expr":{"kind":"str","value":"%s"}},
                {"name":"name","expr":{"kind":"col","name":"name"}},
                {"name":"side","expr":{"kind":"lookup_ref","lookup_id":"sides","input":{"kind":"col","name":"ALIGN"}}},
                {"name":"appearances","expr":{"kind":"col","name":"APPEARANCES"}},
                {"name":"since","expr":{"kind":"col","name":"%s"}}
                """;
        String schema = """
                [{"name":"name","type":"string"},{"name":"ALIGN","type":"string"},{"name":"APPEARANCES","type":"int64"},
                 {"name":"%s","type":"int64"}]
                """;
        karet.put(slug, "pipeline.json", """
                {"version":1,
                 "source_containers":[
                   {"id":"dc_raw","name":"DC","path_prefix":"raw/dc/","schema":%s},
                   {"id":"marvel_raw","name":"Marvel","path_prefix":"raw/marvel/","schema":%s}],
                 "lookup_mappings":[{"id":"sides","case_insensitive":true,"rows":[
                   {"input_patterns":["good"],"output":"good"},{"input_patterns":["bad"],"output":"bad"},
                   {"input_patterns":["neutral"],"output":"neutral"}],"catch_all":{"output":"other"}}],
                 "mappings":[
                   {"id":"dc","source_container_id":"dc_raw","analytic_table_id":"characters","columns":[%s]},
                   {"id":"marvel","source_container_id":"marvel_raw","analytic_table_id":"characters","columns":[%s]}],
                 "analytic_tables":[{"id":"characters","name":"Characters","partition_keys":["publisher"],"schema":[
                   {"name":"publisher","type":"string"},{"name":"name","type":"string"},{"name":"side","type":"string"},
                   {"name":"appearances","type":"int64"},{"name":"since","type":"int64"}]}]}
                """.formatted(
                        schema.formatted("YEAR"),
                        schema.formatted("Year"),
                        columns.formatted("DC", "YEAR"),
                        columns.formatted("Marvel", "Year")));
        upload(slug, "dc", "comic-characters/dc-wikia-data.csv");
        upload(slug, "marvel", "comic-characters/marvel-wikia-data.csv");

        RunReport report = run(slug);

        assertThat(report.rows()).contains(new RowAccount(23_272, 23_272, 0, 0));
        assertThat(karet.keys(slug, "clean/"))
                .containsExactly(
                        "clean/characters/publisher=DC/data.parquet", "clean/characters/publisher=Marvel/data.parquet");
        assertThat(karet.query(
                        slug,
                        "characters",
                        "select publisher, side, count(*) from t group by all order by publisher, side nulls last"))
                .containsExactly(
                        "DC|bad|2895",
                        "DC|good|2832",
                        "DC|neutral|565",
                        "DC|other|3",
                        "DC|null|601",
                        "Marvel|bad|6720",
                        "Marvel|good|4636",
                        "Marvel|neutral|2208",
                        "Marvel|null|2812");
        assertThat(karet.query(
                        slug, "characters", "select sum(appearances) from t group by publisher order by publisher"))
                .containsExactly("154532", "260270");
        assertThat(karet.query(slug, "characters", "select count(*) from t where contains(name, '\"')"))
                .containsExactly("5");
    }

    /**
     * 1,187 records after the header, the first of them a second header ("Response"); bytes that are neither UTF-8 nor any one other
     * encoding; 23 columns without a name. Of the respondents 936 answered Yes and 250 No to having seen a film, and Gender is Female 549,
     * Male 497 and blank 140 times. Rows are asked for here, not letters.
     */
    @Test
    void aSurveyThatIsNoValidTextKeepsEveryRow() throws IOException {
        Slug slug = new Slug("survey");
        karet.put(slug, "pipeline.json", """
                {"version":1,
                 "source_containers":[{"id":"src","name":"Survey","path_prefix":"raw/survey/","schema":[
                   {"name":"RespondentID","type":"string"},
                   {"name":"Have you seen any of the 6 films in the Star Wars franchise?","type":"string"},
                   {"name":"Gender","type":"string"}]}],
                 "lookup_mappings":[],
                 "mappings":[{"id":"m","source_container_id":"src","analytic_table_id":"survey","columns":[
                     {"name":"respondent","expr":{"kind":"col","name":"RespondentID"}},
                     {"name":"seen","expr":{"kind":"col","name":"Have you seen any of the 6 films in the Star Wars franchise?"}},
                     {"name":"gender","expr":{"kind":"col","name":"Gender"}}]}],
                 "analytic_tables":[{"id":"survey","name":"Survey","schema":[{"name":"respondent","type":"string"},
                   {"name":"seen","type":"string"},{"name":"gender","type":"string"}]}]}
                """);
        upload(slug, "survey", "star-wars-survey/StarWars.csv");

        RunReport report = run(slug);

        assertThat(report.rows()).contains(new RowAccount(1_187, 1_187, 0, 0));
        assertThat(karet.query(slug, "survey", "select seen, count(*) from t group by all order by 2 desc"))
                .containsExactly("Yes|936", "No|250", "Response|1");
        assertThat(karet.query(slug, "survey", "select gender, count(*) from t group by all order by 2 desc"))
                .containsExactly("Female|549", "Male|497", "null|140", "Response|1");
    }
}
