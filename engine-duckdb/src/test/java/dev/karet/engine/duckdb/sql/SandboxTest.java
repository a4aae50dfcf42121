package dev.karet.engine.duckdb.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.karet.engine.query.TableSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is let through to a database, and what such a database still holds back when the gate is left out. */
class SandboxTest {

    private static final List<String> TABLES = List.of("sales", "days");

    private static Sandbox sandbox;
    private static Path folder;

    @BeforeAll
    static void open(@TempDir Path temp) throws SQLException {
        folder = temp;
        sandbox = Sandbox.open(100L << 20, 1);
    }

    private static String placed(String statement) {
        return statement
                .replace("{secret}", folder.resolve("secret.csv").toString())
                .replace("{link}", folder.resolve("tables/link.csv").toString())
                .replace("{table}", folder.resolve("tables/table.parquet").toString())
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
    void whatIsNotOneHarmlessSelectIsRefused(String statement) {
        assertThatThrownBy(() -> sandbox.tablesOf(placed(statement), TABLES)).isInstanceOf(SqlRefused.class);
    }

    @Test
    void evenWithoutTheGateNoOtherFileIsRead() throws SQLException, IOException, SqlRefused {
        Path tables = Files.createDirectory(folder.resolve("tables"));
        Path secret = Files.writeString(folder.resolve("secret.csv"), "a\n1\n");
        Path allowed = Files.writeString(tables.resolve("allowed.csv"), "a\n1\n");
        Files.createSymbolicLink(tables.resolve("link.csv"), secret);
        Sandbox closed = Sandbox.open(100L << 20, 1);
        closed.closeOff(List.of(), List.of(allowed.toString()));
        for (String statement : List.of(
                "FROM read_text('/etc/passwd')",
                "FROM read_text('{secret}')",
                "FROM '{secret}'",
                "FROM read_csv('{up}')",
                "FROM read_csv('{link}')",
                "FROM glob('/etc/*')")) {
            assertThatThrownBy(() -> closed.read(closed.prepare(placed(statement), 1, 10), rows -> {
                        if (rows.next()) throw new IOException("read " + rows.getString(1));
                    }))
                    .as(statement)
                    .isInstanceOf(SqlRefused.class);
        }
        assertThat(closed.prepare("FROM read_csv('" + allowed + "')", 1, 10).names())
                .containsExactly("a");
    }

    @Test
    void whatQueriesOfEveryDayUseIsLetThroughAndRuns() throws SQLException, IOException, SqlRefused {
        LocalTables local = new LocalTables(folder.resolve("local"));
        TableSource.OpenTables opened = local.open(TABLES);
        for (String statement : List.of(
                "SELECT date_trunc('month', sold), sum(amount) FILTER (WHERE id > 3), median(amount) FROM sales GROUP BY 1 HAVING count(*) > 1 QUALIFY row_number() OVER (ORDER BY 1) < 3",
                "SELECT coalesce(nullif(region, ''), '?'), CASE WHEN id BETWEEN 1 AND 2 THEN 'a' ELSE 'b' END, id IN (1, 2), region LIKE 'n%', region ~ 'n', EXTRACT(year FROM sold), sold + INTERVAL 1 DAY FROM sales",
                "SELECT list_transform([1, 2], lambda x: x + 1), [x * 2 FOR x IN [1, 2] IF x > 1], array_agg(id)[1:2], string_agg(region, ',' ORDER BY id) FROM sales",
                "SELECT lag(amount) OVER (PARTITION BY region ORDER BY sold), sum(amount) OVER w FROM sales WINDOW w AS (ORDER BY id ROWS 2 PRECEDING)",
                "SELECT * EXCLUDE (amount) REPLACE (id + 1 AS id), COLUMNS('a.*') FROM sales",
                "SELECT unnest([1, 2]), generate_series, strftime(now(), '%Y'), uuid(), random(), TRY_CAST('x' AS INT) FROM generate_series(1, 3)",
                "(SELECT id FROM sales UNION SELECT 1) EXCEPT SELECT 2 ORDER BY 1 LIMIT 10%",
                "SELECT EXISTS (SELECT 1 FROM days d WHERE d.day = s.sold::DATE), ROW(1, 2), regexp_extract(region, '(o)', 1), json_extract('{\"a\": 1}', '$.a') FROM sales s TABLESAMPLE 50%",
                "SELECT current_date, current_timestamp, sold AT TIME ZONE 'Europe/Berlin', 5 // 2, 5 % 2, -id, NOT true, id::VARCHAR || 'x', md5(region), round(1.5), greatest(1, 2), if(true, 1, 2) FROM sales",
                "SELECT GROUPING(region), region, count(DISTINCT id), approx_count_distinct(id), quantile_cont(amount, [0.1, 0.9]) FROM sales GROUP BY ROLLUP (region)",
                "SELECT a.id FROM sales a ASOF JOIN sales b ON a.id >= b.id, LATERAL (SELECT a.id + 1) l(x) WHERE a.region IS NOT DISTINCT FROM b.region")) {
            Sandbox fresh = Sandbox.open(100L << 20, 1);
            fresh.closeOff(
                    opened.tables().stream().map(TableView::statement).toList(),
                    local.files().stream().map(Path::toString).toList());
            try {
                assertThat(TABLES).as(statement).containsAll(fresh.tablesOf(statement, TABLES));
                fresh.read(
                        fresh.prepare(statement, 10, 10),
                        rows -> assertThat(rows.next()).isTrue());
            } catch (SqlRefused refused) {
                throw new AssertionError(statement + ": " + refused.message(), refused);
            }
        }
    }
}
