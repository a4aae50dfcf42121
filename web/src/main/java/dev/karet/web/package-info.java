/** The public service: its settings, and one package a feature beside it. */
@NullMarked
package dev.karet.web;

import org.jspecify.annotations.NullMarked;
