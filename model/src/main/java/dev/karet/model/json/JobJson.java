package dev.karet.model.json;

import dev.karet.model.job.JobRecord;
import dev.karet.model.job.JobRecord.Status;
import dev.karet.model.pipeline.OtherFields;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Job records as JSON. Thread-safe. */
public final class JobJson {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> KNOWN = Set.of(
            "id",
            "pipeline",
            "status",
            "trigger",
            "startedAt",
            "completedAt",
            "nextRunAt",
            "error",
            "errors",
            "partitions_written",
            "files_processed",
            "rows_read",
            "rows_written",
            "rows_rejected",
            "rows_deduped",
            "tables",
            "files");

    private JobJson() {}

    /** The record as a JSON document, indented for people who open the bucket. */
    public static byte[] write(JobRecord job) {
        ObjectNode node = JSON.createObjectNode();
        node.put("id", job.id());
        node.put("pipeline", job.pipeline());
        node.put("status", job.status().label());
        node.put("trigger", job.trigger());
        node.put("startedAt", job.startedAt().toString());
        job.completedAt().ifPresent(at -> node.put("completedAt", at.toString()));
        job.nextRunAt().ifPresent(at -> node.put("nextRunAt", at.toString()));
        job.error().ifPresent(error -> node.put("error", error));
        job.report().ifPresent(report -> RunReportJson.write(report, node));
        job.other().jsonByName().forEach((name, json) -> node.set(name, JSON.readTree(json)));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(node);
    }

    /** The record in {@code document}; empty when it is not one. */
    public static Optional<JobRecord> read(byte[] document) {
        try {
            return read(JSON.readTree(document));
        } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<JobRecord> read(JsonNode node) {
        Optional<String> id = text(node, "id");
        Optional<Instant> startedAt = instant(node, "startedAt");
        if (id.isEmpty() || startedAt.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> other = new LinkedHashMap<>();
        node.propertyStream()
                .filter(field -> !KNOWN.contains(field.getKey()))
                .forEach(field -> other.put(field.getKey(), field.getValue().toString()));
        return Optional.of(new JobRecord(
                id.get(),
                text(node, "pipeline").orElse(""),
                status(node),
                text(node, "trigger").orElse(JobRecord.MANUAL),
                startedAt.get(),
                instant(node, "completedAt"),
                instant(node, "nextRunAt"),
                text(node, "error"),
                RunReportJson.read(node),
                new OtherFields(other)));
    }

    static Status status(JsonNode node) {
        String label = text(node, "status").orElse("");
        for (Status status : Status.values()) {
            if (status.label().equals(label)) {
                return status;
            }
        }
        throw new IllegalArgumentException("no job status is called " + label);
    }

    private static Optional<Instant> instant(JsonNode node, String field) {
        return text(node, field).map(Instant::parse);
    }

    static Optional<String> text(JsonNode node, String field) {
        return node.optional(field).flatMap(JsonNode::stringValueOpt);
    }
}
