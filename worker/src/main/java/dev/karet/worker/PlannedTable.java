package dev.karet.worker;

import dev.karet.engine.SourceFile;
import dev.karet.engine.TablePlan;
import dev.karet.model.commit.TableState;
import java.util.List;
import java.util.Optional;

/**
 * What a run does about one table. Immutable.
 *
 * @param fingerprint as {@link Fingerprint} has it now
 * @param sources every current file of every mapping of the table, in ingest order
 * @param earlier what is published of the table
 */
record PlannedTable(
        String table, String fingerprint, List<Source> sources, Optional<TableState> earlier, TablePlan plan) {

    PlannedTable {
        sources = List.copyOf(sources);
    }

    /** A file as one mapping reads it. */
    record Source(String mapping, SourceFile file) {}
}
