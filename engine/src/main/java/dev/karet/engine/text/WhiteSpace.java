package dev.karet.engine.text;

/** The 25 characters with Unicode's White_Space property, which has not changed since version 6.3. */
public final class WhiteSpace {

    /** All of them, in order. */
    public static final String ALL =
            "\t\n\u000B\f\r \u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000";

    private WhiteSpace() {}

    public static boolean is(char character) {
        if (character <= ' ') return character == ' ' || (character >= '\t' && character <= '\r');
        return character >= '\u0085' && ALL.indexOf(character) >= 0;
    }

    /** {@code text} without white space at either end. */
    public static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && is(text.charAt(start))) start++;
        while (start < end && is(text.charAt(end - 1))) end--;
        return text.substring(start, end);
    }
}
