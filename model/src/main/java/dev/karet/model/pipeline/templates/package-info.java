/** The pipelines that a new one can start from. */
@NullMarked
package dev.karet.model.pipeline.templates;

import org.jspecify.annotations.NullMarked;
