package dev.karet.model.json;

import static dev.karet.model.json.JobJson.text;

import dev.karet.model.commit.CommitRecord;
import dev.karet.model.commit.CommitRecord.Commit;
import dev.karet.model.commit.CommitRecord.Fence;
import dev.karet.model.commit.DataFile;
import dev.karet.model.commit.DataFile.Range;
import dev.karet.model.commit.DataFile.Slice;
import dev.karet.model.commit.EmptiedFile;
import dev.karet.model.commit.FileIdentity;
import dev.karet.model.commit.Finished;
import dev.karet.model.commit.LeaseRecord;
import dev.karet.model.commit.SourceState;
import dev.karet.model.commit.TableState;
import dev.karet.model.job.RowAccount;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Commits, their marks and leases as JSON. What lacks a field is not read at all: half a commit is none. Thread-safe. */
public final class CommitJson {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int VERSION = 1;

    private CommitJson() {}

    public static byte[] write(CommitRecord record) {
        ObjectNode node = JSON.createObjectNode();
        node.put("version", VERSION);
        node.put("number", record.number());
        node.put("job", record.job());
        node.put("at", record.at().toString());
        switch (record) {
            case Fence fence -> node.put("fence_over", fence.newest());
            case Commit commit -> {
                node.put("config", commit.config());
                var tables = node.putArray("tables");
                commit.tables().forEach(table -> write(table, tables.addObject()));
                var emptied = node.putArray("emptied");
                commit.emptied().forEach(file -> {
                    ObjectNode into = emptied.addObject();
                    into.put("file", file.file());
                    into.put("since", file.since());
                    into.put("staged", file.staged());
                    write(file.identity(), into);
                });
            }
        }
        return JSON.writeValueAsBytes(node);
    }

    private static void write(TableState table, ObjectNode into) {
        into.put("table", table.table());
        into.put("fingerprint", table.fingerprint());
        var sources = into.putArray("sources");
        table.sources().forEach(source -> write(source, sources.addObject()));
        var files = into.putArray("files");
        table.files().forEach(file -> write(file, files.addObject()));
    }

    private static void write(SourceState source, ObjectNode into) {
        into.put("mapping", source.mapping());
        into.put("file", source.file());
        into.put("size", source.size());
        into.put("etag", source.etag());
        into.put("read", source.rows().read());
        into.put("written", source.rows().written());
        into.put("rejected", source.rows().rejected());
        into.put("deduped", source.rows().deduplicated());
        source.error().ifPresent(error -> into.put("error", error));
        source.rejects().ifPresent(key -> into.put("rejects", key));
    }

    private static void write(DataFile file, ObjectNode into) {
        into.put("path", file.path());
        write(file.identity(), into);
        into.put("rows", file.rows());
        into.put("since", file.since());
        into.put("staged", file.staged());
        var ranges = into.putObject("ranges");
        file.ranges().forEach((column, range) -> {
            ObjectNode bounds = ranges.putObject(column);
            range.min().ifPresent(min -> bounds.put("min", min));
            range.max().ifPresent(max -> bounds.put("max", max));
        });
        var slices = into.putArray("slices");
        file.slices().forEach(slice -> slices.addArray().add(slice.source()).add(slice.rows()));
    }

    private static void write(FileIdentity identity, ObjectNode into) {
        into.put("uuid", identity.uuid());
        into.put("sha256", identity.sha256());
        into.put("size", identity.size());
        into.put("etag", identity.etag());
    }

    /** The record in {@code document}; empty when it is not one, or one of a newer version. */
    public static Optional<CommitRecord> read(byte[] document) {
        return guarded(document, node -> {
            if (number(node, "version") != VERSION) throw new IllegalArgumentException("another version");
            long number = number(node, "number");
            Instant at = Instant.parse(required(node, "at"));
            String job = required(node, "job");
            return node.has("fence_over")
                    ? new Fence(number, job, at, number(node, "fence_over"))
                    : new Commit(
                            number,
                            job,
                            at,
                            required(node, "config"),
                            items(node, "tables").map(CommitJson::table).toList(),
                            items(node, "emptied").map(CommitJson::emptied).toList());
        });
    }

