/** Mappings as SQL: expressions become layered queries over the raw cells of a source, with a fault beside every value. */
@NullMarked
package dev.karet.engine.sql;

import org.jspecify.annotations.NullMarked;
