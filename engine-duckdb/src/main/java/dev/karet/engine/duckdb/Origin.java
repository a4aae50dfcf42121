package dev.karet.engine.duckdb;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A source file as one mapping reads it: where rows of a table come from. Ordered as rows are ingested. Immutable.
 *
 * @param mapping its number in the config
 */
record Origin(int mapping, String mappingId, String key) implements Comparable<Origin> {

    @Override
    public int compareTo(Origin other) {
        return mapping == other.mapping ? compareKeys(key, other.key) : Integer.compare(mapping, other.mapping);
    }

    /** In the order of UTF-8 bytes. */
    static int compareKeys(String left, String right) {
        return Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }
}
