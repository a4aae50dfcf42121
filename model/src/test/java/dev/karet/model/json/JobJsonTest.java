package dev.karet.model.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.job.JobRecord;
import dev.karet.model.job.RowAccount;
import dev.karet.model.job.RunReport;
import dev.karet.model.job.RunReport.FileReport;
import dev.karet.model.job.RunReport.Partition;
import dev.karet.model.job.RunReport.State;
import dev.karet.model.job.RunReport.TableReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobJsonTest {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final RunReport REPORT = new RunReport(
            1,
            2,
            Optional.of(new RowAccount(10, 7, 2, 1)),
            List.of(
                    new TableReport("sales", true, List.of(new Partition("data.parquet", 7, 900)), List.of()),
                    new TableReport("people", false, List.of(), List.of("\"age\" has 3 values under 0"))),
            List.of(
                    new FileReport(
                            "m1",
                            "raw/s/a.csv",
                            State.READ,
                            new RowAccount(10, 7, 2, 1),
                            Optional.empty(),
                            Optional.of("_karet/rejects/job-1-a/0.jsonl")),
                    new FileReport(
                            "m1",
                            "raw/s/b.csv",
                            State.FAILED,
                            RowAccount.NONE,
                            Optional.of("column \"amount\" is missing"),
                            Optional.empty())),
            List.of("raw/s/b.csv: column \"amount\" is missing"));

    @Test
    void aRecordWithAReportReadsBackAsItWasWritten() {
        JobRecord job = JobRecord.running("job-1-a", "shop", "manual", START).ended(START.plusSeconds(3), REPORT);

        assertThat(job.status()).isEqualTo(JobRecord.Status.FAILED);
        assertThat(JobJson.read(JobJson.write(job))).contains(job);
    }

    @Test
    void aRecordOfAnotherMakerIsReadAndItsUnknownFieldsSurvive() {
        String document = """
                {"id":"job-1700000000000-abc123","pipeline":"shop","status":"completed","trigger":"webhook",
                 "startedAt":"2024-05-01T10:00:00.000Z","completedAt":"2024-05-01T10:00:03.000Z",
                 "partitions_written":4,"files_processed":2,"errors":[],"debounceKey":{"n":1}}
                """;

        JobRecord job = JobJson.read(document.getBytes(UTF_8)).orElseThrow();

        assertThat(job.report().orElseThrow().partitionsWritten()).isEqualTo(4);
        assertThat(job.report().orElseThrow().rows()).isEmpty();
        assertThat(new String(JobJson.write(job), UTF_8))
                .contains("\"debounceKey\"")
                .contains("webhook");
    }

    @Test
    void whatIsNotARecordReadsAsNothing() {
        for (String document : List.of("", "[", "[]", "{}", "{\"id\":\"x\",\"startedAt\":\"soon\"}", "null")) {
            assertThat(JobJson.read(document.getBytes(UTF_8))).as(document).isEmpty();
        }
    }
}
