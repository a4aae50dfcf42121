package dev.karet.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.engine.sql.SqlDialect.Cells;
import dev.karet.model.expr.DataType.Decimal;
import dev.karet.model.expr.DataType.Simple;
import dev.karet.model.pipeline.LookupMapping;
import dev.karet.model.pipeline.OtherFields;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where DuckDB's own functions are used, they give what our Java gives: for every character, and for texts made to mislead. */
class FastPathsTest {

    private static final Cells INLINE = sql -> "(" + sql + ")";

    private final DuckDbFunctions functions = new DuckDbFunctions();
    private final DuckDbDialect dialect = new DuckDbDialect(functions);
    private final Random random = new Random(20260101);
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        functions.register(connection);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void trimAndCaseAgreeForEveryCharacter() throws SQLException {
        execute("CREATE TABLE t AS SELECT concat(chr(i::INT), 'a', chr(i::INT)) AS x FROM range(1, 1114112) r(i) "
                + "WHERE i NOT BETWEEN 55296 AND 57343");
        assertAgree(dialect.trim("x", INLINE), "karet_trim(x)");
        assertAgree(dialect.upper("x"), "karet_upper(x)");
        assertAgree(dialect.lower("x"), "karet_lower(x)");
    }

    @Test
    void numbersAgreeForTextsThatLookLikeNumbers() throws SQLException {
        texts("0159.-+eE_ x\t", 100_000);
        assertAgree(dialect.cast("x", Simple.TEXT, Simple.FLOAT64, INLINE), "karet_float64(x)");
        assertAgree(dialect.cast("x", Simple.TEXT, Simple.INT64, INLINE), "karet_int64(x)");
        assertAgree(
                dialect.cast("x", Simple.TEXT, new Decimal(5, 2), INLINE),
                "CAST(karet_decimal(x, 502) AS DECIMAL(5,2))");
        assertAgree(dialect.parseNumber("x", Optional.empty(), Optional.empty(), INLINE), "karet_parse_number(0, x)");
    }

    @Test
    void amountsWithSignsAndBracketsAgree() throws SQLException {
        texts("0159.,-+()$€*/:;AaCHFusd' \u00A0", 100_000);
        assertAgree(dialect.parseNumber("x", Optional.empty(), Optional.empty(), INLINE), "karet_parse_number(0, x)");
    }

    @Test
    void doublesPrintAndRoundAsOurs() throws SQLException {
        execute("CREATE TABLE t (x DOUBLE)");
        try (var appender = connection.unwrap(DuckDBConnection.class).createAppender("main", "t")) {
            for (int i = 0; i < 40_000; i++) {
                double any = Double.longBitsToDouble(random.nextLong());
                double value = i % 2 == 0 && Double.isFinite(any) ? any : random.nextInt(1_000_000) / 1000.0;
                appender.beginRow();
                appender.append(value);
                appender.endRow();
            }
        }
        assertAgree(dialect.cast("x", Simple.FLOAT64, Simple.TEXT, INLINE), "karet_float64_text(x)");
        assertAgree("CAST(karet_float64_text(x) AS DOUBLE)", "x");
        assertAgree(
                dialect.cast("x", Simple.FLOAT64, new Decimal(18, 2), INLINE),
                "CAST(karet_decimal_of_float64(karet_float64_text(x), 1802) AS DECIMAL(18,2))");
    }

    @Test
    void datesAgreeForTextsThatLookLikeDates() throws SQLException {
        texts("0129--/ ", 100_000);
        execute("INSERT INTO t SELECT strftime(DATE '1990-01-01' + (i * 37)::INT, '%Y-%d-%m') FROM range(1000) r(i)");
        for (String format : new String[] {"%Y-%m-%d", "%Y-%d-%m", "%d/%Y/%m"}) {
            assertAgree(
                    dialect.parseDate("x", format, INLINE),
                    "karet_parse_date(" + functions.dateFormat(format) + ", x)");
        }
    }

    /** DuckDB keeps texts of 12 bytes or fewer in another place than longer ones, and nulls in a third. */
    @Test
    void textsOfEveryLengthArriveWhole() throws SQLException {
        assertThat(TextReader.readsMemory())
                .as("this driver keeps a vector's memory where we look for it")
                .isTrue();
        execute(
                "CREATE TABLE t AS SELECT CASE WHEN i % 7 <> 3 THEN repeat(chr((97 + i % 26)::INT), (i % 40)::INT) || 'é' END AS x "
                        + "FROM range(10000) r(i)");
        execute("INSERT INTO t SELECT repeat('long é', 2000000)");
        assertAgree("karet_trim(x)", "x");
        assertAgree("karet_upper(x)", "upper(x)");
    }

    @Test
    void aLookupAnswersTheSameByNumberAndByText() throws SQLException {
        texts("abcABC", 20_000);
        execute("INSERT INTO t VALUES (NULL), ('')");
        var few = lookup(500);
        String byNumber = dialect.lookup(few, "x");
        assertThat(byNumber).contains("karet_lookup_number(");
        assertAgree(byNumber, "karet_lookup(" + functions.lookup(few) + ", x)");
        var many = lookup(501);
        assertThat(dialect.lookup(many, "x")).startsWith("karet_lookup(");
        assertAgree(dialect.lookup(many, "x"), byNumber);
    }

    /** Answers for 'a', 'b' and 'c', and others for texts that do not occur. */
    private static LookupMapping lookup(int answers) {
        var rows = new ArrayList<LookupMapping.Row>();
        for (int i = 0; i < answers; i++) {
            String pattern = i < 3 ? Character.toString('a' + i) : "none " + i;
            rows.add(new LookupMapping.Row(List.of(pattern), "answer 'é' " + i, 0, OtherFields.NONE));
        }
        return new LookupMapping(
                "lookup",
                Optional.empty(),
                LookupMapping.Match.KEYWORD_SUBSTRING,
                false,
                rows,
                List.of(),
                Optional.empty(),
                OtherFields.NONE);
    }

    private void texts(String alphabet, int count) throws SQLException {
        execute("CREATE TABLE t (x VARCHAR)");
        try (var appender = connection.unwrap(DuckDBConnection.class).createAppender("main", "t")) {
            for (int i = 0; i < count; i++) {
                var text = new StringBuilder();
                int length = 1 + random.nextInt(10);
                for (int k = 0; k < length; k++) text.append(alphabet.charAt(random.nextInt(alphabet.length())));
                appender.beginRow();
                appender.append(text.toString());
                appender.endRow();
            }
        }
    }

    private void assertAgree(String fast, String ours) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT count(*), min(x) FROM t WHERE " + fast + " IS DISTINCT FROM " + ours)) {
            result.next();
            assertThat(result.getLong(1))
                    .as("%s differs from %s, for %s", fast, ours, result.getString(2))
                    .isZero();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
