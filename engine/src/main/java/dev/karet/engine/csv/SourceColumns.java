package dev.karet.engine.csv;

import java.util.List;
import java.util.Optional;

/**
 * What every good record of a file looks like. Immutable.
 *
 * @param names as they stand in the header, duplicates and empty names included; absent when the format has no header
 * @param count fields a record, at least 1
 */
public record SourceColumns(Optional<List<String>> names, int count) {

    public SourceColumns {
        names = names.map(List::copyOf);
    }
}
