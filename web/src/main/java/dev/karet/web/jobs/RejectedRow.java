package dev.karet.web.jobs;

/**
 * A row that was read and not written, and why, as it is kept. Immutable; a text that is not known is empty.
 *
 * @param mapping that could not use it
 * @param file the source's key below the pipeline's folder
 * @param line the physical line on which the record begins, from 1; 0 when it is not known
 * @param column that could not be made
 * @param value the offending value
 * @param reason a sentence
 * @param raw the record's text as it stood in the file
 */
public record RejectedRow(
        String mapping, String file, long line, String column, String value, String reason, String raw) {}
