package dev.karet.web.drops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.karet.engine.RunPlan;
import dev.karet.engine.duckdb.DuckDbEngine;
import dev.karet.engine.text.Float64Text;
import dev.karet.infer.Choices;
import dev.karet.infer.Detection;
import dev.karet.infer.Detector;
import dev.karet.infer.StoredFile;
import dev.karet.infer.Unreadable;
import dev.karet.infer.plan.Plan;
import dev.karet.model.job.JobRecord;
import dev.karet.model.job.RowAccount;
import dev.karet.model.json.PipelineJson;
import dev.karet.model.pipeline.PipelineChecker;
import dev.karet.store.InMemoryObjectStore;
import dev.karet.store.JobId;
import dev.karet.store.Layout;
import dev.karet.store.Slug;
import dev.karet.table.Sweep;
import dev.karet.worker.RunOrder;
import dev.karet.worker.RunPipeline;
import dev.karet.worker.StopSignal;
import dev.karet.worker.WorkDirectory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What detection counts is what a run of the pipeline that is made of it writes and rejects, by the real engine. */
class CountedAndRunTest {

    private static final DuckDbEngine ENGINE = new DuckDbEngine();
    private static final Slug SLUG = new Slug("made");
    private static final Choices UNDIVIDED =
            new Choices(Choices.Format.NONE, Map.of(), Optional.of(Choices.Partitioning.NONE), true);

    @TempDir
    Path temp;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private WorkDirectory work;
    private RunPipeline runs;
    private Path looks;

    @BeforeEach
    void open() throws IOException {
        work = WorkDirectory.open(temp.resolve("work"));
        looks = Files.createDirectories(temp.resolve("looks"));
        runs = new RunPipeline(
                store,
                ENGINE,
                work,
                new RunPipeline.Habits(
                        new RunPlan.Limits(2, 128L << 20), Duration.ofDays(1), Duration.ofHours(1), Sweep.Keep.DEFAULT),
                Clock.systemUTC());
    }

    @AfterEach
    void close() {
        work.close();
    }

    private record Held(String name, byte[] bytes) implements StoredFile {
        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }

    /** The detection, after a run has shown that it is true of all rows and of the first ones' values. */
    private Detection proved(byte[] bytes) throws IOException, SQLException {
        try {
            Detection detection = new Detector(looks)
                    .detect(new Detector.Question(new Held("f.csv", bytes), UNDIVIDED, false), () -> false);
            var plan = Plan.of(detection, "Made", Plan.nothing());
            var config = plan.in(Plan.nothing());
            assertThat(PipelineChecker.check(config).errors()).isEmpty();
            store.put(Layout.pipelineConfig(SLUG), PipelineJson.writeBytes(config), "application/json");
            store.put(Layout.sourceFile(SLUG, plan.source().pathPrefix(), "f.csv"), bytes, "text/csv");
            JobRecord job = runs.run(
                    new RunOrder(SLUG, JobId.create(Clock.systemUTC().instant(), new Random(7)), false),
                    new StopSignal());
            assertThat(job.status()).as(String.valueOf(job)).isEqualTo(JobRecord.Status.COMPLETED);
            var rows = detection.rows();
            assertThat(job.report().flatMap(report -> report.rows()))
                    .contains(new RowAccount(rows.read(), rows.fitting(), rows.rejected(), 0));
            if (rows.fitting() > 0) assertThat(written(detection)).isEqualTo(shown(detection));
            return detection;
        } catch (Unreadable e) {
            throw new AssertionError(e);
        }
    }

    private static List<List<String>> shown(Detection detection) {
        return detection.preview().stream()
                .filter(row ->
                        row.cells().stream().allMatch(cell -> cell.fault().isEmpty()))
                .map(row -> row.cells().stream()
                        .map(cell -> cell.value().orElse("∅"))
                        .toList())
                .toList();
    }

