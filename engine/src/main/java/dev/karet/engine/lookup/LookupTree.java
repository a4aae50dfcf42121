package dev.karet.engine.lookup;

import dev.karet.model.pipeline.LookupMapping;
import java.util.List;

/** Finds lookups by their dotted paths. */
public final class LookupTree {

    private LookupTree() {}

    /**
     * The lookup that {@code path} names; the ids of children never hold a dot.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static LookupMapping find(List<LookupMapping> lookups, String path) {
        int dot = path.indexOf('.');
        String id = dot < 0 ? path : path.substring(0, dot);
        LookupMapping found = lookups.stream()
                .filter(lookup -> lookup.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no lookup \"" + path + "\""));
        return dot < 0 ? found : find(found.children(), path.substring(dot + 1));
    }
}
