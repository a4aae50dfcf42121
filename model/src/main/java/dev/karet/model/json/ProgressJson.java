package dev.karet.model.json;

import dev.karet.model.job.Progress;
import dev.karet.model.job.Progress.Stage;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How far a run is, as the small object that any replica can read. Thread-safe. */
public final class ProgressJson {

    private static final JsonMapper JSON = JsonMapper.shared();

    private ProgressJson() {}

    public static byte[] write(Progress progress) {
        return JSON.writeValueAsBytes(JSON.createObjectNode()
                .put("stage", progress.stage().name().toLowerCase(Locale.ROOT))
                .put("files_done", progress.filesDone())
                .put("files_total", progress.filesTotal())
                .put("bytes_done", progress.bytesDone())
                .put("bytes_total", progress.bytesTotal())
                .put("rows_read", progress.rowsRead())
                .put("partitions_done", progress.partitionsDone())
                .put("partitions_total", progress.partitionsTotal()));
    }

    /** The progress in {@code document}; empty when it is none. */
    public static Optional<Progress> read(byte[] document) {
        try {
            JsonNode node = JSON.readTree(document);
            return Optional.of(new Progress(
                    Stage.valueOf(node.path("stage").asString("").toUpperCase(Locale.ROOT)),
                    node.path("files_done").asInt(0),
                    node.path("files_total").asInt(0),
                    node.path("bytes_done").asLong(0),
                    node.path("bytes_total").asLong(0),
                    node.path("rows_read").asLong(0),
                    node.path("partitions_done").asInt(0),
                    node.path("partitions_total").asInt(0)));
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
