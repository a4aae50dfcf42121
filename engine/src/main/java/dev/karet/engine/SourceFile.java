package dev.karet.engine;

/**
 * A source file of a run, by identity. Immutable.
 *
 * @param key its object key
 * @param size bytes as stored
 * @param etag the store's version mark at planning time
 */
public record SourceFile(String containerId, String key, long size, String etag) {}
