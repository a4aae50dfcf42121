package dev.karet.engine;

/**
 * The rows that one source file gave to an earlier data file through one mapping: a stretch of neighbours. Immutable.
 *
 * @param key the source file's
 * @param stays false when the source was changed or removed, so that these rows leave the table
 */
public record EarlierSlice(String mappingId, String key, long rows, boolean stays) {
    public EarlierSlice {
        if (rows < 0) throw new IllegalArgumentException(key + " cannot have " + rows + " rows");
    }
}
