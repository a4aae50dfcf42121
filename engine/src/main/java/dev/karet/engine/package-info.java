/** What an engine is asked and what it answers: the port between a run and the machinery that computes it. */
@NullMarked
package dev.karet.engine;

import org.jspecify.annotations.NullMarked;
