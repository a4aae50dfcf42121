/** The command line, and the one place where the parts of a process are put together. */
@NullMarked
package dev.karet.app;

import org.jspecify.annotations.NullMarked;
