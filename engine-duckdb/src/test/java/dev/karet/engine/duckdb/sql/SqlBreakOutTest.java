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

    private static final Duration DEADLINE = Duration.ofSeconds(2);
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
    static void stop() {
        runner.close();
    }

    @AfterEach
    void theServiceStandsAndEveryFileIsAsItWas() throws IOException {
        assertThat(ask("SELECT sum(id) FROM sales")).isInstanceOf(Rows.class);
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Files that are none of its business, or are its own tables.
                "SELECT * FROM '{secret}'",
                "SELECT * FROM '{up}'",
                "SELECT * FROM '{link}'",
                "SELECT * FROM \"{secret}\"",
                "SELECT * FROM '{table}'",
                "SELECT * FROM read_csv('{secret}')",
                "SELECT * FROM read_csv_auto('{up}')",
                "SELECT * FROM read_text('/etc/passwd')",
                "SELECT * FROM read_blob('{link}')",
                "SELECT * FROM read_parquet('{table}')",
                "SELECT * FROM parquet_scan(['{table}'])",
                "SELECT * FROM parquet_metadata('{table}')",
                "SELECT * FROM parquet_kv_metadata('{table}')",
                "SELECT * FROM read_json('{secret}')",
                "SELECT * FROM read_duckdb('{secret}')",
                "SELECT * FROM sniff_csv('{secret}')",
                "SELECT * FROM glob('/etc/*')",
                "SELECT * FROM \"read_text\"('/etc/passwd')",
                "SELECT * FROM READ_TEXT('/etc/passwd')",
                "SELECT * FROM main.read_text('/etc/passwd')",
                "SELECT * FROM system.main.read_text('/etc/passwd')",
                "SELECT (SELECT content FROM read_text('/etc/passwd'))",
                "SELECT * FROM sales WHERE EXISTS (FROM read_text('/etc/passwd'))",
                "WITH a AS (FROM read_text('/etc/passwd')) SELECT 1",
                "SELECT 1 ORDER BY (SELECT count(*) FROM glob('/*'))",
                "SELECT 1 LIMIT (SELECT count(*) FROM glob('/*'))",
                "SELECT list_transform([1], lambda x: (SELECT count(*) FROM glob('/*')))",
                "SELECT * FROM range((SELECT count(*) FROM glob('/*')))",
                "SELECT * FROM sales TABLESAMPLE 10 ROWS UNION ALL BY NAME SELECT * FROM read_text('/etc/passwd')",
                "PIVOT sales ON region USING sum((SELECT count(*) FROM glob('/*')))",
                "SELECT * FROM (PIVOT (FROM read_text('/etc/passwd')) ON content IN ('a') USING count(*))",
                "SELECT * FROM (UNPIVOT (FROM glob('/*')) ON file)",
                // Statements that are none of SELECT's, or hide in one.
                "INSTALL httpfs",
                "LOAD httpfs",
                "LOAD '{secret}'",
                "SET memory_limit = '100GB'",
                "SET GLOBAL enable_external_access = true",
                "RESET memory_limit",
                "PRAGMA enable_logging",
                "COPY sales TO '{secret}'",
                "COPY sales TO '{table}' (FORMAT parquet, USE_TMP_FILE false)",
                "COPY (SELECT 1) TO '{link}' (USE_TMP_FILE false)",
                "EXPORT DATABASE '{secret}'",
                "ATTACH '{secret}' AS other",
                "DROP VIEW sales",
                "CREATE TABLE t AS SELECT 1",
                "CREATE SECRET (TYPE s3)",
                "CREATE MACRO f() AS TABLE FROM read_text('/etc/passwd')",
                "INSERT INTO sales VALUES (1)",
                "DELETE FROM sales",
                "UPDATE sales SET id = 1",
                "WITH x AS (INSERT INTO sales VALUES (1) RETURNING *) FROM x",
                "WITH x AS (DELETE FROM sales RETURNING *) FROM x",
                "EXPLAIN SELECT 1",
                "EXPLAIN ANALYZE SELECT 1",
                "PREPARE p AS SELECT 1",
                "EXECUTE p",
                "CALL range(3)",
                "CHECKPOINT",
                "VACUUM",
                "BEGIN",
                "USE system",
                "DESCRIBE sales",
                "SUMMARIZE sales",
                "SHOW ALL TABLES",
                "SELECT * FROM (DESCRIBE sales)",
                "SELECT * FROM (SHOW ALL TABLES)",
                "SELECT 1; SELECT 2",
                "SELECT 1; DROP VIEW sales",
                "SELECT 1;; COPY sales TO '{table}' (USE_TMP_FILE false);",
                "SELECT 1 /* ; */ ; -- ;\n DROP VIEW sales",
                "SELECT $$ ; $$; SET threads = 1",
                "SELECT $a$ ; $$ ; $a$; SET threads = 1",
                "SELECT '\\'; DROP VIEW sales; --'",
                "SELECT E'\\''; DROP VIEW sales; --'",
                "SELECT \"\"\"; DROP VIEW sales; --\"\"",
                "SELECT 1\u037e DROP VIEW sales",
                "SELECT 1\uff1b DROP VIEW sales",
                "SELECT\u00a0*\u00a0FROM\u00a0read_text('/etc/passwd')",
                "SELECT * FROM r\u0435ad_text('/etc/passwd')",
                "/* /* */ SELECT 1 */ SELECT * FROM read_text('/etc/passwd')",
                // Functions that run text, tell of the process or keep it from ending.
                "SELECT * FROM query('SELECT 1')",
                "SELECT * FROM query_table('sales')",
                "SELECT * FROM query_table(['sales'])",
                "SELECT * FROM json_execute_serialized_sql('{}')",
                "SELECT getenv('PATH')",
                "SELECT current_setting('temp_directory')",
                "SELECT main.current_setting('temp_directory')",
                "SELECT system.main.current_setting('temp_directory')",
                "SELECT current_query()",
                "SELECT pg_catalog.pg_get_viewdef(1)",
                "SELECT pg_sleep(10)",
                "SELECT sleep_ms(10000)",
                "SELECT nextval('s')",
                "SELECT write_log('x')",
                "SELECT version()",
                "SELECT count(*) FILTER (getenv('PATH') = 'x') FROM sales",
                "SELECT sum(id) OVER (ORDER BY current_setting('threads')) FROM sales",
                "SELECT * FROM duckdb_settings()",
                "SELECT * FROM duckdb_secrets()",
                "SELECT * FROM duckdb_views()",
                "SELECT * FROM duckdb_temporary_files()",
                "SELECT * FROM duckdb_logs",
                "SELECT * FROM duckdb_views",
                "SELECT * FROM pragma_table_info('sales')",
                "SELECT * FROM pragma_database_size()",
                "SELECT * FROM storage_info('sales')",
                "SELECT * FROM which_secret('s3://x', 's3')",
                "SELECT * FROM test_all_types()",
                "SELECT * FROM seq_scan('sales')",
                "SELECT * FROM arrow_scan(1, 2, 3)",
                "SELECT * FROM information_schema.tables",
                "SELECT * FROM pg_catalog.pg_views",
                "SELECT * FROM pg_views",
                "SELECT * FROM sqlite_master",
                "SELECT * FROM memory.main.sales",
                "SELECT * FROM system.information_schema.columns",
                "SELECT * FROM \"karet result\"",
                "SELECT * FROM (WITH duckdb_views AS (SELECT 1) FROM duckdb_views) a, duckdb_views b",
                "WITH duckdb_views AS (FROM duckdb_views) FROM duckdb_views",
                "WITH a AS (FROM duckdb_views), duckdb_views AS (SELECT 1) FROM a",
                "WITH RECURSIVE duckdb_views AS (FROM duckdb_views UNION ALL SELECT 1) SELECT 1",
                "SELECT * FROM sales AT (VERSION => 1)",
                "SELECT $1"
            })
    void isRefused(String statement) {
        SqlAnswer answer = ask(placed(statement));
        assertThat(answer).as(statement).isInstanceOf(Refused.class);
        assertThat(answer.toString()).doesNotContain(SECRET, "root:", "statement-");
    }

    @Test
    void nothingThatMayBeAskedTellsWhereFilesLie() {
        for (String statement : List.of(
                "SELECT typeof(s) FROM sales s",
                "SELECT s FROM sales s LIMIT 1",
                "SELECT * FROM sales POSITIONAL JOIN days",
                "SELECT region[1] FROM sales LIMIT 1",
                "SELECT filename FROM sales",
                "SELECT file_index FROM sales",
                "SELECT rowid FROM sales",
                "SELECT error('x' || region) FROM sales",
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
                "SELECT string_agg(repeat('x', 1000), '') FROM range(1000000)",
                "SELECT range(1000000000)",
                "SELECT lpad('', 2000000000, 'x')",
                "SELECT bit_count(repeat('1', 1900000000)::BIT)"
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
                "SELECT regexp_matches('a', 'a{1000}{1000}')",
                "SELECT repeat('a', 1000000) LIKE repeat('%a', 100000) || 'b'",
                "SELECT levenshtein(repeat('a', 100000), repeat('b', 100000))",
                "SELECT i FROM range(1000000000) r(i) ORDER BY hash(i) DESC, i",
                "SELECT repeat(md5(i::VARCHAR), 100) AS s FROM range(100000000) r(i) ORDER BY s",
                "SELECT json_extract(repeat('[', 100000), '$')",
                "SELECT format('{:>2000000000}', 1)",
                "SELECT printf('%2000000000d', 1)",
                "SELECT error('x')",
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
                "SELECT " + "-".repeat(10_000) + "1",
                "SELECT " + "[".repeat(20_000) + "]".repeat(20_000),
                "SELECT " + "NOT ".repeat(12_000) + "true",
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
        assertThat(ask("SELECT " + numbers)).isInstanceOf(Rows.class);
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
