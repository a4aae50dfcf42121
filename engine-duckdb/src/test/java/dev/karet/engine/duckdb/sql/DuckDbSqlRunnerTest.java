package dev.karet.engine.duckdb.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.karet.engine.query.SqlAnswer;
import dev.karet.engine.query.SqlAnswer.Cell;
import dev.karet.engine.query.SqlAnswer.Column;
import dev.karet.engine.query.SqlAnswer.Place;
import dev.karet.engine.query.SqlAnswer.Refused;
import dev.karet.engine.query.SqlAnswer.Rows;
import dev.karet.engine.query.SqlCancel;
import dev.karet.engine.query.SqlLimits;
import dev.karet.engine.query.SqlQuestion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What statements answer, in real processes. */
class DuckDbSqlRunnerTest {

    private static DuckDbSqlRunner runner;
    private static LocalTables tables;

    @BeforeAll
    static void start(@TempDir Path folder) {
        tables = new LocalTables(folder.resolve("tables"));
        runner = new DuckDbSqlRunner(
                new SqlLimits(Duration.ofSeconds(30), 1_000, 256L << 20, 200_000, 50), 1, folder.resolve("temp"));
    }

    @AfterAll
    static void stop() {
        runner.close();
    }

    private static SqlAnswer ask(String statement) {
        return ask(statement, 1_000);
    }

    private static SqlAnswer ask(String statement, int mostRows) {
        return runner.run(new SqlQuestion(statement, tables.names(), mostRows), tables, new SqlCancel());
    }

    private static Rows rows(String statement) {
        return (Rows) ask(statement);
    }

    private static List<List<String>> texts(Rows rows) {
        return rows.rows().stream()
                .map(row -> row.stream()
                        .map(cell -> switch (cell) {
                            case Cell.Null _ -> "null";
                            case Cell.Text(var text, var cut) -> cut ? text + "…" : text;
                        })
                        .toList())
                .toList();
    }

    private static Refused refused(String statement) {
        return (Refused) ask(statement);
    }

    @Test
    void aSelectReadsTheTablesThatItNamesAndNoOthers() {
        Rows rows = rows("SELECT region, count(*) AS n, sum(amount) AS total FROM sales GROUP BY ALL ORDER BY region");
        assertThat(rows.columns())
                .containsExactly(
                        new Column("region", "VARCHAR"),
                        new Column("n", "BIGINT"),
                        new Column("total", "DECIMAL(38,2)"));
        assertThat(texts(rows))
                .containsExactly(List.of("north & west", "1000", "499750.00"), List.of("south", "10", "10045.00"));
        assertThat(rows.truncated()).isFalse();
        assertThat(tables.asked()).last().isEqualTo("sales");
        assertThat(tables.stillOpen()).isZero();
    }

    @Test
    void aStatementThatNamesNoTableAsksForNone() {
        int before = tables.asked().size();
        assertThat(texts(rows("VALUES (1, 'a'), (2, NULL)"))).containsExactly(List.of("1", "a"), List.of("2", "null"));
        assertThat(tables.asked()).hasSize(before);
    }

    @Test
    void numbersHaveAllTheirDigitsAndTimesAreAsInIso8601() {
        assertThat(
                        texts(
                                rows(
                                        "SELECT 170141183460469231731687303715884105727, 0.1::DOUBLE + 0.2, 1e300, 12345678901234567890.1234567890,"
                                                + " DATE '2024-02-29', TIMESTAMP '2024-02-29 01:02:03.5', TIMESTAMPTZ '2024-02-29 01:02:03+01', TIME '01:02:03'")))
                .containsExactly(List.of(
                        "170141183460469231731687303715884105727",
                        "0.30000000000000004",
                        "1e+300",
                        "12345678901234567890.1234567890",
                        "2024-02-29",
                        "2024-02-29T01:02:03.5",
                        "2024-02-29T00:02:03Z",
                        "01:02:03"));
    }

    @Test
    void listsStructsBlobsAndIntervalsAreTextAsDuckDbWritesThem() {
        assertThat(
                        texts(
                                rows(
                                        "SELECT [1, NULL], {'a': 'x', 'b': [2.50]}, MAP {'k': 1}, '\\x00\\xFF'::BLOB, INTERVAL 14 MONTH, true")))
                .containsExactly(List.of(
                        "[1, NULL]", "{'a': x, 'b': [2.50]}", "{k=1}", "\\x00\\xFF", "1 year 2 months", "true"));
    }

    @Test
    void anAnswerIsCutAtTheRowsThatWereAskedForAndSaysSo() {
        Rows cut = (Rows) ask("SELECT id FROM sales ORDER BY id DESC", 3);
        assertThat(texts(cut)).containsExactly(List.of("1009"), List.of("1008"), List.of("1007"));
        assertThat(cut.truncated()).isTrue();
        Rows whole = (Rows) ask("SELECT id FROM sales WHERE region = 'south'", 10);
        assertThat(whole.rows()).hasSize(10);
        assertThat(whole.truncated()).isFalse();
        assertThat(((Rows) ask("FROM range(100000)", 50_000)).rows())
                .as("more than the runner's own limit is never given")
                .hasSize(1_000);
    }

    @Test
    void aLongCellIsCutAndSaysSo() {
        assertThat(texts(rows("SELECT repeat('ä😀', 25), repeat('ä', 51)")))
                .containsExactly(List.of("ä😀".repeat(25), "ä".repeat(50) + "…"));
    }

