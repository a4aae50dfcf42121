package dev.karet.table;

import dev.karet.model.commit.CommitRecord.Commit;
import dev.karet.model.commit.DataFile;
import dev.karet.model.pipeline.ColumnSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tables of one commit with every file of theirs on the local disk, where it stays until this is closed. Thread-safe; closing twice does
 * nothing.
 */
public final class PinnedTables implements AutoCloseable {

    private final Commit commit;
    private final Map<String, List<PinnedFile>> tables;
    private final Runnable release;
    private boolean closed;

    /**
     * A data file and its copy.
     *
     * @param local never to be written to
     */
    public record PinnedFile(DataFile file, Path local) {

        /** The columns that the file has, in its order. */
        public List<ColumnSchema> columns() {
            try {
                return ParquetFooter.read(local).columns();
            } catch (IOException e) {
                throw new UncheckedIOException("the copy " + local + " cannot be read", e);
            }
        }
    }

    PinnedTables(Commit commit, Map<String, List<PinnedFile>> tables, Runnable release) {
        this.commit = commit;
        this.tables = Map.copyOf(tables);
        this.release = release;
    }

    public Commit commit() {
        return commit;
    }

    /** The files of a table in the order of their paths; empty when the commit has no such table. */
    public Optional<List<PinnedFile>> table(String id) {
        return Optional.ofNullable(tables.get(id));
    }

    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        release.run();
    }
}
