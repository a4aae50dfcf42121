package dev.karet.model;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A place in a JSON document (RFC 6901). Immutable and cheap to extend: a path is only spelt out when a problem needs it.
 */
public final class JsonPointer {

    /** The whole document. */
    public static final JsonPointer ROOT = new JsonPointer(null, "", 0);

    /** The index of a step that is a field, not an element. */
    private static final int FIELD = -1;

    private final @Nullable JsonPointer parent;
    private final String name;
    private final int index;

    private JsonPointer(@Nullable JsonPointer parent, String name, int index) {
        this.parent = parent;
        this.name = name;
        this.index = index;
    }

    /** The place that {@code pointer}, an RFC 6901 text such as {@code /mappings/0}, names. */
    public static JsonPointer of(String pointer) {
        return pointer.isEmpty() ? ROOT : new JsonPointer(null, pointer, 0);
    }

    /** The field called {@code name} of the object here. */
    public JsonPointer field(String name) {
        return new JsonPointer(this, name, FIELD);
    }

    /** The element at {@code index}, from 0, of the array here. */
    public JsonPointer element(int index) {
        return new JsonPointer(this, "", index);
    }

    @Override
    public String toString() {
        Deque<String> steps = new ArrayDeque<>();
        for (JsonPointer at = this; at != null; at = at.parent) steps.addFirst(at.step());
        return String.join("", steps);
    }

    /** A place without a parent is its own text already. */
    private String step() {
        if (parent == null) return name;
        return "/" + (index == FIELD ? name.replace("~", "~0").replace("/", "~1") : Integer.toString(index));
    }
}
