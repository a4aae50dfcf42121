package dev.karet.model.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON value that keeps what was written: the order of fields, and numbers as their text. Immutable. */
public sealed interface JsonTree {

    /** An object; its fields are in document order. */
    record Obj(Map<String, JsonTree> fields) implements JsonTree {
        public Obj {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }

    /** An array. */
    record Arr(List<JsonTree> elements) implements JsonTree {
        public Arr {
            elements = List.copyOf(elements);
        }
    }

    /** A string. */
    record Text(String value) implements JsonTree {}

    /** A number as it is spelt in JSON. */
    record Num(String text) implements JsonTree {}

    /** {@code true} or {@code false}. */
    record Bool(boolean value) implements JsonTree {}

    /** {@code null}. */
    record Null() implements JsonTree {}

    /** What a message calls a value of this kind, with its article. */
    default String words() {
        return switch (this) {
            case Obj _ -> "an object";
            case Arr _ -> "an array";
            case Text _ -> "a string";
            case Num _ -> "a number";
            case Bool _ -> "true or false";
            case Null _ -> "null";
        };
    }
}
