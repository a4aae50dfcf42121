package dev.karet.model.commit;

import java.time.Instant;

/**
 * Who may run a pipeline. Immutable.
 *
 * @param holder made up by the worker for this lease
 * @param job the run it is for
 * @param renewedAt when the holder last said that it lives, by its own clock
 * @param released whether the holder is done
 */
public record LeaseRecord(String holder, String job, Instant renewedAt, boolean released) {}
