/** Runs that uploads start: the store's events, and a look for uploads whose event was lost. */
@NullMarked
package dev.karet.web.events;

import org.jspecify.annotations.NullMarked;
