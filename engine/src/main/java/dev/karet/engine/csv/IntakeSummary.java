package dev.karet.engine.csv;

/**
 * The account of one file. Immutable.
 *
 * @param records what was read: {@code good + malformed}, header and blank lines not counted
 * @param good records handed on in segments
 * @param malformed records handed on as {@link MalformedRecord}
 * @param lines physical lines, those of header, skipped and blank ones included
 * @param bytes of text after decompression and conversion to UTF-8
 */
public record IntakeSummary(long records, long good, long malformed, long lines, long bytes) {}
