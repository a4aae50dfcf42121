package dev.karet.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.engine.query.SqlAnswer;
import dev.karet.engine.query.SqlAnswer.Cell;
import dev.karet.engine.query.SqlAnswer.Column;
import dev.karet.engine.query.SqlAnswer.Place;
import dev.karet.engine.query.SqlCancel;
import dev.karet.engine.query.SqlQuestion;
import dev.karet.engine.query.TableFiles;
import dev.karet.engine.query.TableSource;
import dev.karet.store.InMemoryObjectStore;
import dev.karet.store.Layout;
import dev.karet.store.Slug;
import dev.karet.web.http.ApiClient.Answer;
import dev.karet.web.sql.SavedQueries;
import dev.karet.web.sql.StatementTables;
import dev.karet.web.sql.Statements;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Statements over HTTP; what a real process answers is the engine's to show. */
class SqlRoutesTest {

    private static final Slug SHOP = new Slug("shop");
    private static final String SQL = "/api/p/shop/sql";
    private static final String QUERIES = "/api/p/shop/queries";
    private static final String ID = "0f8fad5b-d9cb-469f-a165-70867728950e";
    private static final int PATIENCE_SECONDS = 60;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final SqlRoutes routes = new SqlRoutes(
            new Statements(this::run, new ShopTables(), 100),
            new SavedQueries(store, Clock.fixed(Instant.parse("2026-01-02T03:04:05.678901Z"), ZoneOffset.UTC)));
    private final WebFixture web = WebFixture.open(routes);

    SqlRoutesTest() {
        store.put(Layout.pipelineConfig(SHOP), "{}".getBytes(UTF_8), "application/json");
    }

    @AfterEach
    void close() {
        web.close();
        routes.close();
    }

