package dev.karet.engine.duckdb;

import dev.karet.engine.query.PathText;
import java.util.BitSet;
import java.util.Optional;

/**
 * Names of partition folders as Hive's FileUtils.escapePathName writes them: some characters of ASCII are escaped, all others stand for
 * themselves.
 */
public final class HivePath {

    /** What Hive's FileUtils.escapePathName escapes, besides control characters. */
    private static final String SPECIAL = "\"#%'*/:=?\\{[]^\u007f";

    private static final BitSet ESCAPED = new BitSet(128);

    static {
        ESCAPED.set(0, 0x20);
        SPECIAL.chars().forEach(ESCAPED::set);
    }

    private HivePath() {}

    /** {@code name=value}, both escaped. */
    static String segment(String name, String value) {
        return escape(name) + "=" + escape(value);
    }

    /** The value of a segment that {@link #segment} wrote; empty when {@code segment} has no value for {@code name}. */
    public static Optional<String> valueOf(String name, String segment) {
        String start = escape(name) + "=";
        return segment.startsWith(start)
                ? Optional.of(PathText.unescaped(segment.substring(start.length())))
                : Optional.empty();
    }

    private static String escape(String text) {
        var escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (ESCAPED.get(c)) escaped.append('%').append("%02X".formatted((int) c));
            else escaped.append(c);
        }
        return escaped.toString();
    }
}
