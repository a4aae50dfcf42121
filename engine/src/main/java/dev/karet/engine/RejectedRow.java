package dev.karet.engine;

import java.util.Optional;

/**
 * A row that was read and not written, and why. Immutable.
 *
 * @param file the source's object key
 * @param line the physical line on which the record begins, from 1
 * @param column the output column that could not be made, or the source column; empty when the record itself is malformed
 * @param value the offending value as text; empty when there is none
 * @param reason a sentence
 * @param raw the record's text as it stood in the file, decoded, without its line end
 */
public record RejectedRow(
        String file, long line, Optional<String> column, Optional<String> value, String reason, String raw) {}