    /** Answers by the statement's first word. */
    private SqlAnswer run(SqlQuestion question, TableSource tables, SqlCancel cancel) {
        return switch (question.statement()) {
            case "rows" -> {
                try (var opened = tables.open(List.of("sales"))) {
                    assertThat(opened.tables()).hasSize(1);
                    yield new SqlAnswer.Rows(
                            List.of(new Column("n", "HUGEINT"), new Column("a, \"b\"", "VARCHAR")),
                            List.of(
                                    List.of(text("170141183460469231731687303715884105727"), new Cell.Null()),
                                    List.of(text("" + question.mostRows()), new Cell.Text("x\ny", true)),
                                    List.of(text("0"), text(""))),
                            true,
                            Duration.ofMillis(7));
                }
            }
            case "refused" ->
                new SqlAnswer.Refused(
                        "unknown_table",
                        "There is no table \"sale\".",
                        Optional.of(new Place(14, 2, 6)),
                        Optional.of("Did you mean \"sales\"?"));
            case "slow" -> new SqlAnswer.TimedOut(Duration.ofSeconds(30));
            case "large" -> new SqlAnswer.OutOfMemory(512L << 20);
            case "crash" -> new SqlAnswer.Crashed();
            case "busy" -> new SqlAnswer.Busy();
            case "endless" -> {
                cancel.whenWanted(cancelled::countDown);
                begun.countDown();
                try {
                    assertThat(cancelled.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                            .isTrue();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                yield new SqlAnswer.Cancelled();
            }
            default -> throw new AssertionError(question);
        };
    }

    private static Cell text(String text) {
        return new Cell.Text(text, false);
    }

    private static final class ShopTables implements StatementTables {

        @Override
        public Optional<List<String>> names(Slug slug) {
            return slug.equals(SHOP) ? Optional.of(List.of("sales")) : Optional.empty();
        }

        @Override
        public Opened open(Slug slug, List<String> names, SqlCancel cancel) {
            return new Opened() {
                @Override
                public Optional<Long> snapshot() {
                    return Optional.of(12L);
                }

                @Override
                public List<TableFiles> tables() {
                    return names.stream()
                            .map(name -> new TableFiles(name, List.of(), List.of(), List.of()))
                            .toList();
                }

                @Override
                public void distrust(TableFiles table) {
                    throw new AssertionError(table);
                }

                @Override
                public void close() {}
            };
        }
    }

    private Answer ask(String statement) {
        return web.client().post(SQL, "{\"statement\": \"" + statement + "\"}");
    }

    @Test
    void aResultComesWithEveryDigitAndSaysWhatIsMissing() {
        Answer answer = web.client().post(SQL, "{\"statement\": \"rows\", \"max_rows\": 5}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("rows"))
                .isEqualTo("[[\"170141183460469231731687303715884105727\",null],[\"5\",\"x\\ny\"],[\"0\",\"\"]]");
        assertThat(answer.at("columns/0")).isEqualTo("{\"name\":\"n\",\"type\":\"HUGEINT\"}");
        assertThat(answer.at("cut_cells")).isEqualTo("[[1,1]]");
        assertThat(answer.at("truncated")).isEqualTo("true");
        assertThat(answer.at("row_count")).isEqualTo("3");
        assertThat(answer.at("elapsed_ms")).isEqualTo("7");
        assertThat(answer.at("snapshot")).isEqualTo("12");
        assertThat(ask("rows").at("rows/1/0")).as("the service's own limit").isEqualTo("100");
    }

    @Test
    void aResultComesAsCsvWithNullApartFromTheEmptyText() {
        Answer answer = web.client().post(SQL + "/csv", "{\"statement\": \"rows\"}");
        assertThat(answer.text())
                .isEqualTo(
                        "n,\"a, \"\"b\"\"\"\r\n170141183460469231731687303715884105727,\r\n100,\"x\ny\"\r\n0,\"\"\r\n");
        assertThat(answer.header("X-Karet-Truncated")).contains("true");
        assertThat(answer.header("Content-Type")).contains("text/csv; charset=utf-8");
    }

    @Test
    void aRefusalSaysWhyAndWhere() {
        Answer answer = ask("refused");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("error")).isEqualTo("sql_refused");
        assertThat(answer.at("details"))
                .isEqualTo(
                        "{\"reason\":\"unknown_table\",\"offset\":14,\"line\":2,\"column\":6,\"hint\":\"Did you mean \\\"sales\\\"?\"}");
        assertThat(answer.at("request_id"))
                .isEqualTo(answer.header("X-Request-Id").orElseThrow());
    }

    @Test
    void everyOtherEndHasACodeOfItsOwn() {
        assertThat(ask("slow").at("error")).isEqualTo("sql_timeout");
        assertThat(ask("large").at("message")).contains("512 MiB");
        assertThat(ask("crash").status()).isEqualTo(422);
        assertThat(ask("busy").status()).isEqualTo(503);
        assertThat(ask("busy").header("Retry-After")).contains("2");
    }

    @Test
    void aStatementIsCancelledByItsIdAndByNoOther() throws Exception {
        String body = "{\"statement\": \"endless\", \"query_id\": \"" + ID + "\"}";
        CompletableFuture<Answer> answer =
                CompletableFuture.supplyAsync(() -> web.client().post(SQL, body));
        assertThat(begun.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(web.client().post(SQL, body).at("error")).isEqualTo("sql_running");
        assertThat(web.client().delete("/api/p/other/sql/" + ID).status()).isEqualTo(404);
        assertThat(web.client().delete(SQL + "/" + ID.replace('0', '1')).at("error"))
                .isEqualTo("sql_not_running");
        assertThat(web.client().delete(SQL + "/none").status()).isEqualTo(404);
        assertThat(web.client().delete(SQL + "/" + ID).status()).isEqualTo(204);
        assertThat(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS).at("error")).isEqualTo("sql_cancelled");
        assertThat(web.client().delete(SQL + "/" + ID).status()).isEqualTo(404);
    }

    @Test
    void aClientThatHangsUpCancels() throws Exception {
        Assumptions.assumeTrue(java.nio.file.Files.exists(java.nio.file.Path.of("/proc/self/net/tcp")));
        String body = "{\"statement\": \"endless\"}";
        var address = web.server().address();
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream()
                    .write(("POST " + SQL + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                                    + body.length() + "\r\n\r\n" + body)
                            .getBytes(UTF_8));
            assertThat(begun.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(cancelled.await(PATIENCE_SECONDS / 2, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aQuestionThatIsNoneIsABadRequest() {
        for (String body : List.of(
                "{}",
                "[]",
                "{\"statement\": 1}",
                "{\"statement\": \"rows\", \"max_rows\": 0}",
                "{\"statement\": \"rows\", \"max_rows\": 1000001}",
                "{\"statement\": \"rows\", \"max_rows\": 1.5}",
                "{\"statement\": \"rows\", \"query_id\": \"1-1-1-1-1\"}",
                "{\"statement\": \"rows\", \"rows\": 1}")) {
            assertThat(web.client().post(SQL, body).status()).as(body).isEqualTo(400);
        }
        assertThat(web.client()
                        .post("/api/p/other/sql", "{\"statement\": \"rows\"}")
                        .at("error"))
                .isEqualTo("pipeline_config_not_found");
    }

    @Test
    void aSavedQueryIsFoundAgainReplacedAndRemoved() {
        ApiClient client = web.client();
        String path = QUERIES + "/Ums%C3%A4tze%20(2024)";
        assertThat(client.get(QUERIES).text()).isEqualTo("{\"queries\":[]}");
        assertThat(client.get(path).at("error")).isEqualTo("query_not_found");
        assertThat(client.put(path, "{\"statement\": \"SELECT 1\"}").at("updated_at"))
                .isEqualTo("2026-01-02T03:04:05.678Z");
        client.put(QUERIES + "/a", "{\"statement\": \"SELECT\"}");
        client.put(path, "{\"statement\": \"SELECT 2\"}");
        assertThat(client.get(path).at("statement")).isEqualTo("SELECT 2");
        assertThat(client.get(QUERIES).at("queries/0/name")).isEqualTo("Umsätze (2024)");
        assertThat(client.get(QUERIES).at("queries/1/name")).isEqualTo("a");
        assertThat(client.delete(path).status()).isEqualTo(204);
        assertThat(client.delete(path).status()).isEqualTo(404);
        assertThat(client.get(QUERIES).text()).doesNotContain("2024)");
    }

    @Test
    void aQueryIsSavedUnderAProperNameAndWithAPipelineOnly() {
        ApiClient client = web.client();
        for (String name : List.of("-a", "a%0Ab", "a%3Cb", "%20a", "a%20", "x".repeat(101), "%F0%9F%98%80")) {
            assertThat(client.put(QUERIES + "/" + name, "{\"statement\": \"SELECT 1\"}")
                            .status())
                    .as(name)
                    .isEqualTo(400);
        }
        assertThat(client.put("/api/p/other/queries/a", "{\"statement\": \"SELECT 1\"}")
                        .status())
                .isEqualTo(404);
        assertThat(client.get("/api/p/other/queries").status()).isEqualTo(404);
        assertThat(client.put(QUERIES + "/a", "{\"statement\": \"" + "x".repeat(50_001) + "\"}")
                        .status())
                .isEqualTo(400);
        assertThat(store.list(Layout.own(SHOP))).isEmpty();
    }

    @Test
    void anObjectThatIsNoSavedQueryIsLeftOut() {
        store.put(Layout.savedQuery(SHOP, "broken"), "{\"name\": 1".getBytes(UTF_8), "application/json");
        store.put(
                Layout.savedQuery(SHOP, "old"),
                "{\"name\": \"x\", \"statement\": \"y\", \"updated_at\": \"z\"}".getBytes(UTF_8),
                "application/json");
        assertThat(web.client().get(QUERIES).text()).isEqualTo("{\"queries\":[]}");
    }
}
