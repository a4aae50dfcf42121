package dev.karet.engine.query;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Hive's names of partition folders mean. Pure function. */
public final class PathText {

    private static final Pattern ESCAPE = Pattern.compile("%([0-9A-F]{2})");

    private PathText() {}

    /** A name or value of a folder; every character that Hive escapes is one of ASCII. */
    public static String unescaped(String folder) {
        return ESCAPE.matcher(folder)
                .replaceAll(
                        found -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(found.group(1), 16))));
    }
}
