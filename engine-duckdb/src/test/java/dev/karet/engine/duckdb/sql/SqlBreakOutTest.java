package dev.karet.engine.duckdb.sql;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.engine.query.SqlAnswer;
import dev.karet.engine.query.SqlAnswer.Cell;
import dev.karet.engine.query.SqlAnswer.OutOfMemory;
import dev.karet.engine.query.SqlAnswer.Refused;
import dev.karet.engine.query.SqlAnswer.Rows;
import dev.karet.engine.query.SqlAnswer.TimedOut;
import dev.karet.engine.query.SqlCancel;
import dev.karet.engine.query.SqlLimits;
import dev.karet.engine.query.SqlQuestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements that want out, or want everything. None gets anywhere, and the service stands after each. */
class SqlBreakOutTest {

    private static final Duration DEADLINE = Duration.ofMillis(1_500);
    private static final String SECRET = "the-secret-of-this-test";

    private static DuckDbSqlRunner runner;
    private static LocalTables tables;
    private static Path folder;
    private static Map<Path, String> before;

    @BeforeAll
    static void start(@TempDir Path temp) throws IOException {
        folder = temp;
        tables = new LocalTables(temp.resolve("tables"));
        Files.writeString(temp.resolve("secret.csv"), SECRET + "\n");
        Files.createSymbolicLink(temp.resolve("tables").resolve("link.csv"), temp.resolve("secret.csv"));
        before = contents();
        runner = new DuckDbSqlRunner(
                new SqlLimits(DEADLINE, 1_000, 200L << 20, 4 << 20, 10_000), 1, temp.resolve("temp"));
    }

    @AfterAll
    static void theServiceStands() {
        assertThat(ask("SELECT sum(id) FROM sales")).isInstanceOf(Rows.class);
        runner.close();
    }

    @AfterEach
    void everyFileIsAsItWas() throws IOException {
        assertThat(contents()).isEqualTo(before);
        assertThat(tables.distrusted()).isEmpty();
        assertThat(tables.stillOpen()).isZero();
    }

