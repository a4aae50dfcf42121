/** Published tables: which there are, their rows, what their columns hold, and downloads. */
@NullMarked
package dev.karet.web.tables;

import org.jspecify.annotations.NullMarked;
