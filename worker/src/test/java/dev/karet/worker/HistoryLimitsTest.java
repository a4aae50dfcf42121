package dev.karet.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.job.JobRecord;
import dev.karet.model.job.JobRecord.Status;
import dev.karet.model.job.RunReport.FileReport;
import dev.karet.store.JobId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a pipeline's history is left after runs of a worker that is set up as its environment says. */
class HistoryLimitsTest {

    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path temp;

    private final Random random = new Random(5);
    private WorkerFixture fixture;

    @BeforeEach
    void open() {
        fixture = new WorkerFixture(temp);
        fixture.put("pipeline.json", WorkerFixture.CONFIG);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    /** Runs with another content each time, so that every run commits. */
    private JobRecord run(Duration later, String content, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("KARET_TEMP_DIR", temp.toString());
        environment.put("KARET_THREADS", "1");
        Clock clock = Clock.offset(Clock.systemUTC(), later);
        var pipeline = new RunPipeline(
                fixture.store,
                fixture.engine,
                fixture.work,
                WorkerSettings.read(environment).habits(),
                clock);
        fixture.put("raw/sales/a.csv", content);
        JobRecord job = pipeline.run(
                new RunOrder(WorkerFixture.SHOP, JobId.create(clock.instant(), random), false), new StopSignal());
        assertThat(job.status()).isEqualTo(Status.COMPLETED);
        assertThat(fixture.filled()).isNotEmpty();
        return job;
    }

    private static String record(JobRecord job) {
        return "jobs/" + job.id() + ".json";
    }

    private static String rejects(JobRecord job) {
        return job.report().orElseThrow().files().stream()
                .map(FileReport::rejects)
                .findFirst()
                .orElseThrow()
                .orElseThrow();
    }

    @Test
    void asManyCommitsStayAsKaretKeepCommitsSays() {
        for (int i = 1; i <= 6; i++) run(Duration.ZERO, "row " + i + "\n", Map.of("KARET_KEEP_COMMITS", "3"));

        assertThat(fixture.keys("_karet/commits/"))
                .containsExactly(
                        "_karet/commits/0000000004.done.json",
                        "_karet/commits/0000000004.json.gz",
                        "_karet/commits/0000000005.done.json",
                        "_karet/commits/0000000005.json.gz",
                        "_karet/commits/0000000006.done.json",
                        "_karet/commits/0000000006.json.gz");
        assertThat(fixture.rows("clean/sales/data.parquet")).isEqualTo("row 6");
    }

    @Test
    void aHundredCommitsStayWhenNothingIsSet() {
        for (int i = 1; i <= 103; i++) run(Duration.ZERO, "row " + i + "\n", Map.of());

        assertThat(fixture.keys("_karet/commits/").stream().filter(key -> key.endsWith(".gz")))
                .hasSize(100)
                .doesNotContain("_karet/commits/0000000003.json.gz")
                .contains("_karet/commits/0000000004.json.gz", "_karet/commits/0000000103.json.gz");
        assertThat(fixture.keys("jobs/")).hasSize(103);
    }

    @Test
    void asManyRecordsOfRunsStayWithTheirRejectedRowsAsKaretKeepJobsSays() {
        Map<String, String> settings = Map.of("KARET_KEEP_JOBS", "2", "KARET_SWEEP_MINUTES", "0");
        JobRecord oldest = run(Duration.ZERO, "bad\nx\n", settings);
        JobRecord older = run(Duration.ofMinutes(1), "bad\ny\n", settings);
        JobRecord newest = run(Duration.ofMinutes(2), "bad\nz\n", settings);

        assertThat(fixture.keys("jobs/")).containsExactly(record(older), record(newest));
        assertThat(fixture.keys("_karet/rejects/"))
                .containsExactly(rejects(older), rejects(newest))
                .doesNotContain(rejects(oldest));
    }

    @Test
    void recordsOfRunsStayAsLongAsKaretKeepDaysSaysAndRejectedRowsOfPublishedFilesStayAnyway() {
        Map<String, String> settings = Map.of("KARET_KEEP_DAYS", "7", "KARET_SWEEP_MINUTES", "0");
        JobRecord first = run(Duration.ZERO, "bad\nx\n", settings);
        fixture.put("raw/sales/b.csv", "bad\nb\n");
        JobRecord second = run(DAY, "bad\nx\n", settings);
        JobRecord third = run(DAY.multipliedBy(6), "y\n", settings);
        assertThat(fixture.keys("jobs/")).containsExactly(record(first), record(second), record(third));

        JobRecord fourth = run(DAY.multipliedBy(9), "z\n", settings);

        assertThat(fixture.keys("jobs/")).containsExactly(record(third), record(fourth));
        assertThat(fixture.keys("_karet/rejects/"))
                .as("those of b.csv, which is published")
                .singleElement()
                .asString()
                .startsWith("_karet/rejects/" + second.id() + "/");
    }

    @Test
    void whatNothingNeedsGoesAfterKaretSweepMinutes() {
        Map<String, String> settings = Map.of("KARET_SWEEP_MINUTES", "30");
        run(Duration.ZERO, "p=1:x\np=2:y\n", settings);
        List<String> staged = fixture.keys("_karet/staged/");
        run(Duration.ofMinutes(29), "p=1:z\n", settings);
        assertThat(fixture.keys("clean/")).hasSize(2);
        assertThat(fixture.keys("_karet/staged/")).containsAll(staged);

        run(Duration.ofMinutes(32), "p=1:zz\n", settings);

        assertThat(fixture.keys("clean/")).containsExactly("clean/sales/p=1/data.parquet");
        assertThat(fixture.keys("_karet/staged/")).doesNotContainAnyElementsOf(staged);
    }

    @Test
    void nothingThatIsNeededGoesHoweverLittleIsToStay() {
        Map<String, String> settings = Map.of(
                "KARET_KEEP_COMMITS", "1", "KARET_KEEP_JOBS", "1", "KARET_KEEP_DAYS", "1", "KARET_SWEEP_MINUTES", "0");
        fixture.put("raw/sales/b.csv", "p=2:b\nbad\n");
        run(Duration.ZERO, "p=1:x\n", settings);
        run(DAY.multipliedBy(10), "p=1:y\n", settings);

        JobRecord last = run(DAY.multipliedBy(20), "p=1:y\n", settings);

        assertThat(last.report().orElseThrow().partitionsWritten()).isZero();
        assertThat(fixture.filled()).containsExactly("clean/sales/p=1/data.parquet", "clean/sales/p=2/data.parquet");
        assertThat(fixture.text(
                        last.report().orElseThrow().files().getLast().rejects().orElseThrow()))
                .isEqualTo("{\"bad\":1}\n");
        assertThat(fixture.keys("jobs/")).containsExactly(record(last));
    }
}
