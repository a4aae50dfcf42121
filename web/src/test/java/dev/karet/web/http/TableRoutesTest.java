package dev.karet.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.engine.query.TableFiles;
import dev.karet.model.json.JsonTree;
import dev.karet.store.Layout;
import dev.karet.store.ObjectInfo;
import dev.karet.web.http.ApiClient.Answer;
import dev.karet.web.tables.TableLimits;
import dev.karet.web.tables.TableShelf.OpenTables;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableRoutesTest {

    private static final String ORDERS = """
            day,region,id,amount,note
            2024-01-05,north,1,1.50,"a, ""b""\"
            2024-01-06,bäckerei,9007199254740993,-0.25,
            2024-02-01,50% off?,3,,""
            2024-02-02,north,4,12345678901234567890.12,=1+1
            """;

    private static final String[] SALES = {
        "day|date|parse_date(day, \"%Y-%m-%d\")",
        "id|int64|cast(id, int64)",
        "amount|decimal(38,2)|cast(amount, decimal(38,2))",
        "share|float64|cast(amount, float64)",
        "note|string|note",
        "late|bool|month(parse_date(day, \"%Y-%m-%d\")) > 1",
        "at|timestamp|cast(concat(\" \", day, \"12:30\"), timestamp)"
    };

    @TempDir
    static Path shared;

    private static PublishedPipeline shop;

    @BeforeAll
    static void publish() {
        shop = filled(new PublishedPipeline(shared)).run();
        shop.table("later", "", "note|string|note").configure();
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    private static PublishedPipeline filled(PublishedPipeline pipeline) {
        return pipeline.source("day", "region", "id", "amount", "note")
                .table("sales", "\"partition_by\":{\"column\":\"day\",\"granularity\":\"month\"}", SALES)
                .table("regions", "\"partition_keys\":[\"region\"]", "region|string|region", "id|int64|cast(id, int64)")
                .configure()
                .file("a.csv", ORDERS);
    }

    private static Answer get(String path, String... parameters) {
        return get(shop, path, parameters);
    }

    private static Answer get(PublishedPipeline from, String path, String... parameters) {
        return from.client().get(url(path, parameters));
    }

    private static String url(String path, String... parameters) {
        StringBuilder url = new StringBuilder("/api/p/shop/tables" + path);
        for (int i = 0; i < parameters.length; i += 2) {
            url.append(i == 0 ? '?' : '&').append(parameters[i]).append('=');
            url.append(URLEncoder.encode(parameters[i + 1], UTF_8));
        }
        return url.toString();
    }

    private static List<String> ids(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        List<String> ids = new ArrayList<>();
        if (!(answer.json() instanceof JsonTree.Obj(var fields)
                && fields.get("rows") instanceof JsonTree.Arr(var rows))) {
            throw new AssertionError(answer.text());
        }
        for (int i = 0; i < rows.size(); i++) ids.add(answer.at("rows/" + i + "/0"));
        return ids;
    }

    @Test
    void theListSaysWhatIsPublishedAndWhatIsNot() {
        Answer list = get("");

        assertThat(list.status()).isEqualTo(200);
        assertThat(list.at("snapshot/commit")).isEqualTo("1");
        assertThat(list.at("tables/0/id")).isEqualTo("sales");
        assertThat(list.at("tables/0/name")).isEqualTo("Table sales");
        assertThat(list.at("tables/0/state")).isEqualTo("published");
        assertThat(list.at("tables/0/rows")).isEqualTo("4");
        assertThat(list.at("tables/0/partitions")).isEqualTo("2");
        assertThat(list.at("tables/0/columns/2"))
                .isEqualTo(
                        "{\"name\":\"amount\",\"type\":\"decimal(38,2)\",\"nullable\":true,\"partition\":false,\"published\":true}");
        assertThat(list.at("tables/1/columns/0/partition")).isEqualTo("true");
        assertThat(list.at("tables/1/columns/1/partition")).isEqualTo("false");
        assertThat(list.at("tables/2/state")).isEqualTo("unpublished");
        assertThat(list.at("tables/2/columns/0/published")).isEqualTo("false");
    }

    @Test
    void rowsHaveValuesThatNoReaderOfJsonRounds() {
        Answer rows = get("/sales/rows");

        assertThat(rows.status()).as(rows.text()).isEqualTo(200);
        assertThat(rows.at("total")).isEqualTo("4");
        assertThat(rows.at("columns/1")).isEqualTo("{\"name\":\"id\",\"type\":\"int64\"}");
        assertThat(rows.at("rows/0"))
                .isEqualTo("[\"2024-01-05\",1,\"1.50\",1.5,\"a, \\\"b\\\"\",false,\"2024-01-05T12:30:00\"]");
        assertThat(rows.at("rows/1"))
                .isEqualTo("[\"2024-01-06\",\"9007199254740993\",\"-0.25\",-0.25,null,false,\"2024-01-06T12:30:00\"]");
        assertThat(rows.at("rows/2")).isEqualTo("[\"2024-02-01\",3,null,null,\"\",true,\"2024-02-01T12:30:00\"]");
        assertThat(rows.at("rows/3/2")).isEqualTo("12345678901234567890.12");
    }

    @Test
    void rowsAreFilteredSortedAndPagedAsAsked() {
        assertThat(ids(get("/sales/rows", "column", "id", "filter", "amount:lt:1.5")))
                .containsExactly("9007199254740993");
        assertThat(ids(get("/sales/rows", "column", "id", "filter", "note:is_null")))
                .containsExactly("9007199254740993");
        assertThat(ids(get("/sales/rows", "column", "id", "filter", "note:eq:")))
                .containsExactly("3");
        assertThat(ids(get("/sales/rows", "column", "id", "filter", "day:in:[\"2024-01-05\",\"2024-02-02\"]")))
                .containsExactly("1", "4");
        assertThat(ids(get("/sales/rows", "column", "id", "filter", "at:ge:2024-02-01T12:30:00")))
                .containsExactly("3", "4");
        assertThat(ids(get("/sales/rows", "column", "id", "filter", "late:eq:TRUE", "filter", "note:contains:=1")))
                .containsExactly("4");
        assertThat(ids(get("/regions/rows", "column", "region", "filter", "region:eq:50% off?")))
                .containsExactly("50% off?");
        assertThat(ids(get("/regions/rows", "column", "id", "sort", "region:desc", "sort", "id")))
                .containsExactly("1", "4", "9007199254740993", "3");
        Answer first = get("/sales/rows", "column", "id", "sort", "amount:desc", "limit", "3");
        assertThat(ids(first)).containsExactly("4", "1", "9007199254740993");
        Answer last = get(
                "/sales/rows", "column", "id", "sort", "amount:desc", "limit", "3", "cursor", first.at("next_cursor"));
        assertThat(ids(last)).containsExactly("3");
        assertThat(last.text()).doesNotContain("next_cursor");
        assertThat(last.at("total")).isEqualTo("4");
    }

    @Test
    void badQuestionsAreToldWhatIsWrongWithThem() {
        List<List<String>> bad = List.of(
                List.of("bad_filter", "whole number", "filter", "id:eq:one"),
                List.of("bad_filter", "digits after the point", "filter", "amount:gt:0.001"),
                List.of("bad_filter", "no operator", "filter", "id:like:1"),
                List.of("bad_filter", "for text", "filter", "id:contains:1"),
                List.of("bad_filter", "needs a value", "filter", "id:eq"),
                List.of("bad_filter", "takes no value", "filter", "id:is_null:1"),
                List.of("bad_filter", "JSON array", "filter", "id:in:1,2"),
                List.of("bad_filter", "null", "filter", "id:in:[null]"),
                List.of("bad_filter", "YYYY-MM-DD", "filter", "day:eq:2024-13-01"),
                List.of("bad_filter", "column:operator:value", "filter", "id"),
                List.of("unknown_column", "Did you mean \"amount\"", "filter", "amout:eq:1"),
                List.of("unknown_column", "nothing", "column", "nothing"),
                List.of("unknown_column", "id; DROP", "sort", "id; DROP"),
                List.of("bad_sort", "asc or desc", "sort", "id:down"),
                List.of("bad_request", "twice", "sort", "id", "sort", "id:desc"),
                List.of("bad_request", "1 to 1000", "limit", "0"),
                List.of("bad_request", "1 to 1000", "limit", "99999999999"),
                List.of("bad_cursor", "none that a page gave", "cursor", "AAAA"),
                List.of("bad_cursor", "none that a page gave", "cursor", "ä"));
        for (List<String> one : bad) {
            Answer answer = get("/sales/rows", one.subList(2, one.size()).toArray(String[]::new));
            assertThat(answer.status()).as(one + answer.text()).isEqualTo(400);
            assertThat(answer.at("error")).as(answer.text()).isEqualTo(one.get(0));
            assertThat(answer.at("message")).contains(one.get(1));
        }
        String cursor = get("/sales/rows", "limit", "1").at("next_cursor");
        assertThat(get("/sales/rows", "limit", "1", "cursor", cursor, "sort", "id")
                        .at("message"))
                .contains("another question");
        assertThat(get("/regions/rows", "cursor", cursor).at("error")).isEqualTo("bad_cursor");
    }

    @Test
    void whatIsNotThereIsToldApart() {
        assertThat(shop.client().get("/api/p/nowhere/tables").at("error")).isEqualTo("pipeline_config_not_found");
        assertThat(get("/sale/rows").at("error")).isEqualTo("table_not_found");
        assertThat(get("/sale/rows").at("message")).contains("Did you mean \"sales\"?");
        assertThat(get("/later/rows").at("error")).isEqualTo("table_not_published");
        assertThat(get("/..%2F..%2Fx/rows").status()).isIn(400, 404);
        assertThat(get("/sales/download", "format", "xlsx").at("error")).isEqualTo("bad_request");
        assertThat(get("/sales/download", "format", "csv", "filter", "id:eq:x").at("error"))
                .isEqualTo("bad_filter");
    }

    @Test
    void aProfileTellsOfEveryColumn() {
        Answer all = get("/sales/profile");

        assertThat(all.status()).as(all.text()).isEqualTo(200);
        assertThat(all.at("columns/0/min")).isEqualTo("2024-01-05");
        assertThat(all.at("columns/1/max")).isEqualTo("9007199254740993");
        assertThat(all.at("columns/2/nulls")).isEqualTo("1");
        assertThat(all.at("columns/4/distinct")).isEqualTo("{\"count\":3,\"exact\":true}");
        Answer one = get("/regions/profile", "column", "region");
        assertThat(one.at("columns/0/top/0")).isEqualTo("{\"value\":\"north\",\"rows\":2}");
        assertThat(get("/regions/profile", "column", "x").at("error")).isEqualTo("unknown_column");
    }

    @Test
    void anAnswerThatTheClientHasIsNotSentAgain() {
        Answer first = get("/sales/rows");
        String tag = first.header("ETag").orElseThrow();
        Answer again = shop.client().with("If-None-Match", "\"x\", " + tag).get(url("/sales/rows"));

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(shop.client()
                        .with("If-None-Match", tag)
                        .get(url("/sales/rows", "limit", "1"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aCsvDownloadHasEveryDigitAndTellsNullFromNothing() {
        Answer csv = get(
                "/sales/download",
                "format",
                "csv",
                "sort",
                "id",
                "column",
                "id",
                "column",
                "note",
                "column",
                "amount",
                "column",
                "at");

        assertThat(csv.header("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(csv.header("Content-Disposition")).contains("attachment; filename=\"sales-1.csv\"");
        assertThat(csv.text())
                .isEqualTo("id,note,amount,at\r\n"
                        + "1,\"a, \"\"b\"\"\",1.50,2024-01-05T12:30:00\r\n"
                        + "3,\"\",,2024-02-01T12:30:00\r\n"
                        + "4,=1+1,12345678901234567890.12,2024-02-02T12:30:00\r\n"
                        + "9007199254740993,,-0.25,2024-01-06T12:30:00\r\n");
        assertThat(get("/regions/download", "format", "csv", "filter", "region:eq:bäckerei")
                        .text())
                .isEqualTo("region,id\r\nbäckerei,9007199254740993\r\n");
    }

    @Test
    void aParquetDownloadIsOneFileWithTheFoldersColumnsInIt() throws IOException, SQLException {
        Answer parquet =
                get("/regions/download", "format", "parquet", "filter", "region:ne:north", "sort", "region:desc");

        assertThat(parquet.status()).isEqualTo(200);
        assertThat(parquet.header("Content-Disposition")).contains("attachment; filename=\"regions-1.parquet\"");
        Path file = Files.write(shared.resolve("down.parquet"), parquet.body());
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT string_agg(region || ':' || id, ' ') FROM '" + file + "'")) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("bäckerei:9007199254740993 50% off?:3");
        }
        try (Stream<Path> left = Files.walk(shared.resolve("tables"))) {
            assertThat(left.filter(path -> path.toString().endsWith(".part"))).isEmpty();
        }
    }

    @Test
    void aCursorOfAnEarlierCommitIsRefusedSoThatOneBeginsAgain(@TempDir Path temp) {
        try (PublishedPipeline own = filled(new PublishedPipeline(temp)).run()) {
            String cursor = get(own, "/sales/rows", "limit", "1").at("next_cursor");
            own.file("b.csv", "day,region,id,amount,note\n2024-03-01,south,5,1,x\n")
                    .run();

            Answer changed = get(own, "/sales/rows", "limit", "1", "cursor", cursor);
            assertThat(changed.status()).isEqualTo(409);
            assertThat(changed.at("error")).isEqualTo("snapshot_changed");
            assertThat(get(own, "/sales/rows").at("total")).isEqualTo("5");
        }
    }

    @Test
    void whatWasPublishedCanBeAskedForWhateverTheConfigurationSaysNow(@TempDir Path temp) {
        try (PublishedPipeline own = filled(new PublishedPipeline(temp)).run()) {
            own.table("sales", "", "id|string|id", "extra|string|note")
                    .without("regions")
                    .configure();

            Answer list = get(own, "");
            assertThat(list.at("tables/0/id")).isEqualTo("sales");
            assertThat(list.at("tables/0/columns/0/type")).as("as published").isEqualTo("int64");
            assertThat(list.at("tables/0/columns/7"))
                    .isEqualTo(
                            "{\"name\":\"extra\",\"type\":\"string\",\"nullable\":true,\"partition\":false,\"published\":false}");
            assertThat(list.at("tables/1/id")).isEqualTo("regions");
            assertThat(list.at("tables/1/configured")).isEqualTo("false");
            assertThat(get(own, "/sales/rows", "filter", "extra:eq:x").at("error"))
                    .isEqualTo("column_not_published");
            assertThat(get(own, "/sales/rows").at("columns/0/name")).isEqualTo("id");
            assertThat(ids(get(own, "/regions/rows", "column", "region", "filter", "id:eq:1")))
                    .containsExactly("north");
            own.store.put(Layout.pipelineConfig(PublishedPipeline.SHOP), "{".getBytes(UTF_8), "application/json");
            assertThat(ids(get(own, "/sales/rows", "column", "id", "limit", "1")))
                    .containsExactly("1");
        }
    }

    @Test
    void aTableWithoutARowHasItsColumns(@TempDir Path temp) {
        try (PublishedPipeline own = filled(new PublishedPipeline(temp))) {
            own.file("a.csv", "day,region,id,amount,note\n").run();

            assertThat(get(own, "/sales/rows").at("rows")).isEqualTo("[]");
            assertThat(get(own, "/sales/profile").at("columns/0/rows")).isEqualTo("0");
            assertThat(get(own, "/regions/download", "format", "csv").text()).isEqualTo("region,id\r\n");
            assertThat(get(own, "/regions/download", "format", "parquet").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aDamagedTableSaysSoAndTheOthersCanStillBeRead(@TempDir Path temp) {
        try (PublishedPipeline own = filled(new PublishedPipeline(temp)).run()) {
            List<String> lost = new ArrayList<>();
            for (String prefix :
                    List.of(Layout.table(PublishedPipeline.SHOP, "sales"), Layout.staged(PublishedPipeline.SHOP))) {
                try (Stream<ObjectInfo> objects = own.store.list(prefix)) {
                    objects.map(ObjectInfo::key).forEach(lost::add);
                }
            }
            own.store.deleteAll(lost);

            Answer list = get(own, "");
            assertThat(list.at("tables/0/state")).isEqualTo("damaged");
            assertThat(list.at("tables/0/message")).contains("Run the pipeline again");
            assertThat(list.at("tables/1/state")).isEqualTo("published");
            Answer rows = get(own, "/sales/rows");
            assertThat(rows.status()).isEqualTo(409);
            assertThat(rows.at("error")).isEqualTo("table_damaged");
            assertThat(ids(get(own, "/regions/rows", "column", "id"))).hasSize(4);
        }
    }

    @Test
    void aTableLargerThanTheCacheAndAQueryOverItsTimeSayWhatToRaise(@TempDir Path temp) {
        try (PublishedPipeline small = filled(
                        new PublishedPipeline(temp, 500, TableLimits.within(Duration.ofSeconds(30))))
                .run()) {
            Answer answer = get(small, "/sales/rows");
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.at("error")).isEqualTo("table_too_large");
            assertThat(answer.at("message")).contains("KARET_CACHE_LIMIT");
        }
    }

    @Test
    void whoFindsNoTurnIsAskedToComeBack(@TempDir Path temp) {
        TableLimits none =
                new TableLimits(Duration.ofSeconds(30), Duration.ofMillis(300), Duration.ofMinutes(1), 0, 0, 1 << 20);
        try (PublishedPipeline busy =
                filled(new PublishedPipeline(temp, 64 << 20, none)).run()) {
            assertThat(get(busy, "/regions/download", "format", "csv").at("error"))
                    .isEqualTo("busy");
            Answer rows = get(busy, "/regions/rows");
            assertThat(rows.status()).isEqualTo(503);
            assertThat(rows.header("Retry-After")).isPresent();
        }
    }

    @Test
    void aStatementGetsAllTablesOfOneCommitThatItWants() {
        try (OpenTables all =
                shop.shelf.open(PublishedPipeline.SHOP, _ -> true, () -> false).orElseThrow()) {
            assertThat(all.files()).extracting(TableFiles::name).containsExactly("sales", "regions");
            assertThat(all.files().get(0).pathColumns()).isEmpty();
            assertThat(all.files().get(1).pathColumns()).containsExactly("region");
            assertThat(all.files()).extracting(TableFiles::rows).containsExactly(4L, 4L);
            assertThat(all.snapshot().commit()).isEqualTo(1);
        }
        try (OpenTables one = shop.shelf
                .open(PublishedPipeline.SHOP, "regions"::equals, () -> false)
                .orElseThrow()) {
            assertThat(one.files()).extracting(TableFiles::name).containsExactly("regions");
        }
    }

    @Test
    void noQuestionMakesTheServiceFail() {
        Random random = new Random(7);
        List<String> pieces = List.of(
                "id",
                "amount",
                "day",
                "region",
                "note",
                "at",
                "late",
                "share",
                ":",
                ":",
                ":eq:",
                ":in:",
                ":ne:",
                ":lt:",
                ":contains:",
                ":is_null",
                ":starts_with:",
                ":desc",
                ":asc",
                "[",
                "]",
                "[]",
                "[1,\"1\",1e3]",
                "\"",
                "'",
                ";--",
                "1",
                "-0",
                "9".repeat(40),
                "1e400",
                "0.".concat("0".repeat(400)),
                "NaN",
                "2024-02-30",
                "0000-00-00",
                "2024-01-01T00:00:00+18:00",
                "true",
                "\u0000",
                "\uFFFF",
                "ß",
                "😀",
                "%",
                "\\",
                " ",
                "\n",
                "{}",
                "null");
        List<String> names = List.of("filter", "filter", "sort", "column", "limit", "cursor", "format");
        List<String> paths =
                List.of("/sales/rows", "/regions/rows", "/sales/profile", "/regions/download", "/later/rows");
        String cursor = get("/sales/rows", "limit", "1").at("next_cursor");
        for (int i = 0; i < 400; i++) {
            List<String> parameters = new ArrayList<>();
            for (int p = random.nextInt(4); p >= 0; p--) {
                parameters.add(names.get(random.nextInt(names.size())));
                StringBuilder value = new StringBuilder();
                for (int n = random.nextInt(4); n >= 0; n--) value.append(pieces.get(random.nextInt(pieces.size())));
                parameters.add(random.nextInt(12) == 0 ? cursor.substring(random.nextInt(9)) : value.toString());
            }
            if (random.nextInt(3) == 0) parameters.addAll(List.of("format", "csv"));
            Answer answer = get(paths.get(random.nextInt(paths.size())), parameters.toArray(String[]::new));
            assertThat(answer.status()).as(parameters + answer.text()).isLessThan(500);
        }
    }
}
