/** What a new pipeline can be made of, as people choose among it. */
@NullMarked
package dev.karet.web.templates;

import org.jspecify.annotations.NullMarked;
