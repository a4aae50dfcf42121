package dev.karet.model;

/** Shows a value of the user's in a message: in quotes, short, on one line. Pure function. */
public final class Quoted {

    private static final int LONGEST = 80;

    private Quoted() {}

    public static String text(String value) {
        // Cut by units first: a message about a text of megabytes must not cost its length.
        String start = value.substring(0, Math.min(value.length(), 2 * LONGEST));
        StringBuilder shown = new StringBuilder("\"");
        start.codePoints().limit(LONGEST).forEach(character -> {
            if (Character.isISOControl(character)) {
                shown.append("\\u%04x".formatted(character));
            } else {
                shown.appendCodePoint(character);
            }
        });
        if (start.length() < value.length() || start.codePointCount(0, start.length()) > LONGEST) shown.append('…');
        return shown.append('"').toString();
    }
}
