package dev.karet.web.http;

import dev.karet.model.job.JobRecord;
import dev.karet.model.job.RowAccount;
import dev.karet.model.json.JobJson;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.Writing;
import dev.karet.model.pipeline.OtherFields;
import dev.karet.web.jobs.RejectedRow;
import dev.karet.web.jobs.RunOptions;
import java.time.Instant;
import java.util.Map;

/** Runs as answers show them. */
final class JobAnswers {

    private JobAnswers() {}

    /** The record without what may be long: its tables, files and errors. */
    static JsonTree.Obj brief(JobRecord job) {
        RunOptions options = RunOptions.of(job);
        Writing writing = new Writing()
                .put("id", job.id())
                .put("pipeline", job.pipeline())
                .put("status", job.status().label())
                .put("trigger", job.trigger())
                .put("startedAt", job.startedAt().toString())
                .put("completedAt", job.completedAt().map(Instant::toString))
                .put("nextRunAt", job.nextRunAt().map(Instant::toString))
                .put("error", job.error())
                .put("clean", options.clean())
                .put("publish_anyway", options.publishAnyway());
        job.report().ifPresent(report -> {
            writing.put("partitions_written", report.partitionsWritten())
                    .put("files_processed", report.filesProcessed());
            report.rows().ifPresent(rows -> put(writing, rows));
        });
        return writing.object();
    }

    /** Writes where every row went. */
    static void put(Writing writing, RowAccount rows) {
        writing.put("rows_read", number(rows.read()))
                .put("rows_written", number(rows.written()))
                .put("rows_rejected", number(rows.rejected()))
                .put("rows_deduped", number(rows.deduplicated()));
    }

    /** The whole record. */
    static byte[] whole(JobRecord job) {
        RunOptions options = RunOptions.of(job);
        OtherFields shown = new OtherFields(Map.of(
                "clean",
                Boolean.toString(options.clean()),
                "publish_anyway",
                Boolean.toString(options.publishAnyway())));
        return JobJson.write(new JobRecord(
                job.id(),
                job.pipeline(),
                job.status(),
                job.trigger(),
                job.startedAt(),
                job.completedAt(),
                job.nextRunAt(),
                job.error(),
                job.report(),
                shown));
    }

    static JsonTree row(RejectedRow row) {
        return new Writing()
                .put("mapping", row.mapping())
                .put("file", row.file())
                .put("line", number(row.line()))
                .put("column", row.column())
                .put("value", row.value())
                .put("reason", row.reason())
                .put("raw", row.raw())
                .object();
    }

    static JsonTree number(long value) {
        return new JsonTree.Num(Long.toString(value));
    }
}
