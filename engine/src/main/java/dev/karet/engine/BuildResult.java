package dev.karet.engine;

import dev.karet.model.job.RowAccount;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What an engine built. Immutable.
 *
 * @param tables one for each table of the config, in its order
 * @param files one for each mapping and each file of its container, in ingest order
 */
public record BuildResult(List<BuiltTable> tables, List<FileOutcome> files) {

    public BuildResult {
        tables = List.copyOf(tables);
        files = List.copyOf(files);
    }

    /** A table that is ready to publish, or why it is not. */
    public sealed interface BuiltTable {

        String tableId();

        /** Ready: one staged file for each partition that has rows; none when the table is empty. */
        record Ready(String tableId, List<StagedFile> files) implements BuiltTable {
            public Ready {
                files = List.copyOf(files);
            }
        }

        /** Not to be published; the table keeps its old data. Each reason is a sentence with counts and sample values. */
        record Failed(String tableId, List<String> reasons) implements BuiltTable {
            public Failed {
                reasons = List.copyOf(reasons);
            }
        }
    }

    /**
     * One partition's Parquet, on local disk.
     *
     * @param relativePath below {@code clean/<table>/}, such as {@code year=2024/month=01/data.parquet}
     */
    public record StagedFile(String relativePath, Path path, long bytes, long rows) {}

    /**
     * What became of one source file in one mapping.
     *
     * @param error why the file failed as a whole, as a sentence without its key; its rows are then neither read nor counted
     * @param rejects one line of JSON for each rejected row, in record order (see {@link RejectedRow}); absent when there is none
     */
    public record FileOutcome(
            String mappingId, String key, RowAccount rows, Optional<String> error, Optional<Path> rejects) {}
}
