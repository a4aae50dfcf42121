package dev.karet.model.job;

/**
 * How far a run is. Immutable.
 *
 * @param stage what it does now
 * @param filesTotal source files times mappings
 * @param bytesTotal bytes of those files as stored
 */
public record Progress(
        Stage stage,
        int filesDone,
        int filesTotal,
        long bytesDone,
        long bytesTotal,
        long rowsRead,
        int partitionsDone,
        int partitionsTotal) {

    /** The stages of a run, in order. */
    public enum Stage {
        PLANNING,
        READING,
        BUILDING,
        PUBLISHING
    }
}
