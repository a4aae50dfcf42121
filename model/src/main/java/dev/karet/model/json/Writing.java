package dev.karet.model.json;

import dev.karet.model.expr.NumberText;
import dev.karet.model.pipeline.OtherFields;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;

/** Builds one JSON object field by field; what is absent is left out. */
final class Writing {

    private final Map<String, JsonTree> fields = new LinkedHashMap<>();

    Writing put(String name, JsonTree value) {
        fields.put(name, value);
        return this;
    }

    Writing put(String name, String value) {
        return put(name, new JsonTree.Text(value));
    }

    Writing put(String name, boolean value) {
        return put(name, new JsonTree.Bool(value));
    }

    Writing put(String name, double value) {
        return put(name, number(value));
    }

    Writing put(String name, int value) {
        return put(name, new JsonTree.Num(Integer.toString(value)));
    }

    Writing put(String name, Optional<String> value) {
        value.ifPresent(text -> put(name, text));
        return this;
    }

    Writing put(String name, OptionalInt value) {
        value.ifPresent(number -> put(name, number));
        return this;
    }

    Writing put(String name, OptionalDouble value) {
        value.ifPresent(number -> put(name, number));
        return this;
    }

    /** The number with all its digits. */
    Writing putExact(String name, Optional<BigDecimal> value) {
        value.ifPresent(number -> put(name, new JsonTree.Num(number.toString())));
        return this;
    }

    <T> Writing put(String name, List<T> values, Function<T, JsonTree> writer) {
        return put(name, new JsonTree.Arr(values.stream().map(writer).toList()));
    }

    Writing putUnless(boolean isDefault, String name, String value) {
        return isDefault ? this : put(name, value);
    }

    Writing putTexts(String name, List<String> values) {
        return put(name, values, JsonTree.Text::new);
    }

    Writing putTextsUnlessEmpty(String name, List<String> values) {
        return values.isEmpty() ? this : putTexts(name, values);
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    /** Adds the fields that this version does not know; a known one is never overwritten. */
    Writing putOther(OtherFields other) {
        other.jsonByName().forEach((name, json) -> fields.putIfAbsent(name, parsed(name, json)));
        return this;
    }

    JsonTree.Obj object() {
        return new JsonTree.Obj(fields);
    }

    static JsonTree number(double value) {
        return new JsonTree.Num(NumberText.literal(value));
    }

    private static JsonTree parsed(String name, String json) {
        return switch (JsonText.read(json)) {
            case ReadResult.Read<JsonTree>(var tree) -> tree;
            case ReadResult.Faulty<JsonTree>(var problems) ->
                throw new IllegalArgumentException("the field " + name + " holds no JSON: " + problems);
        };
    }
}
