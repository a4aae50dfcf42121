/** Runs pipelines: plan, stage, publish. Nothing in this package knows HTTP. */
@NullMarked
package dev.karet.worker;

import org.jspecify.annotations.NullMarked;
