package dev.karet.engine.query;

import java.util.List;

/**
 * Some groups of a table's rows. Immutable.
 *
 * @param total how many groups there are, those beyond the limit too
 */
public record Groups(List<Group> groups, long total) {

    public Groups {
        groups = List.copyOf(groups);
    }

    /** A group, with a value for each key and each measure. */
    public record Group(List<Value> keys, List<Value> measures) {
        public Group {
            keys = List.copyOf(keys);
            measures = List.copyOf(measures);
        }
    }
}
