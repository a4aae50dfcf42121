package dev.karet.model.json;

import static dev.karet.model.json.JobJson.text;

import dev.karet.model.job.JobRecord.Status;
import dev.karet.model.job.RowAccount;
import dev.karet.model.job.RunReport;
import dev.karet.model.job.RunReport.FileReport;
import dev.karet.model.job.RunReport.Partition;
import dev.karet.model.job.RunReport.State;
import dev.karet.model.job.RunReport.TableReport;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The report's fields, as they stand in a job record and in a worker's answer. */
final class RunReportJson {

    private RunReportJson() {}

    static void write(RunReport report, ObjectNode into) {
        into.put("partitions_written", report.partitionsWritten());
        into.put("files_processed", report.filesProcessed());
        report.rows().ifPresent(rows -> write(rows, into));
        var errors = into.putArray("errors");
        report.errors().forEach(errors::add);
        var tables = into.putArray("tables");
        report.tables().forEach(table -> write(table, tables.addObject()));
        var files = into.putArray("files");
        report.files().forEach(file -> write(file, files.addObject()));
    }

    private static void write(RowAccount rows, ObjectNode into) {
        into.put("rows_read", rows.read());
        into.put("rows_written", rows.written());
        into.put("rows_rejected", rows.rejected());
        into.put("rows_deduped", rows.deduplicated());
    }

    private static void write(TableReport table, ObjectNode into) {
        into.put("table", table.table());
        into.put("status", table.published() ? "published" : Status.FAILED.label());
        if (table.published()) {
            writePublished(table, into);
        } else {
            into.put("kept_old_data", true);
        }
        if (!table.errors().isEmpty()) {
            var errors = into.putArray("errors");
            table.errors().forEach(errors::add);
        }
    }

    private static void writePublished(TableReport table, ObjectNode into) {
        into.put("rows", table.rows());
        into.put("bytes", table.bytes());
        var partitions = into.putArray("partitions");
        for (Partition partition : table.partitions()) {
            partitions
                    .addObject()
                    .put("path", partition.path())
                    .put("rows", partition.rows())
                    .put("bytes", partition.bytes());
        }
    }

    private static void write(FileReport file, ObjectNode into) {
        into.put("mapping", file.mapping());
        into.put("file", file.file());
        into.put("status", file.state().label());
        write(file.rows(), into);
        file.error().ifPresent(error -> into.put("error", error));
        file.rejects().ifPresent(key -> into.put("rejects", key));
    }

    /** The report in the fields of {@code node}; empty when it has none of them. */
    static Optional<RunReport> read(JsonNode node) {
        if (!node.has("partitions_written") && !node.has("files_processed") && !node.has("errors")) {
            return Optional.empty();
        }
        return Optional.of(new RunReport(
                (int) number(node, "partitions_written"),
                (int) number(node, "files_processed"),
                node.has("rows_read") ? Optional.of(rows(node)) : Optional.empty(),
                items(node, "tables").map(RunReportJson::table).toList(),
                items(node, "files").map(RunReportJson::file).toList(),
                texts(node, "errors")));
    }

    private static TableReport table(JsonNode node) {
        return new TableReport(
                text(node, "table").orElse(""),
                text(node, "status").filter("published"::equals).isPresent(),
                items(node, "partitions")
                        .map(p -> new Partition(text(p, "path").orElse(""), number(p, "rows"), number(p, "bytes")))
                        .toList(),
                texts(node, "errors"));
    }

    private static FileReport file(JsonNode node) {
        return new FileReport(
                text(node, "mapping").orElse(""),
                text(node, "file").orElse(""),
                text(node, "status").map(RunReportJson::state).orElse(State.READ),
                rows(node),
                text(node, "error"),
                text(node, "rejects"));
    }

    private static State state(String label) {
        for (State state : State.values()) {
            if (state.label().equals(label)) {
                return state;
            }
        }
        throw new IllegalArgumentException("no state of a file is called " + label);
    }

    private static RowAccount rows(JsonNode node) {
        return new RowAccount(
                number(node, "rows_read"),
                number(node, "rows_written"),
                number(node, "rows_rejected"),
                number(node, "rows_deduped"));
    }

    private static long number(JsonNode node, String field) {
        return node.optional(field)
                .filter(JsonNode::canConvertToLong)
                .map(JsonNode::asLong)
                .orElse(0L);
    }

    private static List<String> texts(JsonNode node, String field) {
        return items(node, field)
                .flatMap(item -> item.stringValueOpt().stream())
                .toList();
    }

    private static Stream<JsonNode> items(JsonNode node, String field) {
        return node.optional(field).stream().flatMap(JsonNode::valueStream);
    }
}
