package dev.karet.model.json;

import dev.karet.model.JsonPointer;
import dev.karet.model.NearestName;
import dev.karet.model.Problems;
import dev.karet.model.Quoted;
import dev.karet.model.pipeline.OtherFields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Takes the fields of one JSON object by name and type. A fault is reported and answered with a harmless value, so that reading goes
 * on and every fault is found. A field that is null is taken as absent. What was never asked for is what this version does not know.
 */
public final class Fields {

    private static final JsonTree.Obj NOTHING = new JsonTree.Obj(Map.of());

    private static final Pattern NONZERO = Pattern.compile("[-+.0]*[1-9]");

    private final Map<String, JsonTree> fields;
    private final JsonPointer at;
    private final Problems problems;
    private final Set<String> known = new LinkedHashSet<>();

    private Fields(Map<String, JsonTree> fields, JsonPointer at, Problems problems) {
        this.fields = fields;
        this.at = at;
        this.problems = problems;
    }

    /** How a value at a place becomes a part of the model. */
    public interface Reader<T> {
        T read(JsonTree value, JsonPointer at);
    }

    /** The fields of {@code value}; when it is no object, that is reported and the second result is empty. */
    public static Optional<Fields> of(JsonTree value, String thing, JsonPointer at, Problems problems) {
        if (value instanceof JsonTree.Obj(var fields)) return Optional.of(new Fields(fields, at, problems));
        problems.add(
                "wrong_type",
                at,
                "Here stands " + value.words() + " instead of an object.",
                "Write " + thing + " as {…}.");
        return Optional.empty();
    }

    /** No fields at all, for what could not be read; asking for a field reports nothing. */
    public static Fields none() {
        return new Fields(NOTHING.fields(), JsonPointer.ROOT, new Problems());
    }

    public Problems problems() {
        return problems;
    }

    public JsonPointer at(String name) {
        return at.field(name);
    }

    public String text(String name) {
        return required(name).map(value -> text(value, at(name))).orElse("");
    }

    public Optional<String> optionalText(String name) {
        return optional(name).map(value -> text(value, at(name)));
    }

    public String text(String name, String absent) {
        return optionalText(name).orElse(absent);
    }

    public boolean bool(String name) {
        return required(name).map(value -> bool(value, at(name))).orElse(false);
    }

    public boolean bool(String name, boolean absent) {
        return optional(name).map(value -> bool(value, at(name))).orElse(absent);
    }

    public double number(String name) {
        return required(name).map(value -> number(value, at(name))).orElse(0.0);
    }

    public OptionalDouble optionalNumber(String name) {
        Optional<JsonTree> value = optional(name);
        return value.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(number(value.get(), at(name)));
    }

    /** A number with all its digits, in the range of a double; empty also when it cannot be read. */
    public Optional<BigDecimal> optionalExact(String name) {
        return optional(name).flatMap(value -> exact(value, at(name)));
    }

    public int integer(String name) {
        return required(name).map(value -> integer(value, at(name))).orElse(0);
    }

    public OptionalInt optionalInteger(String name) {
        Optional<JsonTree> value = optional(name);
        return value.isEmpty() ? OptionalInt.empty() : OptionalInt.of(integer(value.get(), at(name)));
    }

    public <T> List<T> list(String name, Reader<T> reader) {
        return required(name).map(value -> list(value, at(name), reader)).orElse(List.of());
    }

    public <T> Optional<List<T>> optionalList(String name, Reader<T> reader) {
        return optional(name).map(value -> list(value, at(name), reader));
    }

    public List<String> texts(String name) {
        return list(name, this::text);
    }

    public Optional<List<String>> optionalTexts(String name) {
        return optionalList(name, this::text);
    }

    /** The one of {@code values} that is labelled {@code written}; the first is the answer to a fault. */
    public <T> T choice(String name, String written, List<T> values, Function<T, String> label) {
        for (T value : values) {
            if (label.apply(value).equals(written)) return value;
        }
        List<String> labels = values.stream().map(label).toList();
        problems.add(
                "bad_value",
                at(name),
                "The value " + Quoted.text(written) + " is not known here.",
                problems.nearest(written, labels).orElse("Use one of: " + String.join(", ", labels) + "."));
        return values.getFirst();
    }

    /** The value of a field that must be there; an absence is reported. */
    public Optional<JsonTree> required(String name) {
        Optional<JsonTree> value = optional(name);
        if (value.isEmpty()) {
            problems.missing(at(name));
            problems.add(
                    "missing_field",
                    at,
                    "The field \"" + name + "\" is missing.",
                    misspelt(name)
                            .map(near -> "Rename the field " + Quoted.text(near) + " to \"" + name + "\".")
                            .orElse("Add \"" + name + "\" to the object here."));
        }
        return value;
    }

