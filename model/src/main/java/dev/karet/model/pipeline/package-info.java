/** What a pipeline is: sources, lookups, mappings, tables, and the checker that finds every fault in one. */
@NullMarked
package dev.karet.model.pipeline;

import org.jspecify.annotations.NullMarked;
