package dev.karet.worker;

import dev.karet.store.JobId;
import dev.karet.store.Slug;

/**
 * A run that was admitted. Immutable.
 *
 * @param clean whether earlier results are ignored and everything is built anew
 */
public record RunOrder(Slug slug, JobId job, boolean clean) {}