    /** As many of the table's rows as the preview has. */
    private List<List<String>> written(Detection detection) throws IOException, SQLException {
        Path file = temp.resolve("data.parquet");
        try (var keys = store.list("pipelines/made/clean/");
                InputStream body =
                        store.open(keys.findFirst().orElseThrow().key()).body()) {
            Files.write(file, body.readAllBytes());
        }
        List<List<String>> rows = new ArrayList<>();
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select * from read_parquet('%s') limit %d"
                        .formatted(file, shown(detection).size()))) {
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (Detection.Column column : detection.columns()) row.add(text(found, column));
                rows.add(row);
            }
        }
        return rows;
    }

    private static String text(ResultSet row, Detection.Column column) throws SQLException {
        Object value = row.getObject(column.name());
        return switch (value) {
            case null -> "∅";
            case Double number -> Float64Text.of(number);
            case BigDecimal number -> number.toPlainString();
            case Timestamp time -> time.toLocalDateTime().toString();
            case LocalDateTime time -> time.toString();
            default -> String.valueOf(value);
        };
    }

    static LongStream someSeeds() {
        return LongStream.range(0, 4);
    }

    static LongStream manySeeds() {
        return LongStream.range(100, 600);
    }

    @ParameterizedTest
    @MethodSource("someSeeds")
    void whatIsCountedIsWhatARunWritesAndRejects(long seed) throws IOException, SQLException {
        proved(MadeFile.of(seed).bytes());
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("manySeeds")
    void whatIsCountedOfManyFilesIsWhatRunsWriteAndReject(long seed) throws IOException, SQLException {
        proved(MadeFile.of(seed).bytes());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Test
    void blanksAroundValuesCostNoRow() throws IOException, SQLException {
        Detection found =
                proved(bytes("n,x,d,b\n 1,2.5 ,2024-01-01, true\n2 , 3.5,2024-01-02 ,false\n3,4.5,2024-01-03,true\n"));
        assertThat(found.rows()).isEqualTo(new Detection.Rows(3, 3, 0, 0));
        assertThat(found.columns())
                .extracting(column -> column.reading().type().label())
                .containsExactly("int64", "float64", "date", "bool");
    }

    @Test
    void centsOfLongAmountsStayExact() throws IOException, SQLException {
        Detection found = proved(bytes("id,amount\na,123456789012345678.91\nb,$1.05\nc,123456789012345678.92\n"));
        assertThat(found.columns().get(1).max()).contains("123456789012345678.92");
        assertThat(found.rows().rejected()).isZero();
    }

    @Test
    void aWordForNothingIsAValueWhereItIsACountrysCode() throws IOException, SQLException {
        Detection found = proved(bytes("country,n\nNA,1\nDE,NA\nFR,3\nUS,4\nNA,5\n"));
        assertThat(found.columns().getFirst().nulls()).isZero();
        assertThat(found.columns().get(1).nulls()).isEqualTo(1);
        assertThat(found.rows().rejected()).isZero();
        assertThat(found.format().nullValues()).isEmpty();
    }

    @Test
    void quotedWordsForNothingAreNullsOfDates() throws IOException, SQLException {
        Detection found = proved(bytes("d,n\n\"31.01.2024\",\"1\"\n\"NA\",\"NA\"\n\"01.02.2024\",\"3\"\n"));
        assertThat(found.rows()).isEqualTo(new Detection.Rows(3, 3, 0, 0));
        assertThat(found.columns().getFirst().nulls()).isEqualTo(1);
    }

    @Test
    void publishedFilesBecomeTablesWithoutLosingRows() throws IOException, SQLException {
        String folder = System.getenv("KARET_REAL_DATA");
        assumeTrue(
                folder != null && !folder.isBlank(),
                "LEFT OUT: the tests over real files need KARET_REAL_DATA, the folder they lie in.");
        List<Path> files;
        try (var found = Files.walk(Path.of(folder))) {
            files = found.filter(path -> path.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        }
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            Detection detection = proved(Files.readAllBytes(file));
            boolean second =
                    detection.notes().stream().anyMatch(note -> note.kind().equals("second_header"));
            assertThat(detection.rows().rejected())
                    .as(file + " " + detection.rejects())
                    .isLessThanOrEqualTo(second ? 1 : 0);
        }
    }
}
