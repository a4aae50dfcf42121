/** Benchmarks that print ratios to a floor measured in the same invocation, and the generators of their data. */
@NullMarked
package dev.karet.bench;

import org.jspecify.annotations.NullMarked;
