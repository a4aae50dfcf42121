/** What becomes of a file: the parts of a pipeline and a first dashboard. */
@NullMarked
package dev.karet.infer.plan;

import org.jspecify.annotations.NullMarked;