    public Optional<JsonTree> optional(String name) {
        known.add(name);
        return Optional.ofNullable(fields.get(name)).filter(value -> !(value instanceof JsonTree.Null));
    }

    /** The fields that were not asked for, kept as they are. */
    public OtherFields other() {
        if (known.containsAll(fields.keySet())) return OtherFields.NONE;
        Map<String, String> other = new LinkedHashMap<>();
        for (String name : unknownNames()) other.put(name, JsonText.compact(fields.getOrDefault(name, NOTHING)));
        return new OtherFields(other);
    }

    /** Reports the fields that were not asked for, where there may be none. */
    public void nothingElse(String thing) {
        for (String name : unknownNames()) {
            problems.add(
                    "unknown_field",
                    at(name),
                    "There is no field " + Quoted.text(name) + " in " + thing + ".",
                    problems.nearest(name, known).orElse("The fields are " + String.join(", ", known) + "."));
        }
    }

    /** Points at fields that were not asked for but are nearly called like one that was. */
    void misspelt(Problems warnings) {
        for (String name : unknownNames()) {
            if (warnings.isFull()) return;
            NearestName.of(name, known)
                    .ifPresent(nearest -> warnings.add(
                            "misspelt_field",
                            at(name),
                            "The field " + Quoted.text(name) + " is not known and does nothing.",
                            "Did you mean \"" + nearest + "\"?"));
        }
    }

    private Optional<String> misspelt(String name) {
        return problems.isFull() ? Optional.empty() : NearestName.of(name, unknownNames());
    }

    private List<String> unknownNames() {
        return fields.keySet().stream().filter(name -> !known.contains(name)).toList();
    }

    private <T> List<T> list(JsonTree value, JsonPointer place, Reader<T> reader) {
        if (!(value instanceof JsonTree.Arr(var elements))) {
            wrongType("an array", value, place);
            return List.of();
        }
        List<T> list = new ArrayList<>(elements.size());
        for (int i = 0; i < elements.size(); i++) list.add(reader.read(elements.get(i), place.element(i)));
        return list;
    }

    private String text(JsonTree value, JsonPointer place) {
        if (value instanceof JsonTree.Text(var text)) return text;
        wrongType("a string", value, place);
        return "";
    }

    private boolean bool(JsonTree value, JsonPointer place) {
        if (value instanceof JsonTree.Bool(var bool)) return bool;
        wrongType("true or false", value, place);
        return false;
    }

    private double number(JsonTree value, JsonPointer place) {
        if (!(value instanceof JsonTree.Num(var digits))) {
            wrongType("a number", value, place);
            return 0;
        }
        double number = Double.parseDouble(digits);
        if (Double.isFinite(number)) return number;
        problems.add(
                "bad_value",
                place,
                "The number " + shown(digits) + " is too large for a double.",
                "Use a number below 1.8e308.");
        return 0;
    }

    private Optional<BigDecimal> exact(JsonTree value, JsonPointer place) {
        if (!(value instanceof JsonTree.Num(var digits))) {
            wrongType("a number", value, place);
            return Optional.empty();
        }
        double number = Double.parseDouble(digits);
        // An exponent beyond a double's would make the exact number's digits many.
        if (Double.isFinite(number) && number != 0) return Optional.of(new BigDecimal(digits));
        if (number == 0 && !NONZERO.matcher(digits).lookingAt()) return Optional.of(BigDecimal.ZERO);
        problems.add(
                "bad_value",
                place,
                "The number " + shown(digits) + " is too " + (number == 0 ? "small" : "large") + " for a double.",
                "Use a number between 1e-307 and 1e308.");
        return Optional.empty();
    }

    private int integer(JsonTree value, JsonPointer place) {
        if (!(value instanceof JsonTree.Num(var digits))) {
            wrongType("a whole number", value, place);
            return 0;
        }
        double number = Double.parseDouble(digits);
        boolean inRange = number >= Integer.MIN_VALUE && number <= Integer.MAX_VALUE;
        // A double of this range holds every int, but a long fraction could round to a whole one.
        if (inRange && new BigDecimal(digits).compareTo(BigDecimal.valueOf((int) number)) == 0) return (int) number;
        problems.add(
                "bad_value",
                place,
                inRange
                        ? "The number " + shown(digits) + " is not whole."
                        : "The number " + shown(digits) + " is too large.",
                "Use a whole number between -2147483648 and 2147483647.");
        return 0;
    }

    private void wrongType(String wanted, JsonTree value, JsonPointer place) {
        problems.add(
                "wrong_type", place, "Here stands " + value.words() + " instead of " + wanted + ".", Optional.empty());
    }

    private static String shown(String digits) {
        return digits.length() <= 40 ? digits : digits.substring(0, 40) + "…";
    }
}
