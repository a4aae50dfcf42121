package dev.karet.model;

/** Shows a value of the user's in a message: in quotes, short, on one line. Pure function. */
public final class Quoted {

    private static final int LONGEST = 80;

    private Quoted() {}

    public static String text(String value) {
        StringBuilder shown = new StringBuilder("\"");
        value.codePoints().limit(LONGEST).forEach(character -> {
            if (Character.isISOControl(character)) {
                shown.append("\\u%04x".formatted(character));
            } else {
                shown.appendCodePoint(character);
            }
        });
        if (value.codePointCount(0, value.length()) > LONGEST) shown.append('…');
        return shown.append('"').toString();
    }
}
