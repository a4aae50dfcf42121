/** What is published: the commits of a pipeline, and the lease that a run holds meanwhile. */
@NullMarked
package dev.karet.model.commit;

import org.jspecify.annotations.NullMarked;
