package dev.karet.engine.csv;

import java.util.Optional;

/**
 * What a segment cannot say about one of its records: a line that is not the one after the record before it, or the text before it was rewritten.
 *
 * @param line of the record; those that follow without a note are on the lines that follow
 */
record SegmentNote(long ordinal, long line, Optional<byte[]> raw) {}
