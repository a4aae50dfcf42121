/** Lookups compiled into one automaton, so that the cost of a row hardly depends on the number of patterns. */
@NullMarked
package dev.karet.engine.lookup;

import org.jspecify.annotations.NullMarked;
