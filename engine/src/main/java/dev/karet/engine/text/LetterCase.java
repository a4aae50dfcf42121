package dev.karet.engine.text;

import java.util.Locale;

/** Full Unicode case mapping without any language's own rules: {@code ß} becomes {@code SS}, a final {@code Σ} becomes {@code ς}. */
public final class LetterCase {

    private LetterCase() {}

    public static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
