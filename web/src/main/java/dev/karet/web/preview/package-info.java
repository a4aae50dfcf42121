/** The picture of a pipeline's graph that stands for it on the home page. */
@NullMarked
package dev.karet.web.preview;

import org.jspecify.annotations.NullMarked;
