package dev.karet.engine.duckdb;

import dev.karet.engine.BuildResult.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A partition to make. Immutable.
 *
 * @param number among those of its table that are made
 * @param runs the numbers of the runs that have some of it, ascending
 * @param earlier what comes out of the data file that is there already
 * @param rows how many there are, duplicates included
 * @param slices where they come from, in ingest order
 */
record Partition(
        int number, PartitionKey key, List<Integer> runs, Optional<Earlier> earlier, long rows, List<Slice> slices) {

    Partition {
        runs = List.copyOf(runs);
        slices = List.copyOf(slices);
    }

    /** Rows that can be read with one scan in their order. */
    sealed interface Part {

        /** All that some runs have of the partition. */
        record New(List<Integer> runs) implements Part {}

        /** Rows of the data file that is there already. */
        record Old(Earlier.Piece piece) implements Part {}
    }

    /** What the partition consists of, in ingest order. */
    List<Part> parts() {
        var parts = new ArrayList<Part>();
        int next = 0;
        for (Earlier.Piece piece : earlier.map(Earlier::pieces).orElse(List.of())) {
            int from = next;
            while (next < runs.size() && runs.get(next) < piece.before()) next++;
            if (next > from) parts.add(new Part.New(runs.subList(from, next)));
            parts.add(new Part.Old(piece));
        }
        if (next < runs.size()) parts.add(new Part.New(runs.subList(next, runs.size())));
        return parts;
    }

    /** How many runs and pieces there are. */
    int size() {
        return runs.size() + earlier.map(Earlier::pieces).orElse(List.of()).size();
    }
}
