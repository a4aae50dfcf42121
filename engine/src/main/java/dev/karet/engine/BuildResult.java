package dev.karet.engine;

import dev.karet.model.job.RowAccount;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an engine built. Immutable.
 *
 * @param tables one for each table of the config that is not kept, in its order
 * @param files one for each mapping and each file that was read for it in this build, in ingest order
 */
public record BuildResult(List<BuiltTable> tables, List<FileOutcome> files) {

    public BuildResult {
        tables = List.copyOf(tables);
        files = List.copyOf(files);
    }

    /** A table that is ready to publish, or why it is not. */
    public sealed interface BuiltTable {

        String tableId();

        /**
         * Ready to publish.
         *
         * @param files one for each partition that was made and has rows; of a table that was updated, those that changed
         * @param emptied relative paths of earlier partitions that have no row left; none when the table was rebuilt
         */
        record Ready(String tableId, List<StagedFile> files, List<String> emptied) implements BuiltTable {
            public Ready {
                files = List.copyOf(files);
                emptied = List.copyOf(emptied);
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
     * @param slices whose rows it holds, in ingest order; none for a table with dedup keys, which is never updated
     * @param ranges of the file's columns by name, without those that have no statistics
     */
    public record StagedFile(
            String relativePath, Path path, long bytes, long rows, List<Slice> slices, Map<String, Range> ranges) {
        public StagedFile {
            slices = List.copyOf(slices);
            ranges = Map.copyOf(ranges);
        }
    }

    /** The rows that one source file gave to a data file through one mapping: a stretch of neighbours. */
    public record Slice(String mappingId, String key, long rows) {}

    /**
     * Between what a column's values lie, as text in the engine's own notation; long texts are cut, so that the bounds may lie outside the values.
     * Both are empty when every value is null.
     */
    public record Range(Optional<String> min, Optional<String> max) {}

    /**
     * What became of one source file in one mapping.
     *
     * @param error why the file failed as a whole, as a sentence without its key; its rows are then neither read nor counted
     * @param rejects one line of JSON for each rejected row, in record order (see {@link RejectedRow}); absent when there is none
     */
    public record FileOutcome(
            String mappingId, String key, RowAccount rows, Optional<String> error, Optional<Path> rejects) {}
}
