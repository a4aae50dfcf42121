/** What a service is, what it stands on, and how much lies in its bucket. */
@NullMarked
package dev.karet.web.facts;

import org.jspecify.annotations.NullMarked;
