/** What a CSV file is made of: its format and its columns, by all of its rows, and what a run would make of them. */
@NullMarked
package dev.karet.infer;

import org.jspecify.annotations.NullMarked;