    @Test
    void anAnswerThatIsTooLargeIsCutByWholeRows() {
        Rows rows = rows("SELECT repeat('x', 50) AS a, repeat('y', 50) AS b, i FROM range(900000) r(i)");
        assertThat(rows.truncated()).isTrue();
        assertThat(rows.rows()).hasSizeBetween(800, 1_000);
        Rows wide = rows("SELECT " + "repeat('z', 50), ".repeat(400) + "i FROM range(1000) r(i)");
        assertThat(wide.truncated()).isTrue();
        assertThat(wide.rows()).hasSizeBetween(2, 10);
    }

    @Test
    void theOrderOfAStatementIsTheOrderOfItsAnswer() {
        Rows rows = rows("SELECT i FROM range(500000) r(i) ORDER BY hash(i)");
        assertThat(texts(rows)).startsWith(List.of("0")).hasSize(1_000);
        assertThat(texts(rows("SELECT id FROM sales LIMIT 5 OFFSET 998")))
                .containsExactly(List.of("998"), List.of("999"), List.of("1000"), List.of("1001"), List.of("1002"));
    }

    @Test
    void aColumnThatIsCalledLikeAFolderKeepsItsOwnValues() {
        assertThat(texts(rows("SELECT * FROM days")))
                .containsExactly(List.of("2024-02-28", "February"), List.of("2024-02-29", "February"));
    }

    @Test
    void aTableWithoutFilesHasItsColumnsAndNoRows() {
        Rows rows = rows("SELECT * FROM none");
        assertThat(rows.columns()).containsExactly(new Column("n", "BIGINT"), new Column("d", "DECIMAL(12,2)"));
        assertThat(rows.rows()).isEmpty();
    }

    @Test
    void commentsSemicolonsAndColumnsOfOneNameAreNoTrouble() {
        Rows rows = rows("/* a */ SELECT 1 AS a, 2 AS a -- b\n; -- c");
        assertThat(rows.columns())
                .extracting(Column::name)
                .doesNotHaveDuplicates()
                .startsWith("a");
        assertThat(texts(rows)).containsExactly(List.of("1", "2"));
    }

    @Test
    void namesOfTablesAreReadAsDuckDbReadsThem() {
        assertThat(texts(rows(
                        "WITH s AS (SELECT * FROM SALES), t AS (FROM s) SELECT count(*) FROM t JOIN \"days\" ON true")))
                .containsExactly(List.of("2020"));
        assertThat(
                        texts(
                                rows(
                                        "WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 4) SELECT sum(i) FROM n")))
                .containsExactly(List.of("10"));
        assertThat(texts(rows("SELECT * FROM (PIVOT sales ON region IN ('south') USING count(*) GROUP BY region)")))
                .hasSize(2);
    }

    @Test
    void aMisspeltTableIsToldWithItsPlaceAndTheNearestName() {
        assertThat(refused("SELECT 'é'\nFROM  sale"))
                .isEqualTo(new Refused(
                        "unknown_table",
                        "There is no table \"sale\".",
                        Optional.of(new Place(17, 2, 7)),
                        Optional.of("Did you mean \"sales\"?")));
        assertThat(refused("FROM zzzzzzzz").hint()).contains("The tables are days, none, sales.");
    }

    @Test
    void aMisspeltColumnIsToldWithItsPlaceAndTheNearestName() {
        assertThat(refused("SELECT 'é', amuont FROM sales"))
                .isEqualTo(new Refused(
                        "unknown_column",
                        "There is no column \"amuont\" in the tables of the FROM.",
                        Optional.of(new Place(12, 1, 13)),
                        Optional.of("Did you mean \"amount\"?")));
    }

    @Test
    void whatIsNoSqlIsToldWithItsPlace() {
        assertThat(refused("SELECT 1\nFORM sales")).satisfies(answer -> {
            assertThat(answer.reason()).isEqualTo("syntax_error");
            assertThat(answer.place()).map(Place::line).contains(2);
        });
        assertThat(refused("SELECT sum(region) FROM sales")).satisfies(answer -> {
            assertThat(answer.reason()).isEqualTo("invalid_statement");
            assertThat(answer.message()).contains("sum(VARCHAR)").doesNotContain("Candidate", "\n");
            assertThat(answer.place()).map(Place::column).contains(8);
        });
        assertThat(refused("SELECT CAST(region AS INT) FROM sales")).satisfies(answer -> {
            assertThat(answer.reason()).isEqualTo("invalid_value");
            assertThat(answer.message()).contains("north & west");
        });
        assertThat(refused("")).extracting(Refused::reason).isEqualTo("empty_statement");
        assertThat(refused("SELECT 'a\0b'")).extracting(Refused::reason).isEqualTo("syntax_error");
    }

    @Test
    void whatTheTablesThrowIsThrownOnAndTheRunnerGoesOn() {
        assertThatThrownBy(() -> runner.run(
                        new SqlQuestion("FROM sales", List.of("sales"), 1),
                        _ -> {
                            throw new IllegalStateException("the store is away");
                        },
                        new SqlCancel()))
                .hasMessage("the store is away");
        assertThat(texts(rows("SELECT 1"))).containsExactly(List.of("1"));
    }
}
