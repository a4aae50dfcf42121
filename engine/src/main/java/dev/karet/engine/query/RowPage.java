package dev.karet.engine.query;

import java.util.List;
import java.util.Optional;

/**
 * Some rows. Immutable.
 *
 * @param rows each with the values of the columns that were asked for, in their order
 * @param next where the next page begins; absent on the last one
 */
public record RowPage(List<List<Value>> rows, Optional<Position> next) {

    public RowPage {
        rows = List.copyOf(rows);
    }
}
