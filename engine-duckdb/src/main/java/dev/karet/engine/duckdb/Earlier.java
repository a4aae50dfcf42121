package dev.karet.engine.duckdb;

import dev.karet.engine.EarlierPartition;
import java.util.List;

/**
 * What a new partition takes over from the data file that is there already. Immutable.
 *
 * @param pieces the rows that stay, in order; at least one
 */
record Earlier(EarlierPartition partition, List<Piece> pieces) {

    /**
     * Neighbouring rows that stay, with no new row between them.
     *
     * @param before the number of the new run of this partition that follows them; that of all runs when none does
     * @param first the number of their first row in the file, from 0
     */
    record Piece(int before, long first, long rows) {

        /** The number of the row behind them. */
        long end() {
            return first + rows;
        }
    }

    Earlier {
        pieces = List.copyOf(pieces);
    }

    /** Whether every row stays and no new one comes between them. */
    boolean isWhole() {
        return pieces.getFirst().rows() == partition.rows();
    }
}
