/** Statements of users: running them over a pipeline's tables, ending them, saving them. */
@NullMarked
package dev.karet.web.sql;

import org.jspecify.annotations.NullMarked;
