/** Pipelines as wholes, and their configurations: listed, created, renamed, deleted, taken out and in, saved in versions. */
@NullMarked
package dev.karet.web.pipelines;

import org.jspecify.annotations.NullMarked;
