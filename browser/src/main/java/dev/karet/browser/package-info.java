/** A real browser in front of a real Karet: what browser tests and screenshots stand on. */
@NullMarked
package dev.karet.browser;

import org.jspecify.annotations.NullMarked;
