package dev.karet.model;

import java.util.Optional;

/**
 * A fault that its user can mend, as a value: faults are collected, not thrown one by one. Immutable.
 *
 * @param kind a stable snake_case code for programs
 * @param path a JSON Pointer (RFC 6901) into the document that was checked; empty for the whole of it
 * @param message one sentence for a person, naming the thing and the value
 * @param hint what to do about it; empty when there is nothing useful to say
 */
public record Problem(String kind, String path, String message, Optional<String> hint) {

    public static Problem of(String kind, String path, String message) {
        return new Problem(kind, path, message, Optional.empty());
    }

    public static Problem of(String kind, String path, String message, String hint) {
        return new Problem(kind, path, message, Optional.of(hint));
    }
}
