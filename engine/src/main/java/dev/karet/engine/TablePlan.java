package dev.karet.engine;

import java.util.List;
import java.util.Set;

/** What a run does with one table. Immutable. */
public sealed interface TablePlan {

    String tableId();

    /** What the run reads for the table: mappings in the config's order. */
    List<MappingFiles> files();

    /** Stays as it is; the engine neither reads nor reports anything for it. */
    record Keep(String tableId) implements TablePlan {
        @Override
        public List<MappingFiles> files() {
            return List.of();
        }
    }

    /** Built from all of its sources. */
    record Rebuild(String tableId, List<MappingFiles> files) implements TablePlan {
        public Rebuild {
            files = List.copyOf(files);
        }
    }

    /**
     * Only what changed: {@code files} are read, and all other rows come out of the data files that an earlier run published. Ends in the same
     * rows, order and types as a {@link Rebuild}. Not for a table with dedup keys, nor with an assertion about more than one row.
     *
     * @param files the new and the changed ones
     * @param earlier every partition of the table as published
     * @param fed mappings that have an unchanged file which did not fail, so that "every file of the mapping failed" is not said of them
     */
    record Update(String tableId, List<MappingFiles> files, List<EarlierPartition> earlier, Set<String> fed)
            implements TablePlan {
        public Update {
            files = List.copyOf(files);
            earlier = List.copyOf(earlier);
            fed = Set.copyOf(fed);
        }
    }
}
