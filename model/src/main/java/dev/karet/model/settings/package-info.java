/** How services read their settings: every fault at once, no secret in any text. */
@NullMarked
package dev.karet.model.settings;

import org.jspecify.annotations.NullMarked;
