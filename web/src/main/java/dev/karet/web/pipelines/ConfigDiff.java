package dev.karet.web.pipelines;

import dev.karet.model.JsonPointer;
import dev.karet.model.json.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is different between two JSON documents, place by place. Elements of arrays are compared by their positions. */
public final class ConfigDiff {

    /** How many differences are told at most. */
    public static final int MOST = 1_000;

    private final List<Difference> found = new ArrayList<>();
    private boolean truncated;

    private ConfigDiff() {}

    /**
     * One place that differs.
     *
     * @param path a JSON Pointer
     * @param before absent when the value was added
     * @param after absent when the value was removed
     */
    public record Difference(String path, Optional<JsonTree> before, Optional<JsonTree> after) {

        /** The word for it. */
        public String kind() {
            return before.isEmpty() ? "added" : after.isEmpty() ? "removed" : "changed";
        }
    }

    /**
     * All that differs.
     *
     * @param truncated whether there is more
     */
    public record Differences(List<Difference> list, boolean truncated) {
        public Differences {
            list = List.copyOf(list);
        }
    }

    public static Differences between(JsonTree before, JsonTree after) {
        ConfigDiff diff = new ConfigDiff();
        diff.compare(JsonPointer.ROOT, before, after);
        return new Differences(diff.found, diff.truncated);
    }

    private void compare(JsonPointer at, JsonTree before, JsonTree after) {
        if (truncated) return;
        if (before instanceof JsonTree.Obj(var old) && after instanceof JsonTree.Obj(var now)) {
            Set<String> names = new LinkedHashSet<>(old.keySet());
            names.addAll(now.keySet());
            for (String name : names) step(at.field(name), value(old, name), value(now, name));
        } else if (before instanceof JsonTree.Arr(var old) && after instanceof JsonTree.Arr(var now)) {
            for (int i = 0; i < Math.max(old.size(), now.size()); i++) {
                step(at.element(i), value(old, i), value(now, i));
            }
        } else if (!before.equals(after)) {
            add(at, Optional.of(before), Optional.of(after));
        }
    }

    private void step(JsonPointer at, Optional<JsonTree> before, Optional<JsonTree> after) {
        if (before.isPresent() && after.isPresent()) compare(at, before.get(), after.get());
        else add(at, before, after);
    }

    private void add(JsonPointer at, Optional<JsonTree> before, Optional<JsonTree> after) {
        if (found.size() == MOST) truncated = true;
        else found.add(new Difference(at.toString(), before, after));
    }

    private static Optional<JsonTree> value(Map<String, JsonTree> fields, String name) {
        return Optional.ofNullable(fields.get(name));
    }

    private static Optional<JsonTree> value(List<JsonTree> elements, int at) {
        return at < elements.size() ? Optional.of(elements.get(at)) : Optional.empty();
    }
}
