/** The worker's HTTP surface. */
@NullMarked
package dev.karet.worker.http;

import org.jspecify.annotations.NullMarked;
