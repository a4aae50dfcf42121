/** Runs as people and schedules wish for them: their records, their turn at the worker, their progress, the rows they rejected. */
@NullMarked
package dev.karet.web.jobs;

import org.jspecify.annotations.NullMarked;
