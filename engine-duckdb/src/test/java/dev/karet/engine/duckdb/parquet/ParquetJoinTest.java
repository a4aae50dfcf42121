package dev.karet.engine.duckdb.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetJoinTest {

    @TempDir
    Path directory;

    @Test
    void theRowsOfTheInputsFollowEachOtherAndKeepTheirStatistics() throws Exception {
        Path first = parquet("first", "SELECT i AS n, 'v' || (i % 7) AS v, [i, i + 1] AS l FROM range(5000) t(i)");
        Path second = parquet("second", "SELECT i AS n, 'w' || i AS v, [i, i + 1] AS l FROM range(5000, 9000) t(i)");
        Path joined = directory.resolve("joined.parquet");

        ParquetJoin.Joined result = ParquetJoin.join(List.of(first, second, first), joined);

        assertThat(result).isEqualTo(new ParquetJoin.Joined(Files.size(joined), 14000));
        assertThat(ParquetJoin.haveOneSchema(List.of(first, second, joined))).isTrue();
        String relation = "read_parquet('" + joined + "')";
        assertThat(query("SELECT count(*), sum(n), count(DISTINCT v) FROM " + relation))
                .containsExactly("14000|52993000|4007");
        assertThat(query("SELECT n FROM " + relation
                        + " WHERE file_row_number IN (0, 4999, 5000, 8999, 9000) ORDER BY file_row_number"))
                .containsExactly("0", "4999", "5000", "8999", "0");
        assertThat(query("SELECT v, l FROM " + relation + " WHERE n = 8000")).containsExactly("w8000|[8000, 8001]");
        assertThat(query("SELECT count(DISTINCT row_group_id), max(stats_max_value::BIGINT) FROM parquet_metadata('"
                        + joined + "') WHERE path_in_schema = 'n'"))
                .containsExactly("8|8999");
    }

    @Test
    void filesOfDifferentSchemasAreRefused() throws Exception {
        Path text = parquet("text", "SELECT 'a' AS v");
        Path number = parquet("number", "SELECT 1 AS v");

        assertThat(ParquetJoin.haveOneSchema(List.of(text, number))).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParquetJoin.join(List.of(text, number), directory.resolve("joined.parquet")))
                .withMessageContaining("another schema");
    }

    @Test
    void whatAFooterSaysAboutOneInputIsNotSaidOfTheJoinedFile() throws Exception {
        Path file = directory.resolve("stamped.parquet");
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            statement.execute("COPY (SELECT 1 AS n) TO '" + file + "' (FORMAT parquet, KV_METADATA {id: 'one'})");
        }
        Path joined = directory.resolve("joined.parquet");
        ParquetJoin.join(List.of(file, parquet("plain", "SELECT 2 AS n")), joined);

        assertThat(query("SELECT count(*) FROM parquet_kv_metadata('" + file + "')"))
                .containsExactly("1");
        assertThat(query("SELECT count(*) FROM parquet_kv_metadata('" + joined + "')"))
                .containsExactly("0");
        assertThat(query("SELECT n FROM '" + joined + "'")).containsExactly("1", "2");
    }

    @Test
    void whatIsNoParquetFileIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("a.txt"), "this is no Parquet file at all");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParquetJoin.join(List.of(file), directory.resolve("joined.parquet")))
                .withMessageContaining("is not a Parquet file");
    }

    private Path parquet(String name, String query) throws SQLException {
        Path file = directory.resolve(name + ".parquet");
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            statement.execute(
                    "COPY (" + query + ") TO '" + file + "' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 2048)");
        }
        return file;
    }

    private static List<String> query(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            var rows = new ArrayList<String>();
            while (found.next()) {
                var row = new ArrayList<String>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) row.add(found.getString(i));
                rows.add(String.join("|", row));
            }
            return rows;
        }
    }
}