    /** Every file but the runner's own. */
    private static Map<Path, String> contents() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            Map<Path, String> contents = new TreeMap<>();
            for (Path file : files.filter(file -> !file.startsWith(folder.resolve("temp")))
                    .toList()) {
                contents.put(file, Files.isDirectory(file) ? "" : Files.readString(file, ISO_8859_1));
            }
            return contents;
        }
    }

    private static SqlAnswer ask(String statement) {
        return runner.run(new SqlQuestion(statement, tables.names(), 1_000), tables, new SqlCancel());
    }

    /** The statement with the places of this test in it. */
    private static String placed(String statement) {
        return statement
                .replace("{secret}", folder.resolve("secret.csv").toString())
                .replace("{link}", folder.resolve("tables/link.csv").toString())
                .replace("{table}", tables.files().getFirst().toString())
                .replace("{up}", folder.resolve("tables/../secret.csv").toString());
    }

    @Test
    void whatIsNotOneHarmlessSelectIsRefused() {
        for (String statement : List.of(
                "SELECT * FROM '{secret}'",
                "SELECT * FROM read_csv('{up}')",
                "INSTALL httpfs",
                "LOAD '{secret}'",
                "SET enable_external_access = true",
                "COPY sales TO '{table}' (FORMAT parquet, USE_TMP_FILE false)",
                "DROP VIEW sales",
                "SELECT 1; COPY sales TO '{table}' (USE_TMP_FILE false)",
                "SELECT getenv('PATH')",
                "SELECT * FROM duckdb_settings()",
                "FROM query('SELECT 1')")) {
            SqlAnswer answer = ask(placed(statement));
            assertThat(answer).as(statement).isInstanceOf(Refused.class);
            assertThat(answer.toString()).doesNotContain(SECRET, "root:", "statement-");
        }
    }

    @Test
    void nothingThatMayBeAskedTellsWhereFilesLie() {
        for (String statement : List.of(
                "SELECT s FROM sales s LIMIT 1",
                "SELECT filename FROM sales",
                "SELECT file_index FROM sales",
                "SELECT CAST(region AS INT) FROM sales",
                "SELECT sales.nothing FROM sales")) {
            assertThat(ask(statement).toString())
                    .as(statement)
                    .doesNotContain(folder.toString(), ".parquet", "statement-", "read_parquet");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT length(repeat('x', 2000000000))",
                "SELECT repeat('x', 2000000000) || region FROM sales",
                "SELECT list(i) FROM range(100000000) r(i)",
                "SELECT range(1000000000)",
                "SELECT format('{:>2000000000}', 1)"
            })
    void whatWantsTooMuchMemoryEndsForThat(String statement) {
        assertThat(ask(statement)).as(statement).isInstanceOfAny(OutOfMemory.class, Refused.class, TimedOut.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n",
                "SELECT count(*) FROM sales a, sales b, sales c, sales d WHERE a.id + b.id + c.id + d.id = -1",
                "SELECT sum(sqrt(i)) FROM range(1000000000000) r(i)",
                "SELECT count(*) FROM generate_series(1, 10000000) a(i), generate_series(1, 10000000) b(j) WHERE i * j = 7"
            })
    void whatTakesTooLongEndsAtItsDeadline(String statement) {
        long began = System.nanoTime();
        assertThat(ask(statement)).as(statement).isEqualTo(new TimedOut(DEADLINE));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(DEADLINE.plusSeconds(20));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT regexp_matches(repeat('a', 100000), '(((((a*)*)*)*)*)*b')",
                "SELECT repeat('a', 1000000) LIKE repeat('%a', 100000) || 'b'",
                "SELECT i FROM range(1000000000) r(i) ORDER BY hash(i) DESC, i",
                "SELECT json_extract(repeat('[', 100000), '$')",
                "SELECT printf('%2000000000d', 1)",
                "SELECT * FROM repeat('x', 1000000000000)"
            })
    void whateverElseItTriesIsAnsweredInTime(String statement) {
        long began = System.nanoTime();
        assertThat(ask(statement)).as(statement).isNotNull();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(DEADLINE.plusSeconds(20));
    }

    @Test
    void statementsThatAreHugeOrNestedDeeplyAreRefused() {
        List<String> statements = List.of(
                "SELECT " + "(".repeat(100_000) + "1" + ")".repeat(100_000),
                "SELECT " + "(".repeat(20_000) + "1" + ")".repeat(20_000),
                "SELECT 1" + " + 1".repeat(10_000),
                "SELECT * FROM " + "(SELECT * FROM ".repeat(1_500) + "sales" + ")".repeat(1_500),
                "SELECT " + "CASE WHEN true THEN ".repeat(1_500) + "1" + " END".repeat(1_500),
                "SELECT 'x" + "y".repeat(10_000_000) + "'",
                "SELECT /* " + "/*".repeat(20_000));
        for (String statement : statements) {
            assertThat(ask(statement)).as(statement.substring(0, 60)).isInstanceOf(Refused.class);
        }
    }

    @Test
    void manyColumnsAndLongListsAreAnsweredOrRefused() {
        String numbers = IntStream.range(0, 9_000).mapToObj(Integer::toString).collect(Collectors.joining(","));
        assertThat(ask("SELECT count(*) FROM sales WHERE id IN (" + numbers + ")"))
                .isInstanceOf(Rows.class);
        assertThat(ask("SELECT " + numbers)).isNotNull();
        String joins = IntStream.range(0, 300).mapToObj(i -> "days d" + i).collect(Collectors.joining(","));
        assertThat(ask("SELECT count(*) FROM " + joins)).isNotNull();
    }

    @Test
    void aGreatAnswerIsCutBeforeItFillsTheServicesMemory() {
        Rows rows = (Rows) ask("SELECT repeat('x', 9000) AS s FROM range(1000000)");
        long characters = rows.rows().stream()
                .flatMap(List::stream)
                .mapToLong(cell -> cell instanceof Cell.Text(var text, var _) ? text.length() : 0)
                .sum();
        assertThat(characters).isLessThan(4L << 20);
        assertThat(rows.truncated()).isTrue();
    }

    @Test
    void theDiskIsAsItWasAfterStatementsThatSpill() throws IOException {
        assertThat(ask("SELECT i FROM range(200000000) r(i) ORDER BY hash(i)")).isNotNull();
        assertThat(ask("SELECT 1")).isInstanceOf(Rows.class);
        try (Stream<Path> files = Files.walk(folder.resolve("temp"))) {
            assertThat(files.filter(file -> file.toString().contains("spill"))).isEmpty();
        }
    }
}
