/** The files that users upload for pipelines to read. */
@NullMarked
package dev.karet.web.sources;

import org.jspecify.annotations.NullMarked;
