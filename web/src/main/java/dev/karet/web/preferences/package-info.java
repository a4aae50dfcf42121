/** How the administrator likes to see things. */
@NullMarked
package dev.karet.web.preferences;

import org.jspecify.annotations.NullMarked;
