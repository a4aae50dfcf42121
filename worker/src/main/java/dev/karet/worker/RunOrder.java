package dev.karet.worker;

import dev.karet.store.JobId;
import dev.karet.store.Slug;

/**
 * A run that was admitted. Immutable.
 *
 * @param clean whether earlier results are ignored and everything is built anew
 * @param publishAnyway whether to publish what the pipeline's guards would hold back
 */
public record RunOrder(Slug slug, JobId job, boolean clean, boolean publishAnyway) {

    /** An order that leaves the guards in force. */
    public RunOrder(Slug slug, JobId job, boolean clean) {
        this(slug, job, clean, false);
    }
}
