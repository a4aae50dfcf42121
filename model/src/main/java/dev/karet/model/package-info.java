/** What every part of the product says of a fault: the problem as a value. */
@NullMarked
package dev.karet.model;

import org.jspecify.annotations.NullMarked;
