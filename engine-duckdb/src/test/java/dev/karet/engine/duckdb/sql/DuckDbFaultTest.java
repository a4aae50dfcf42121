package dev.karet.engine.duckdb.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

class DuckDbFaultTest {

    private static SqlRefused refused(String json) {
        return DuckDbFault.of(new SQLException(json)).refused(10, List.of("amount"));
    }

    @Test
    void placesAreThoseOfTheStatementAlone() {
        assertThat(refused("{\"exception_type\":\"Binder\",\"exception_message\":\"x\",\"position\":\"12\"}")
                        .place())
                .isEqualTo(2);
        assertThat(refused("{\"exception_type\":\"Binder\",\"exception_message\":\"x\",\"position\":\"3\"}")
                        .place())
                .isEqualTo(-1);
    }

    @Test
    void whereFilesLieIsNotTold() {
        assertThat(refused(
                                "{\"exception_type\":\"Invalid Input\",\"exception_message\":"
                                        + "\"File '/tmp/copies/ab cd/1f.parquet' too small to be a Parquet file\",\"position\":\"12\"}")
                        .message())
                .isEqualTo("File of a table too small to be a Parquet file.");
    }

    @Test
    void adviceThatNobodyHereCanFollowIsLeftOut() {
        assertThat(refused(
                                "{\"exception_type\":\"Parser\",\"exception_message\":"
                                        + "\"Max expression depth limit of 1000 exceeded. Use \\\"SET max_expression_depth TO x\\\" to increase it.\"}")
                        .message())
                .isEqualTo("Max expression depth limit of 1000 exceeded.");
        assertThat(refused("{\"exception_type\":\"Catalog\",\"exception_message\":"
                        + "\"Scalar Function with name summ does not exist!\\nDid you mean \\\"sum\\\"?\"}"))
                .satisfies(refused -> {
                    assertThat(refused.message()).isEqualTo("Scalar Function with name summ does not exist!");
                    assertThat(refused.hint()).contains("Did you mean \"sum\"?");
                });
    }

    @Test
    void whatIsNoJsonIsStillTold() {
        assertThat(refused("Invalid Input Error: odd").message()).isEqualTo("Invalid Input Error: odd.");
    }

    @Test
    void aMessageThatTheDriverGarbledAndCutIsToldWithoutWhatIsGarbled() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET errors_as_json = true");
            statement.execute("CREATE TABLE transactions(amount INTEGER)");
            SQLException failure = catchThrowableOfType(
                    SQLException.class, () -> statement.executeQuery("SELECT \"é😀\", foo FROM transactions"));
            SqlRefused refused = DuckDbFault.of(failure).refused(0, List.of("amount"));
            assertThat(refused.reason()).isEqualTo("unknown_column");
            assertThat(refused.message()).isEqualTo("There is no column \"…\" in the tables of the FROM.");
            assertThat(refused.place()).isEqualTo(7);
        }
    }
}
