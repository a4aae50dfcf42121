package dev.karet.engine.csv;

/**
 * A record whose structure is wrong. Immutable.
 *
 * @param line the physical line on which it begins, from 1
 * @param raw its text without its line end; for broken quoting that of its first physical line alone, and the first 64 KiB of a line over
 *     the limit of a record
 * @param reason what is wrong, to follow "the record"
 */
public record MalformedRecord(long line, String raw, String reason) {}
