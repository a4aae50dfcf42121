/** What documents that people save have in common: their marks, and what a save expects to find. */
@NullMarked
package dev.karet.web.documents;

import org.jspecify.annotations.NullMarked;
