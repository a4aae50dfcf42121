package dev.karet.model.settings;

/** A text that must not be seen: its text form hides it. Immutable. */
public record Secret(String value) {
    @Override
    public String toString() {
        return "(hidden)";
    }
}
