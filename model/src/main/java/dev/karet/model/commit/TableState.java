package dev.karet.model.commit;

import java.util.List;

/**
 * One published table. Immutable.
 *
 * @param fingerprint of everything in the configuration that the table's rows depend on: with the same one and the same sources a build gives the
 *     same rows
 * @param sources in ingest order
 * @param files in the order of their paths
 */
public record TableState(String table, String fingerprint, List<SourceState> sources, List<DataFile> files) {

    public TableState {
        sources = List.copyOf(sources);
        files = List.copyOf(files);
    }

    public long rows() {
        return files.stream().mapToLong(DataFile::rows).sum();
    }
}
