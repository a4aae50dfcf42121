/**
 * Reading CSV so that no row vanishes: source bytes become clean segments that an engine reads strictly, and every record is
 * counted, with its physical line, before an engine sees it.
 */
@NullMarked
package dev.karet.engine.csv;

import org.jspecify.annotations.NullMarked;
