/** What Karet means by a number, a date, a case or white space in text, as plain Java that every engine calls or copies. */
@NullMarked
package dev.karet.engine.text;

import org.jspecify.annotations.NullMarked;
