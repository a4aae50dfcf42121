package dev.karet.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.engine.sql.MappingSql;
import dev.karet.engine.sql.MappingSql.PartitionColumn;
import dev.karet.engine.sql.MappingSql.SourceColumn;
import dev.karet.model.expr.DataType;
import dev.karet.model.expr.DataType.Simple;
import dev.karet.model.expr.Expr;
import dev.karet.model.expr.ExprParser;
import dev.karet.model.pipeline.AnalyticTable;
import dev.karet.model.pipeline.ColumnSchema;
import dev.karet.model.pipeline.ColumnSchema.Assertions;
import dev.karet.model.pipeline.CsvFormat;
import dev.karet.model.pipeline.Mapping;
import dev.karet.model.pipeline.Mapping.Granularity;
import dev.karet.model.pipeline.Mapping.PartitionBy;
import dev.karet.model.pipeline.OtherFields;
import dev.karet.model.pipeline.PipelineConfig;
import dev.karet.model.pipeline.SourceContainer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MappingSqlTest {

    private final DuckDbFunctions functions = new DuckDbFunctions();
    private final DuckDbDialect dialect = new DuckDbDialect(functions);
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        functions.register(connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute(DuckDbDialect.SETTINGS);
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        functions.close();
    }

    @Test
    void aRowIsRejectedForItsFirstFaultInTheOrderOfTheTablesColumns() throws SQLException {
        MappingSql sql = mapping(
                List.of(ColumnSchema.of("a", Simple.INT64), ColumnSchema.of("b", Simple.DATE)),
                List.of(ColumnSchema.of("day", Simple.DATE), ColumnSchema.of("count", Simple.INT64)),
                Map.of("count", "a", "day", "b"),
                Optional.empty(),
                List.of());
        assertThat(rejects(sql, "('x', 'y'), ('1', 'y'), ('x', '2024-01-05'), ('1', '2024-01-05'), (NULL, ' ')"))
                .containsExactly(
                        "day: \"y\" in source column \"b\" is not a date",
                        "day: \"y\" in source column \"b\" is not a date",
                        "count: \"x\" in source column \"a\" is not an int64");
    }

    @Test
    void aDatePartitionHasTheNumbersOfItsFolderAndRefusesNull() throws SQLException {
        MappingSql sql = mapping(
                List.of(ColumnSchema.of("d", Simple.TEXT)),
                List.of(ColumnSchema.of("day", Simple.DATE)),
                Map.of("day", "parse_date(d, \"%d.%m.%Y\")"),
                Optional.of(new PartitionBy("day", Granularity.DAY, OtherFields.NONE)),
                List.of());
        assertThat(sql.partitionColumns())
                .containsExactly(
                        new PartitionColumn("p0", "year", Simple.INT64, 4),
                        new PartitionColumn("p1", "month", Simple.INT64, 2),
                        new PartitionColumn("p2", "day", Simple.INT64, 2));
        assertThat(rows(sql, "('5.1.2024'), ('x')"))
                .containsExactly("2024-01-05|2024|1|5|null", "null|null|null|null|0");
        assertThat(rejects(sql, "('x')"))
                .containsExactly("day: \"x\" gives no date for column \"day\", so the row belongs to no partition");
    }

    @Test
    void aPartitionKeyMayNotBeNullEmptyOrTooLongForAFolder() throws SQLException {
        MappingSql sql = mapping(
                List.of(ColumnSchema.of("k", Simple.TEXT)),
                List.of(ColumnSchema.of("key", Simple.TEXT)),
                Map.of("key", "k"),
                Optional.empty(),
                List.of("key"));
        String slashes = "/".repeat(66);
        assertThat(rejects(
                        sql,
                        "('a'), (NULL), (''), (repeat('x', 200)), (repeat('x', 201)), ('" + slashes + "xx'), ('"
                                + slashes + "xxx'), (repeat('é', 100)), (repeat('é', 101))"))
                .hasSize(5)
                .startsWith("key: the row gives null for partition key \"key\", so the row belongs to no partition")
                .satisfies(reasons -> {
                    assertThat(reasons.get(1)).endsWith("cannot name a partition: it is empty");
                    assertThat(reasons.subList(2, 5))
                            .allMatch(
                                    reason -> reason.endsWith("cannot name a partition: it is longer than 200 bytes"));
                });
    }

    @Test
    void columnsThatMustNotBeNullAreCheckedInTheTableAndInTheSource() throws SQLException {
        var required = new ColumnSchema("b", Simple.INT64, false, Assertions.NONE, OtherFields.NONE);
        var strict = new ColumnSchema("out", Simple.TEXT, false, Assertions.NONE, OtherFields.NONE);
        List<ColumnSchema> source = List.of(ColumnSchema.of("a", Simple.TEXT), required);
        MappingSql sql = mapping(source, List.of(strict), Map.of("out", "a"), Optional.empty(), List.of());
        assertThat(sql.sourceColumns())
                .containsExactly(new SourceColumn("a", "r0", Simple.TEXT), new SourceColumn("b", "r1", Simple.INT64));
        assertThat(rejects(sql, "('x', '1'), (NULL, '1'), ('x', NULL), ('x', ' '), ('x', 'q')"))
                .containsExactly(
                        "out: the row gives null for column \"out\", which the table does not allow",
                        "b: the row has nothing in source column \"b\", which must not be empty",
                        "b: the row has nothing in source column \"b\", which must not be empty",
                        "b: \"q\" in source column \"b\" is not an int64");
    }

    @Test
    void aColumnThatTheMappingDoesNotFillIsNullInItsExactType() throws SQLException {
        MappingSql sql = mapping(
                List.of(ColumnSchema.of("a", Simple.TEXT)),
                List.of(ColumnSchema.of("x", new DataType.Decimal(9, 3)), ColumnSchema.of("y", Simple.TEXT)),
                Map.of("y", "a"),
                Optional.empty(),
                List.of());
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("DESCRIBE " + sql.select(input(sql, "('q')"), List.of()))) {
            result.next();
            assertThat(result.getString(2)).isEqualTo("DECIMAL(9,3)");
        }
        assertThat(rows(sql, "('q')")).containsExactly("null|q|null");
    }

    @Test
    void aThousandColumnsAreOneQuery() throws SQLException {
        List<ColumnSchema> source = columns("s", Simple.FLOAT64);
        List<ColumnSchema> table = columns("t", Simple.FLOAT64);
        Map<String, String> expressions = IntStream.range(0, 1000)
                .boxed()
                .collect(Collectors.toMap(i -> "t" + i, i -> "s" + i + " * 2 + s" + (999 - i)));
        MappingSql sql = mapping(source, table, expressions, Optional.empty(), List.of());
        String row = IntStream.range(0, 1000).mapToObj(i -> "'" + i + "'").collect(Collectors.joining(", ", "(", ")"));
        assertThat(rows(sql, row).getFirst()).startsWith("999.0|1000.0|").endsWith("|1998.0|null");
    }

    @Test
    void anExpressionOf64LevelsAndOneOf10000NodesRun() throws SQLException {
        String deep = "a";
        for (int i = 0; i < 15; i++)
            deep = "cast(cast(trim(" + deep + "), int64) + 1, string)".replace("+ 1,", "+ cast(1, int64),");
        Expr chain = new Expr.Column("n");
        for (int i = 0; i < 62; i++) {
            chain = new Expr.If(
                    new Expr.Comparison(Expr.ComparisonOperator.GT, chain, new Expr.NumberLiteral(i)),
                    chain,
                    new Expr.Column("n"));
            if (i == 5) break; // a tree of this shape doubles with every level: 6 of them are 500 nodes
        }
        String wide = IntStream.range(0, 4_990)
                .mapToObj(i -> "cast(a, int64, \"null\")")
                .collect(Collectors.joining(", ", "coalesce(", ", n)"));
        assertThat(evaluate(deep, "('1', '2')")).isEqualTo("16");
        assertThat(evaluate(wide, "('x', '2')")).isEqualTo("2");
        assertThat(evaluate(chain, Simple.INT64, "('x', '7')")).isEqualTo("7");
        String sums = IntStream.range(0, 60).mapToObj(i -> " + n").collect(Collectors.joining("", "n", ""));
        assertThat(evaluate(sums, "('x', '2')")).isEqualTo("122");
    }

    @Test
    void textsOfTenMegabytesAndNamesFullOfQuotesPassThroughEveryFunction() throws SQLException {
        MappingSql sql = mapping(
                List.of(ColumnSchema.of("a\"'; --", Simple.TEXT)),
                List.of(ColumnSchema.of("o\"'", Simple.TEXT), ColumnSchema.of("O\"'", Simple.INT64)),
                Map.of(
                        "o\"'",
                        "upper(trim(col(\"a\\\"'; --\")))",
                        "O\"'",
                        "cast(col(\"a\\\"'; --\"), int64, \"null\")"),
                Optional.empty(),
                List.of());
        String query = sql.select(input(sql, "(repeat('é', 5000000)), (repeat('1', 10000000)), ('7')"), List.of());
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT length(c0), c1 FROM (" + query + ") ORDER BY 1")) {
            result.next();
            assertThat(result.getString(2)).isEqualTo("7");
            result.next();
            assertThat(result.getLong(1)).isEqualTo(5_000_000);
        }
    }

    private String evaluate(String expression, String row) throws SQLException {
        DataType type = expression.startsWith("cast") ? Simple.TEXT : Simple.INT64;
        return evaluate(parse(expression), type, row);
    }

    private String evaluate(Expr expr, DataType type, String row) throws SQLException {
        MappingSql sql = mapping(
                List.of(ColumnSchema.of("a", Simple.TEXT), ColumnSchema.of("n", Simple.INT64)),
                List.of(ColumnSchema.of("out", type)),
                Optional.empty(),
                List.of(),
                List.of(new Mapping.OutputColumn("out", expr, OtherFields.NONE)));
        String values = sql.sourceColumns().size() == 2
                ? row
                : sql.sourceColumns().getFirst().name().equals("a")
                        ? row.replaceFirst(", .*", ")")
                        : row.replaceFirst("\\(.*, ", "(");
        return rows(sql, values).getFirst().replaceFirst("\\|null$", "");
    }

    private static List<ColumnSchema> columns(String prefix, DataType type) {
        return IntStream.range(0, 1000)
                .mapToObj(i -> ColumnSchema.of(prefix + i, type))
                .toList();
    }

    private static Expr parse(String expression) {
        return ((ExprParser.Result.Parsed) ExprParser.parse(expression)).expr();
    }

    private MappingSql mapping(
            List<ColumnSchema> source,
            List<ColumnSchema> table,
            Map<String, String> expressions,
            Optional<PartitionBy> partitionBy,
            List<String> keys) {
        List<Mapping.OutputColumn> columns = expressions.entrySet().stream()
                .map(e -> new Mapping.OutputColumn(e.getKey(), parse(e.getValue()), OtherFields.NONE))
                .toList();
        return mapping(source, table, partitionBy, keys, columns);
    }

    private MappingSql mapping(
            List<ColumnSchema> source,
            List<ColumnSchema> table,
            Optional<PartitionBy> partitionBy,
            List<String> keys,
            List<Mapping.OutputColumn> columns) {
        var mapping = new Mapping("m", Optional.empty(), "s", "t", partitionBy, columns, OtherFields.NONE);
        var config = new PipelineConfig(
                List.of(new SourceContainer("s", "s", "raw/s/", source, CsvFormat.DEFAULT, OtherFields.NONE)),
                List.of(),
                List.of(mapping),
                List.of(new AnalyticTable("t", "t", table, Optional.empty(), keys, List.of(), OtherFields.NONE)),
                Map.of(),
                OtherFields.NONE);
        return MappingSql.of(config, mapping, dialect);
    }

    private static String input(MappingSql sql, String values) {
        String names = sql.sourceColumns().stream().map(SourceColumn::sqlName).collect(Collectors.joining(", "));
        return "(SELECT * FROM (VALUES " + values + ") v(" + names + "))";
    }

    private List<String> rows(MappingSql sql, String values) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql.select(input(sql, values), List.of()))) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++)
                    row.add(String.valueOf((Object) result.getString(i)));
                rows.add(String.join("|", row));
            }
        }
        return rows;
    }

    private List<String> rejects(MappingSql sql, String values) throws SQLException {
        List<String> rejects = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql.rejects(input(sql, values), List.of()))) {
            while (result.next()) {
                var reject = sql.reject(result.getInt(1), Optional.ofNullable(result.getString(2)));
                rejects.add(reject.column().orElse("") + ": " + reject.reason());
            }
        }
        return rejects;
    }
}
