package dev.karet.engine.query;

import java.util.List;

/**
 * Where a page ended: its last row, among all rows of one commit in one order. Immutable.
 *
 * @param sorted the row's values in the columns that it is sorted by
 * @param file the place of the row's file in {@link TableFiles#files}
 * @param row its place in the file, from 0
 */
public record Position(List<Value> sorted, int file, long row) {

    public Position {
        sorted = List.copyOf(sorted);
    }
}
