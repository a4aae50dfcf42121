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
public final class Writing {

    private final Map<String, JsonTree> fields = new LinkedHashMap<>();

    public Writing put(String name, JsonTree value) {
        fields.put(name, value);
        return this;
    }

    public Writing put(String name, String value) {
        return put(name, new JsonTree.Text(value));
    }

    public Writing put(String name, boolean value) {
        return put(name, new JsonTree.Bool(value));
    }

    public Writing put(String name, double value) {
        return put(name, number(value));
    }

    public Writing put(String name, int value) {
        return put(name, new JsonTree.Num(Integer.toString(value)));
    }

    public Writing put(String name, Optional<String> value) {
        value.ifPresent(text -> put(name, text));
        return this;
    }

    public Writing put(String name, OptionalInt value) {
        value.ifPresent(number -> put(name, number));
        return this;
    }

    public Writing put(String name, OptionalDouble value) {
        value.ifPresent(number -> put(name, number));
        return this;
    }

    /** The number with all its digits. */
    public Writing putExact(String name, Optional<BigDecimal> value) {
        value.ifPresent(number -> put(name, new JsonTree.Num(number.toString())));
        return this;
    }

    public <T> Writing put(String name, List<T> values, Function<T, JsonTree> writer) {
        return put(name, new JsonTree.Arr(values.stream().map(writer).toList()));
    }

    public Writing putUnless(boolean isDefault, String name, String value) {
        return isDefault ? this : put(name, value);
    }

    public Writing putTexts(String name, List<String> values) {
        return put(name, values, JsonTree.Text::new);
    }

    public Writing putTextsUnlessEmpty(String name, List<String> values) {
        return values.isEmpty() ? this : putTexts(name, values);
    }

    public boolean isEmpty() {
        return fields.isEmpty();
    }

    /** Adds the fields that this version does not know; a known one is never overwritten. */
    public Writing putOther(OtherFields other) {
        other.jsonByName().forEach((name, json) -> fields.putIfAbsent(name, parsed(name, json)));
        return this;
    }

    public JsonTree.Obj object() {
        return new JsonTree.Obj(fields);
    }

    public static JsonTree number(double value) {
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
