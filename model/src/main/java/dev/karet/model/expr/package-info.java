/** Mapping expressions: one record a node, their types, and their textual form. */
@NullMarked
package dev.karet.model.expr;

import org.jspecify.annotations.NullMarked;
