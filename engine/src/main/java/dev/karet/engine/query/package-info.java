/** Questions to published tables: the port, and what is asked and answered. */
@NullMarked
package dev.karet.engine.query;

import org.jspecify.annotations.NullMarked;
