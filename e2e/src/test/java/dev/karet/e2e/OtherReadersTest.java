package dev.karet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.job.RowAccount;
import dev.karet.model.json.ApiJson;
import dev.karet.model.pipeline.templates.Template;
import dev.karet.store.Slug;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What we publish, read by the Java implementation of Parquet, which Spark and Hive read with: it shares no code with the engine that wrote the
 * data nor with what joins files.
 */
class OtherReadersTest {

    private static final String EVERY_TYPE = """
            {"version":1,
             "source_containers":[{"id":"src","name":"S","path_prefix":"raw/s/","schema":[$columns]}],
             "lookup_mappings":[],
             "mappings":[{"id":"m","source_container_id":"src","analytic_table_id":"t","columns":[
                {"name":"text","expr":{"kind":"col","name":"text"}},
                {"name":"whole","expr":{"kind":"col","name":"whole"}},
                {"name":"real","expr":{"kind":"col","name":"real"}},
                {"name":"yes","expr":{"kind":"col","name":"yes"}},
                {"name":"day","expr":{"kind":"col","name":"day"}},
                {"name":"moment","expr":{"kind":"col","name":"moment"}},
                {"name":"price","expr":{"kind":"col","name":"price"}},
                {"name":"huge","expr":{"kind":"col","name":"huge"}}]}],
             "analytic_tables":[{"id":"t","name":"T","schema":[$columns]}]}
            """.replace("$columns", """
            {"name":"text","type":"string"},{"name":"whole","type":"int64"},{"name":"real","type":"float64"},{"name":"yes","type":"bool"},
            {"name":"day","type":"date"},{"name":"moment","type":"timestamp"},{"name":"price","type":"decimal(9,2)"},
            {"name":"huge","type":"decimal(38,5)"}""");

    private static final String HEADER = "text,whole,real,yes,day,moment,price,huge\n";

    /** Enough that the rows of two files are joined as they are, by code of ours. */
    private static final int ROWS_OF_A_FILE = 31_000;

    @TempDir
    Path home;

