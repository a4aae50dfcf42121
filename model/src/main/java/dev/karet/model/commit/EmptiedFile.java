package dev.karet.model.commit;

/**
 * A data file that lost its last row. Immutable.
 *
 * @param file its key below the pipeline's folder
 * @param since the number of the commit that emptied it
 * @param identity that of the empty file that takes its place
 * @param staged the key, below the pipeline's folder, of the object it is copied from
 */
public record EmptiedFile(String file, long since, FileIdentity identity, String staged) {}