    private static TableState table(JsonNode node) {
        List<SourceState> sources =
                items(node, "sources").map(CommitJson::source).toList();
        List<DataFile> files = items(node, "files").map(CommitJson::file).toList();
        boolean dangling = files.stream()
                .flatMap(file -> file.slices().stream())
                .anyMatch(slice -> slice.source() < 0 || slice.source() >= sources.size());
        if (dangling) throw new IllegalArgumentException("a slice of no source");
        return new TableState(required(node, "table"), required(node, "fingerprint"), sources, files);
    }

    private static SourceState source(JsonNode node) {
        return new SourceState(
                required(node, "mapping"),
                required(node, "file"),
                number(node, "size"),
                required(node, "etag"),
                new RowAccount(
                        number(node, "read"),
                        number(node, "written"),
                        number(node, "rejected"),
                        number(node, "deduped")),
                text(node, "error"),
                text(node, "rejects"));
    }

    private static DataFile file(JsonNode node) {
        var ranges = new TreeMap<String, Range>();
        node.optional("ranges").stream()
                .flatMap(JsonNode::propertyStream)
                .forEach(field -> ranges.put(
                        field.getKey(), new Range(text(field.getValue(), "min"), text(field.getValue(), "max"))));
        List<Slice> slices = items(node, "slices")
                .map(slice ->
                        new Slice(slice.required(0).asInt(), slice.required(1).asLong()))
                .toList();
        long rows = number(node, "rows");
        if (!slices.isEmpty() && slices.stream().mapToLong(Slice::rows).sum() != rows) {
            throw new IllegalArgumentException("slices that do not add up");
        }
        return new DataFile(
                required(node, "path"),
                identity(node),
                rows,
                number(node, "since"),
                required(node, "staged"),
                ranges,
                slices);
    }

    private static EmptiedFile emptied(JsonNode node) {
        return new EmptiedFile(required(node, "file"), number(node, "since"), identity(node), required(node, "staged"));
    }

    private static FileIdentity identity(JsonNode node) {
        return new FileIdentity(
                required(node, "uuid"), required(node, "sha256"), number(node, "size"), required(node, "etag"));
    }

    public static byte[] write(Finished finished) {
        ObjectNode node = JSON.createObjectNode();
        node.put("number", finished.number());
        var etags = node.putObject("etags");
        finished.etags().forEach(etags::put);
        return JSON.writeValueAsBytes(node);
    }

    /** The mark in {@code document}; empty when it is not one. */
    public static Optional<Finished> readFinished(byte[] document) {
        return guarded(document, node -> {
            var etags = new TreeMap<String, String>();
            node.required("etags")
                    .propertyStream()
                    .forEach(field -> etags.put(field.getKey(), field.getValue().asString()));
            return new Finished(number(node, "number"), etags);
        });
    }

    public static byte[] write(LeaseRecord lease) {
        return JSON.writeValueAsBytes(JSON.createObjectNode()
                .put("holder", lease.holder())
                .put("job", lease.job())
                .put("renewed_at", lease.renewedAt().toString())
                .put("released", lease.released()));
    }

    /** The lease in {@code document}; empty when it is not one. */
    public static Optional<LeaseRecord> readLease(byte[] document) {
        return guarded(
                document,
                node -> new LeaseRecord(
                        required(node, "holder"),
                        required(node, "job"),
                        Instant.parse(required(node, "renewed_at")),
                        node.required("released").asBoolean()));
    }

    private interface Reader<T> {
        T read(JsonNode node);
    }

    private static <T> Optional<T> guarded(byte[] document, Reader<T> reader) {
        try {
            return Optional.of(reader.read(JSON.readTree(document)));
        } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String required(JsonNode node, String field) {
        return text(node, field).orElseThrow(() -> new IllegalArgumentException("no " + field));
    }

    private static long number(JsonNode node, String field) {
        JsonNode value = node.required(field);
        if (!value.canConvertToLong()) throw new IllegalArgumentException(field + " is no whole number");
        return value.asLong();
    }

    private static Stream<JsonNode> items(JsonNode node, String field) {
        return node.required(field).valueStream();
    }
}
