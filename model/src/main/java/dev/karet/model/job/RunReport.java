package dev.karet.model.job;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a run did. Immutable.
 *
 * @param partitionsWritten partitions published by this run, over all tables
 * @param filesProcessed source files, counted once however many mappings read them
 * @param rows where every row went; absent in records of other makers
 * @param tables one for each table of the config, in its order
 * @param files one for each mapping and each file of its source, in ingest order
 * @param errors a sentence for each file and each table that failed
 */
public record RunReport(
        int partitionsWritten,
        int filesProcessed,
        Optional<RowAccount> rows,
        List<TableReport> tables,
        List<FileReport> files,
        List<String> errors) {

    public RunReport {
        tables = List.copyOf(tables);
        files = List.copyOf(files);
        errors = List.copyOf(errors);
    }

    /** Why the run counts as failed, as a sentence; empty when every table was published. */
    public Optional<String> failure() {
        List<TableReport> kept =
                tables.stream().filter(table -> !table.published()).toList();
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        String names = String.join(", ", kept.stream().map(TableReport::table).toList());
        return Optional.of(
                "%d of %d tables failed and kept what they had: %s.".formatted(kept.size(), tables.size(), names));
    }

    /**
     * What became of one table.
     *
     * @param published whether its partitions are the ones of this run; otherwise it kept its old data
     * @param partitions what was published, in the order of their paths
     * @param errors why it was not published
     */
    public record TableReport(String table, boolean published, List<Partition> partitions, List<String> errors) {
        public TableReport {
            partitions = List.copyOf(partitions);
            errors = List.copyOf(errors);
        }

        public long rows() {
            return partitions.stream().mapToLong(Partition::rows).sum();
        }

        public long bytes() {
            return partitions.stream().mapToLong(Partition::bytes).sum();
        }
    }

    /**
     * One published object.
     *
     * @param path below the table's folder, such as {@code year=2024/month=01/data.parquet}
     */
    public record Partition(String path, long rows, long bytes) {}

    /**
     * What became of one source file in one mapping.
     *
     * @param file its key below the pipeline's folder
     * @param error why the file failed as a whole
     * @param rejects the key, below the pipeline's folder, of the rows that were rejected; absent when none was
     */
    public record FileReport(
            String mapping,
            String file,
            State state,
            RowAccount rows,
            Optional<String> error,
            Optional<String> rejects) {}

    /** How a file took part. */
    public enum State {
        /** Its rows were read in this run. */
        READ,
        /** It is as it was in an earlier run, whose rows were carried over. */
        UNCHANGED,
        /** It was read, but its table failed and kept its old data: none of its rows is counted. */
        NOT_PUBLISHED,
        /** None of its rows is in the table. */
        FAILED;

        /** The word by which records and answers call this. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
