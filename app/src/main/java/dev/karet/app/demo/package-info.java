/** The demonstration: a made-up household's spending, run through the whole product. */
@NullMarked
package dev.karet.app.demo;

import org.jspecify.annotations.NullMarked;
