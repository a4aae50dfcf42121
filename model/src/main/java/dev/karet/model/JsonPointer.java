package dev.karet.model;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A place in a JSON document (RFC 6901). Immutable and cheap to extend: a path is only spelt out when a problem needs it.
 */
public final class JsonPointer {

    /** The whole document. */
    public static final JsonPointer ROOT = new JsonPointer(null, "");

    private final @Nullable JsonPointer parent;
    private final String text;

    private JsonPointer(@Nullable JsonPointer parent, String text) {
        this.parent = parent;
        this.text = text;
    }

    /** The place that {@code pointer}, an RFC 6901 text such as {@code /mappings/0}, names. */
    public static JsonPointer of(String pointer) {
        return pointer.isEmpty() ? ROOT : new JsonPointer(null, pointer);
    }

    /** The field called {@code name} of the object here. */
    public JsonPointer field(String name) {
        return new JsonPointer(this, "/" + name.replace("~", "~0").replace("/", "~1"));
    }

    /** The element at {@code index}, from 0, of the array here. */
    public JsonPointer element(int index) {
        return new JsonPointer(this, "/" + index);
    }

    @Override
    public String toString() {
        Deque<String> parts = new ArrayDeque<>();
        for (JsonPointer at = this; at != null; at = at.parent) parts.addFirst(at.text);
        return String.join("", parts);
    }
}
