package dev.karet.store;

import dev.karet.model.Problem;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a pipeline inside the bucket: 1 to 63 of {@code [a-z0-9-]}, no dash at either end. Immutable.
 *
 * <p>A slug becomes part of every key of its pipeline, so nothing but a value of this type may stand there.
 */
public record Slug(String value) implements Comparable<Slug> {

    /** The code of the fault that an unusable name is reported with. */
    public static final String INVALID = "invalid_slug";

    private static final int LONGEST = 63;
    private static final Pattern VALID = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern FOREIGN = Pattern.compile("[^a-z0-9-]");
    private static final Pattern OUTER_DASHES = Pattern.compile("^-+|-+$");

    public Slug {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a slug: \"" + value + "\"");
        }
    }

    /** Whether {@code text} is a slug as it stands. */
    public static boolean isValid(String text) {
        return VALID.matcher(text).matches();
    }

    /**
     * Makes a slug of what a person typed: trimmed, lower-cased, every other character a dash, outer dashes gone.
     *
     * @throws InvalidSlug when nothing is left or too much is
     */
    public static Slug canonical(String typed) {
        var dashed = FOREIGN.matcher(typed.strip().toLowerCase(Locale.ROOT)).replaceAll("-");
        var bare = OUTER_DASHES.matcher(dashed).replaceAll("");
        if (bare.isEmpty()) {
            throw new InvalidSlug("\"" + typed + "\" has no letter or digit that could name a pipeline.");
        }
        if (bare.length() > LONGEST) {
            throw new InvalidSlug("\"" + bare + "\" has " + bare.length()
                    + " characters; a pipeline's name has at most " + LONGEST + ".");
        }
        return new Slug(bare);
    }

    /** The slug of {@code pipelines/<slug>/}; empty for every other text. */
    public static Optional<Slug> ofPipelinePrefix(String prefix) {
        if (!prefix.startsWith(Layout.PIPELINES)
                || !prefix.endsWith("/")
                || prefix.length() <= Layout.PIPELINES.length()) {
            return Optional.empty();
        }
        var name = prefix.substring(Layout.PIPELINES.length(), prefix.length() - 1);
        return isValid(name) ? Optional.of(new Slug(name)) : Optional.empty();
    }

    @Override
    public int compareTo(Slug other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    /** A name that no slug can be made of; a fault of whoever typed it. */
    public static final class InvalidSlug extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InvalidSlug(String message) {
            super(message);
        }

        /** The fault as a value. */
        public Problem problem() {
            return Problem.of(INVALID, "", String.valueOf(getMessage()), "Use letters a to z, digits and dashes.");
        }
    }
}
