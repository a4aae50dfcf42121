package dev.karet.web.tables;

import dev.karet.engine.query.TableFiles;
import dev.karet.table.PinnedTables;

/**
 * A table of one commit with its files here, until it is closed.
 *
 * @param pins what keeps the files
 */
record OpenTable(PinnedTables pins, KeptAnswers.Place place, TableFiles files) implements AutoCloseable {

    SnapshotId snapshot() {
        return place.snapshot();
    }

    TableColumns columns() {
        return place.columns();
    }

    @Override
    public void close() {
        pins.close();
    }
}
