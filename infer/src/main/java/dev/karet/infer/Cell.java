package dev.karet.infer;

/** One value of a record; {@code quoted} tells an empty text from nothing. Immutable. */
public record Cell(String text, boolean quoted) {}
