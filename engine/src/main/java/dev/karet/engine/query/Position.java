package dev.karet.engine.query;

/**
 * Where a page ended: its last row, among all rows of one commit. Immutable.
 *
 * @param file the place of the row's file in {@link TableFiles#files}
 * @param row its place in the file, from 0
 */
public record Position(int file, long row) {}
