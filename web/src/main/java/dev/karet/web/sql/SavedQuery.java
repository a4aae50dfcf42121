package dev.karet.web.sql;

import java.time.Instant;
import java.util.regex.Pattern;

/** A statement that somebody saved under a name. Immutable. */
public record SavedQuery(String name, String statement, Instant updatedAt) {

    /** Characters of a statement. */
    public static final int LONGEST = 50_000;

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} ._()-]{0,99}");

    /** Whether a query may be called so: up to 100 letters, digits, spaces and {@code . _ - ( )}, beginning with a letter or digit. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches() && !name.endsWith(" ");
    }
}
