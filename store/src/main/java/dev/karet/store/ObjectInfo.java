package dev.karet.store;

import java.time.Instant;

/**
 * What a store knows of an object without reading it. Immutable.
 *
 * @param size bytes
 * @param etag the store's opaque version mark, without quotes; only a hint of identity, since a copy changes it
 * @param lastModified by the store's clock; of an object just written, by ours
 */
public record ObjectInfo(String key, long size, String etag, Instant lastModified) {}
