package dev.karet.engine.duckdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.engine.csv.DamagedCsv;
import dev.karet.engine.csv.Intake;
import dev.karet.engine.csv.ReferenceReader;
import dev.karet.engine.csv.SegmentDialect;
import dev.karet.model.pipeline.CsvFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** What the intake took for good is what DuckDB reads, strictly, value by value and null by null. */
class SegmentsReadTheSameInDuckDbTest {

    private static Connection duckdb;
    private static Path file;

    @BeforeContainer
    static void open() throws Exception {
        duckdb = DriverManager.getConnection("jdbc:duckdb:");
        file = Files.createTempFile("segment", ".csv");
    }

    @AfterContainer
    static void close() throws Exception {
        duckdb.close();
        Files.delete(file);
    }

    @Provide
    Arbitrary<DamagedCsv.Case> damaged() {
        return DamagedCsv.cases();
    }

    @Property(tries = 800, seed = "20260104")
    void everyGoodRecordIsReadAsTheRulesSay(@ForAll("damaged") DamagedCsv.Case damaged) throws Exception {
        var bytes = damaged.text().getBytes(UTF_8);
        var intake = Intake.of(bytes, damaged.format(), Intake.ONE_SEGMENT);
        var expected = ReferenceReader.read(damaged.text(), damaged.format());

        assertThat(intake.good().size() + intake.malformed().size()).isEqualTo(expected.size());
        if (!intake.good().isEmpty()) {
            assertThat(read(intake, damaged.format()))
                    .isEqualTo(expected.stream()
                            .flatMap(found -> found.values().stream())
                            .toList());
        }
    }

    private static List<List<Optional<String>>> read(Intake intake, CsvFormat format) throws SQLException, IOException {
        Files.writeString(file, intake.segments());
        var dialect = SegmentDialect.of(format);
        var count = intake.columns().orElseThrow().count();
        var columns = IntStream.range(0, count)
                .mapToObj(i -> "'c" + i + "': 'VARCHAR'")
                .collect(Collectors.joining(", "));
        var nulls = dialect.nullTexts(format);
        var sql = "SELECT * FROM read_csv('" + file + "', auto_detect = false, header = false, delim = chr("
                + (int) dialect.delimiter() + "), quote = chr(" + (int) dialect.quote() + "), escape = chr("
                + (int) dialect.quote() + "), comment = '', new_line = '\\n', columns = {" + columns + "}, nullstr = ["
                + nulls.stream().map(n -> "'" + n + "'").collect(Collectors.joining(", "))
                + "], allow_quoted_nulls = false, strict_mode = true, parallel = false, max_line_size = 65536,"
                + " buffer_size = 1048576)";
        var rows = new ArrayList<List<Optional<String>>>();
        try (var statement = duckdb.createStatement();
                var result = statement.executeQuery(sql)) {
            while (result.next()) {
                var row = new ArrayList<Optional<String>>();
                for (var i = 1; i <= count; i++) {
                    row.add(Optional.ofNullable(result.getString(i)));
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
