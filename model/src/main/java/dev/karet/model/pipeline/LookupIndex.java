package dev.karet.model.pipeline;

import dev.karet.model.expr.LookupNames;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds lookups by their dotted path. Not thread-safe: it learns each level as it is asked for. */
public final class LookupIndex implements LookupNames {

    private static final int MOST_CANDIDATES = 1_000;

    private final Map<String, LookupMapping> top;
    private final IdentityHashMap<LookupMapping, Map<String, LookupMapping>> children = new IdentityHashMap<>();

    public LookupIndex(List<LookupMapping> lookups) {
        top = byId(lookups);
    }

    /** The lookup at {@code path}, the ids from the top joined by dots. */
    public Optional<LookupMapping> find(String path) {
        Map<String, LookupMapping> level = top;
        @Nullable LookupMapping found = null;
        for (String id : path.split("\\.", -1)) {
            found = level.get(id);
            if (found == null) return Optional.empty();
            level = childrenOf(found);
        }
        return Optional.ofNullable(found);
    }

    @Override
    public boolean contains(String path) {
        return find(path).isPresent();
    }

    /** The lookups beside the one that was asked for; of the top, also their children. */
    @Override
    public List<String> candidates(String path) {
        int dot = path.lastIndexOf('.');
        Optional<LookupMapping> parent = dot < 0 ? Optional.empty() : find(path.substring(0, dot));
        List<String> candidates = new ArrayList<>();
        if (parent.isPresent()) {
            String prefix = path.substring(0, dot + 1);
            childrenOf(parent.get()).keySet().stream()
                    .limit(MOST_CANDIDATES)
                    .forEach(id -> candidates.add(prefix + id));
            return candidates;
        }
        for (var lookup : top.entrySet()) {
            if (candidates.size() >= MOST_CANDIDATES) break;
            candidates.add(lookup.getKey());
            lookup.getValue().children().stream()
                    .limit(MOST_CANDIDATES - candidates.size())
                    .forEach(child -> candidates.add(lookup.getKey() + "." + child.id()));
        }
        return candidates;
    }

    private Map<String, LookupMapping> childrenOf(LookupMapping lookup) {
        return children.computeIfAbsent(lookup, parent -> byId(parent.children()));
    }

    private static Map<String, LookupMapping> byId(List<LookupMapping> lookups) {
        Map<String, LookupMapping> byId = new LinkedHashMap<>();
        lookups.forEach(lookup -> byId.putIfAbsent(lookup.id(), lookup));
        return byId;
    }
}
