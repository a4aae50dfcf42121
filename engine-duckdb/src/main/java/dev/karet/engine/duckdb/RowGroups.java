package dev.karet.engine.duckdb;

/**
 * How Parquet is written, so that a row group fits into memory several times over however wide its rows are. Immutable.
 *
 * @param bytes the most that a row group may hold, before compression
 */
record RowGroups(long bytes) {

    private static final int ROWS = 122_880;
    private static final int ROWS_TO_SKIP_BY = 8_192;
    private static final int SHARE_OF_MEMORY = 8;

    /** @param memoryBytes what one database may hold */
    static RowGroups within(long memoryBytes) {
        return new RowGroups(memoryBytes / SHARE_OF_MEMORY);
    }

    /** For files that may be published. */
    String lasting() {
        return "COMPRESSION zstd, ROW_GROUP_SIZE " + ROWS + ", ROW_GROUP_SIZE_BYTES " + bytes;
    }

    /** For files that are read once more in the same build: cheap to write, with groups small enough to skip most of them. */
    String passing() {
        return "COMPRESSION lz4, ROW_GROUP_SIZE " + ROWS_TO_SKIP_BY + ", ROW_GROUP_SIZE_BYTES " + bytes;
    }
}
