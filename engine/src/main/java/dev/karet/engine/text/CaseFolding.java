package dev.karet.engine.text;

import java.util.Locale;

/**
 * Full case folding, as Unicode's CaseFolding.txt has it under C and F: two texts that differ in case only fold to the same text.
 *
 * <p>The JDK has no such function. Lower, then upper, then lower case of one code point is the same, but for the dotless i, which folds to
 * itself, and for Cherokee, which folds to its capitals. (Compared code point by code point with the casefold of Python 3, an independent reading
 * of that file.)
 */
public final class CaseFolding {

    private static final int DOTLESS_I = 0x131;

    private CaseFolding() {}

    public static String fold(String text) {
        var folded = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> {
            if (codePoint < 0x80) folded.append((char) ascii(codePoint));
            else folded.append(fold(codePoint));
        });
        return folded.toString();
    }

    /** One code point beyond ASCII, folded: one character or more. */
    static String fold(int codePoint) {
        String text = Character.toString(codePoint);
        if (codePoint == DOTLESS_I) return text;
        if (isCherokee(codePoint)) return text.toUpperCase(Locale.ROOT);
        String upper = text.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT);
        if (upper.length() == 1) return upper.toLowerCase(Locale.ROOT);
        var folded = new StringBuilder();
        // One by one, or a sigma might be taken for the last letter of a word.
        upper.codePoints()
                .forEach(part -> folded.append(Character.toString(part).toLowerCase(Locale.ROOT)));
        return folded.toString();
    }

    /** One ASCII character, folded. */
    public static int ascii(int character) {
        return character >= 'A' && character <= 'Z' ? character + 0x20 : character;
    }

    private static boolean isCherokee(int codePoint) {
        return (codePoint >= 0x13A0 && codePoint <= 0x13FF) || (codePoint >= 0xAB70 && codePoint <= 0xABBF);
    }
}
