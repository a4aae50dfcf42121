package dev.karet.web.auth;

import java.util.Optional;

/** A password that somebody may choose. Immutable; its text form hides it. */
public record NewPassword(String value) {

    /** Characters that a password has at least. */
    public static final int SHORTEST = 8;

    /** Characters that a password has at most, so that nobody makes us hash megabytes. */
    public static final int LONGEST = 1_024;

    public NewPassword {
        fault(value).ifPresent(fault -> {
            throw new IllegalArgumentException(fault);
        });
    }

    /** Why {@code text} cannot be a password, as a sentence; empty when it can. */
    public static Optional<String> fault(String text) {
        int length = text.codePointCount(0, text.length());
        if (length < SHORTEST) {
            return Optional.of("A password has at least %d characters; this one has %d.".formatted(SHORTEST, length));
        }
        return length <= LONGEST
                ? Optional.empty()
                : Optional.of("A password has at most %d characters; this one has %d.".formatted(LONGEST, length));
    }

    @Override
    public String toString() {
        return "(hidden)";
    }
}
