/** What a run reports: its record, its row account, its progress. */
@NullMarked
package dev.karet.model.job;

import org.jspecify.annotations.NullMarked;
