package dev.karet.web.tables;

import java.time.Duration;

/**
 * What reading tables may cost. Immutable.
 *
 * @param query how long one query may take
 * @param fetching how long somebody waits for files to come from the store, and for a turn
 * @param download how long one download may take
 * @param queriesAtOnce queries that compute at the same time, downloads not counted
 * @param downloadsAtOnce downloads at the same time
 * @param cacheBytes what answers that are kept may take in memory, roughly
 */
public record TableLimits(
        Duration query, Duration fetching, Duration download, int queriesAtOnce, int downloadsAtOnce, long cacheBytes) {

    /** The usual ones, for queries that may take {@code query}. */
    public static TableLimits within(Duration query) {
        return new TableLimits(query, Duration.ofSeconds(20), Duration.ofHours(1), 4, 4, 32L << 20);
    }
}
