package dev.karet.engine.duckdb;

import dev.karet.engine.conformance.ConformanceContract;
import dev.karet.engine.conformance.ConformanceGroup;
import dev.karet.engine.sql.MappingSql;
import dev.karet.engine.sql.SqlDialect;
import dev.karet.model.expr.DataType;
import dev.karet.model.expr.DataType.Decimal;
import dev.karet.model.expr.DataType.Simple;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** DuckDB means what the language says. */
class DuckDbConformanceTest extends ConformanceContract {

    private static final DuckDbFunctions FUNCTIONS = new DuckDbFunctions();
    private static final SqlDialect DIALECT = new DuckDbDialect(FUNCTIONS);
    private static Connection connection;

    @BeforeAll
    static void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        FUNCTIONS.register(connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute(DuckDbDialect.SETTINGS);
        }
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @Override
    protected List<Outcome> evaluate(ConformanceGroup group) throws SQLException {
        MappingSql sql = MappingSql.of(group.config(), group.mapping(), DIALECT);
        List<String> schema = group.config().sourceContainers().getFirst().schema().stream()
                .map(column -> column.name())
                .toList();
        String rows = java.util.stream.IntStream.range(0, group.rows().size())
                .mapToObj(i -> "(" + i
                        + sql.sourceColumns().stream()
                                .map(column -> ", "
                                        + literal(group.rows().get(i).cells().get(schema.indexOf(column.name()))))
                                .collect(Collectors.joining())
                        + ")")
                .collect(Collectors.joining(", "));
        String names =
                "n" + sql.sourceColumns().stream().map(c -> ", " + c.sqlName()).collect(Collectors.joining());
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE OR REPLACE TEMP TABLE cells AS SELECT * FROM (VALUES " + rows + ") v(" + names + ")");
            Map<Integer, String> rejects = new HashMap<>();
            try (ResultSet result = statement.executeQuery(sql.rejects("cells", List.of("n")))) {
                while (result.next()) {
                    rejects.put(
                            result.getInt(1),
                            sql.reject(result.getInt(2), Optional.ofNullable(result.getString(3)))
                                    .reason());
                }
            }
            List<Outcome> outcomes = new ArrayList<>();
            try (ResultSet result = statement.executeQuery(sql.select("cells", List.of("n")) + " ORDER BY n")) {
                while (result.next()) {
                    result.getInt("fault");
                    boolean fine = result.wasNull();
                    String rejected = rejects.get(outcomes.size());
                    if (fine != (rejected == null))
                        throw new AssertionError("the two passes disagree about row " + outcomes.size());
                    outcomes.add(new Outcome(fine ? value(result, group.type()) : null, rejected));
                }
            }
            return outcomes;
        }
    }

    private static String literal(Optional<String> cell) {
        return cell.map(DIALECT::text).orElse("CAST(NULL AS VARCHAR)");
    }

    private static Object value(ResultSet result, DataType type) throws SQLException {
        Object value = switch (type) {
            case Simple.TEXT -> result.getString("c0");
            case Simple.INT64 -> result.getLong("c0");
            case Simple.FLOAT64 -> result.getDouble("c0");
            case Simple.BOOL -> result.getBoolean("c0");
            case Simple.DATE -> result.getObject("c0", LocalDate.class);
            case Simple.TIMESTAMP -> result.getObject("c0", LocalDateTime.class);
            case Decimal _ -> result.getBigDecimal("c0");
        };
        return result.wasNull() ? null : value;
    }
}
