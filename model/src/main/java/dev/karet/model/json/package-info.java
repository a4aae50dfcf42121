/** The one place that maps the model to JSON and back. */
@NullMarked
package dev.karet.model.json;

import org.jspecify.annotations.NullMarked;
