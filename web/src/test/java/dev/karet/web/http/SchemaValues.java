package dev.karet.web.http;

import dev.karet.model.json.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Makes JSON values after a schema of the contract, and values that are wrong in one place or more. For one thread. */
final class SchemaValues {

    private static final int DEEPEST = 6;
    private static final List<String> NASTY = List.of(
            "",
            " ",
            "a",
            "0",
            "-1",
            "..",
            "../../_auth/admin.json",
            "a/b",
            "a\\b",
            "%2e%2e%2f",
            "%00",
            "null",
            "NaN",
            "2024-02-30",
            "9999-12-31T23:59:59.999999Z",
            "job-1700000000000-abcdef",
            "job-9999999999999-zzzzzz",
            "0 6 * * *",
            "* * * * * *",
            "Europe/Berlin",
            "select 1",
            "'; drop table t; --",
            "<script>alert(1)</script>",
            "line\nbreak\r\nX-Evil: 1",
            "\u0007bell",
            "\uFEFFmark",
            "ſtraße İ Σ",
            "😀".repeat(40),
            "x".repeat(300),
            "y".repeat(5_000),
            "9".repeat(400));

    private final JsonTree.Obj document;
    private final Random random;
    private final List<String> known;

    /** @param known texts that mean something to the service, such as ids of its answers; may grow */
    SchemaValues(JsonTree document, Random random, List<String> known) {
        this.document = (JsonTree.Obj) document;
        this.random = random;
        this.known = known;
    }

    /** A value that {@code schema} may describe, or with some luck does not. */
    JsonTree value(JsonTree.Obj schema) {
        return value(schema, 0);
    }

    private JsonTree value(JsonTree.Obj schema, int depth) {
        if (depth > DEEPEST || random.nextInt(25) == 0) return anything(depth);
        Optional<String> reference = Conformance.text(schema, "$ref");
        if (reference.isPresent()) return value(follow(reference.get()), depth + 1);
        Map<String, JsonTree> fields = schema.fields();
        if (fields.containsKey("const")) return fields.get("const");
        for (String choice : List.of("enum", "oneOf", "anyOf", "examples")) {
            if (fields.get(choice) instanceof JsonTree.Arr(var options) && !options.isEmpty()) {
                JsonTree chosen = options.get(random.nextInt(options.size()));
                boolean literal = choice.equals("enum") || choice.equals("examples");
                return literal || !(chosen instanceof JsonTree.Obj other) ? chosen : value(other, depth + 1);
            }
        }
        return typed(schema, type(fields.get("type")), depth);
    }

    private String type(JsonTree type) {
        return switch (type) {
            case JsonTree.Text(var name) -> name;
            case JsonTree.Arr(var names) when !names.isEmpty() -> type(names.get(random.nextInt(names.size())));
            case null, default -> "object";
        };
    }

    private JsonTree typed(JsonTree.Obj schema, String type, int depth) {
        return switch (type) {
            case "string" -> new JsonTree.Text(text());
            case "integer" -> new JsonTree.Num(integer());
            case "number" ->
                new JsonTree.Num(random.nextBoolean() ? integer() : random.nextDouble() + "e" + random.nextInt(300));
            case "boolean" -> new JsonTree.Bool(random.nextBoolean());
            case "null" -> new JsonTree.Null();
            case "array" -> {
                List<JsonTree> elements = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    elements.add(Conformance.child(schema, "items")
                            .map(items -> value(items, depth + 1))
                            .orElseGet(() -> anything(depth + 1)));
                }
                yield new JsonTree.Arr(elements);
            }
            default -> object(schema, depth);
        };
    }

    private JsonTree object(JsonTree.Obj schema, int depth) {
        Map<String, JsonTree> fields = new LinkedHashMap<>();
        Conformance.child(schema, "properties")
                .ifPresent(properties -> properties.fields().forEach((name, property) -> {
                    if (random.nextInt(5) > 0 && property instanceof JsonTree.Obj described) {
                        fields.put(name, value(described, depth + 1));
                    }
                }));
        if (random.nextInt(15) == 0) fields.put(text(), anything(depth + 1));
        return new JsonTree.Obj(fields);
    }

    private JsonTree anything(int depth) {
        return switch (random.nextInt(depth > DEEPEST ? 5 : 7)) {
            case 0 -> new JsonTree.Text(text());
            case 1 -> new JsonTree.Num(integer());
            case 2 -> new JsonTree.Bool(random.nextBoolean());
            case 3, 4 -> new JsonTree.Null();
            case 5 -> new JsonTree.Arr(List.of(anything(depth + 1), anything(depth + 1)));
            default -> new JsonTree.Obj(Map.of(text(), anything(depth + 1)));
        };
    }

    /** A text that the service may know, or one that it should be able to stand. */
    String text() {
        return known.isEmpty() || random.nextInt(3) == 0
                ? NASTY.get(random.nextInt(NASTY.size()))
                : known.get(random.nextInt(known.size()));
    }

    private String integer() {
        return switch (random.nextInt(6)) {
            case 0 -> "0";
            case 1 -> "-1";
            case 2 -> "9223372036854775808";
            case 3 -> "1" + "0".repeat(random.nextInt(40));
            default -> Integer.toString(random.nextInt(200));
        };
    }

    private JsonTree.Obj follow(String reference) {
        JsonTree.Obj at = document;
        for (String name : reference.substring(2).split("/", -1)) {
            at = Conformance.child(at, name).orElseThrow(() -> new AssertionError("nothing is at " + reference));
        }
        return at;
    }
}
