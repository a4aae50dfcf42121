/** What the worker and the web service share of HTTP: listening, reading bodies, refusing. */
@NullMarked
package dev.karet.http;

import org.jspecify.annotations.NullMarked;