    @Test
    void everyTypeMeansTheSameToAnotherReader() throws IOException {
        try (var karet = RunningKaret.inMemory(home, 1)) {
            Slug slug = new Slug("types");
            karet.put(slug, "pipeline.json", EVERY_TYPE);
            karet.put(slug, "raw/s/a.csv", rows(0));
            karet.put(slug, "raw/s/b.csv", rows(ROWS_OF_A_FILE));
            var account = ApiJson.readRun(karet.run(slug).body())
                    .orElseThrow()
                    .report()
                    .rows();
            assertThat(account).contains(new RowAccount(2 * ROWS_OF_A_FILE, 2 * ROWS_OF_A_FILE, 0, 0));
            Path file = PublishedTable.copy(karet.store, slug, "t", home.resolve("copy"))
                    .files()
                    .getFirst();

            try (var parquet = ParquetFileReader.open(
                    new LocalInputFile(file),
                    ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
                assertThat(parquet.getRowGroups()).as("what was joined").hasSize(2);
                assertThat(parquet.getFooter().getFileMetaData().getSchema().getFields().stream()
                                .map(Type::toString))
                        .containsExactly(
                                "optional binary text (STRING)",
                                "optional int64 whole (INTEGER(64,true))",
                                "optional double real",
                                "optional boolean yes",
                                "optional int32 day (DATE)",
                                "optional int64 moment (TIMESTAMP(MICROS,false))",
                                "optional int32 price (DECIMAL(9,2))",
                                "optional fixed_len_byte_array(16) huge (DECIMAL(38,5))");
            }
            var seen = new AtomicInteger();
            read(file, group -> {
                Row expected = Row.number(seen.getAndIncrement());
                Row found = Row.of(group);
                if (!found.equals(expected)) {
                    assertThat(found).isEqualTo(expected);
                }
            });
            assertThat(seen).hasValue(2 * ROWS_OF_A_FILE);
        }
    }

    @Test
    void theTemplatesPartitionsAreWholeToAnotherReader() throws IOException {
        try (var karet = RunningKaret.inMemory(home, 1)) {
            Slug slug = new Slug("spending");
            karet.put(slug, "pipeline.json", Template.SPENDING.pipelineJson());
            var statement = new StringBuilder("date,description,amount,account\n");
            for (int i = 0; i < 1_000; i++) {
                statement.append("2024-%02d-%02d,LOBLAWS #%d,-%d.50,Visa\n".formatted(1 + i % 12, 1 + i % 28, i, i));
            }
            karet.put(slug, "raw/transactions/2024.csv", statement.toString());
            karet.run(slug);

            var table = PublishedTable.copy(karet.store, slug, "transactions", home.resolve("copy"));

            assertThat(table.files()).hasSize(12);
            var rows = new ArrayList<LocalDate>();
            for (Path file : table.files()) {
                int month = Integer.parseInt(
                        String.valueOf(file.getParent().getFileName()).replace("month=", ""));
                read(file, group -> {
                    LocalDate day = LocalDate.ofEpochDay(group.getInteger("date", 0));
                    assertThat(day.getMonthValue()).isEqualTo(month);
                    rows.add(day);
                });
            }
            assertThat(rows).hasSize(1_000);
        }
    }

    private static String rows(int first) {
        var text = new StringBuilder(HEADER);
        for (int i = first; i < first + ROWS_OF_A_FILE; i++) {
            text.append(Row.number(i).csv());
        }
        return text.toString();
    }

    private static void read(Path file, Consumer<Group> row) throws IOException {
        var builder = new ParquetReader.Builder<Group>(new LocalInputFile(file), new PlainParquetConfiguration()) {
            @Override
            protected ReadSupport<Group> getReadSupport() {
                return new GroupReadSupport();
            }
        };
        try (var reader = builder.build()) {
            for (Group group = reader.read(); group != null; group = reader.read()) {
                row.accept(group);
            }
        }
    }

    /** A row of the table with every type; a missing text is null. */
    private record Row(
            Optional<String> text,
            long whole,
            double real,
            boolean yes,
            LocalDate day,
            LocalDateTime moment,
            Optional<BigDecimal> price,
            BigDecimal huge) {

        static Row number(int i) {
            var huge = new BigDecimal(BigInteger.TEN.pow(30).add(BigInteger.valueOf(i)), 5);
            return new Row(
                    i % 7 == 0 ? Optional.empty() : Optional.of("Straße " + i % 1_000),
                    i * 1_000_000_007L,
                    i / 4.0,
                    i % 3 == 0,
                    LocalDate.of(1950, 1, 1).plusDays(i),
                    LocalDateTime.of(1969, 12, 31, 23, 59, 59, 123_456_000).plusMinutes(i),
                    i % 11 == 0 ? Optional.empty() : Optional.of(BigDecimal.valueOf(i - 5_000L, 2)),
                    i % 2 == 0 ? huge : huge.negate());
        }

        static Row of(Group group) {
            long micros = group.getLong("moment", 0);
            return new Row(
                    has(group, "text") ? Optional.of(group.getString("text", 0)) : Optional.empty(),
                    group.getLong("whole", 0),
                    group.getDouble("real", 0),
                    group.getBoolean("yes", 0),
                    LocalDate.ofEpochDay(group.getInteger("day", 0)),
                    LocalDateTime.ofEpochSecond(
                            Math.floorDiv(micros, 1_000_000L),
                            (int) Math.floorMod(micros, 1_000_000L) * 1_000,
                            ZoneOffset.UTC),
                    has(group, "price")
                            ? Optional.of(BigDecimal.valueOf(group.getInteger("price", 0), 2))
                            : Optional.empty(),
                    new BigDecimal(new BigInteger(group.getBinary("huge", 0).getBytes()), 5));
        }

        private static boolean has(Group group, String field) {
            return group.getFieldRepetitionCount(field) == 1;
        }

        String csv() {
            return "%s,%d,%s,%b,%s,%s,%s,%s\n"
                    .formatted(
                            text.orElse(""),
                            whole,
                            real,
                            yes,
                            day,
                            moment.toString().replace('T', ' '),
                            price.map(BigDecimal::toPlainString).orElse(""),
                            huge.toPlainString());
        }
    }
}
