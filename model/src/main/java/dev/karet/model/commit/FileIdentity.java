package dev.karet.model.commit;

/**
 * What tells a data file from every other, wherever it is copied. Immutable.
 *
 * @param uuid made up when the file was made
 * @param sha256 of everything before its footer, in hexadecimal
 * @param size bytes of the whole file
 * @param etag what the store called the version it was stored as; only a hint, since a copy changes it
 */
public record FileIdentity(String uuid, String sha256, long size, String etag) {}
