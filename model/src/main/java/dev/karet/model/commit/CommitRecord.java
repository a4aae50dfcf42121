package dev.karet.model.commit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One entry of a pipeline's history, created once under its number and never changed. Immutable.
 *
 * <p>The newest {@link Commit} is the truth about what is published. All names of objects are relative to the pipeline's folder, so that a
 * renamed pipeline and a copied bucket keep their history.
 */
public sealed interface CommitRecord {

    /** Counts from 1 without a gap, fences included. */
    long number();

    /** The run that made it. */
    String job();

    /** When, by the clock of the worker that made it. */
    Instant at();

    /**
     * Everything that is published from here on.
     *
     * @param config the hash of the configuration that the run used
     * @param tables every table of that configuration that has ever been published
     * @param emptied data files of before that hold no row any more: each is overwritten by an empty one, until the sweep removes it
     */
    record Commit(
            long number, String job, Instant at, String config, List<TableState> tables, List<EmptiedFile> emptied)
            implements CommitRecord {

        public Commit {
            tables = List.copyOf(tables);
            emptied = List.copyOf(emptied);
        }

        public Optional<TableState> table(String id) {
            return tables.stream().filter(table -> table.table().equals(id)).findFirst();
        }
    }

    /**
     * A number that was taken away from a run whose lease had lapsed, so that it cannot commit any more; nothing is published by it.
     *
     * @param newest the number of the newest {@link Commit} then; 0 when there was none
     */
    record Fence(long number, String job, Instant at, long newest) implements CommitRecord {}
}
