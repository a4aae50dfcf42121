package dev.karet.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.karet.model.json.JsonTree;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Holds answers against {@code openapi.yaml}. Thread-safe. */
public final class Conformance {

    /** What every route may answer with the body {@code Error}, without saying so itself. */
    private static final Set<Integer> ANYWHERE = Set.of(400, 401, 403, 404, 405, 408, 413, 415, 429, 500, 503);

    private static final String DOCUMENT = "https://karet.invalid/openapi.json";

    private final JsonTree document = Contract.tree();
    private final List<Operation> operations = operations(document);
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(
                    Map.of(DOCUMENT, new String(Contract.json(), java.nio.charset.StandardCharsets.UTF_8))));
    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

    /** One route of the document; {@code pointer} leads to it. */
    public record Operation(String method, String path, String access, String pointer, JsonTree.Obj tree) {

        private Pattern pattern() {
            return Pattern.compile(path.replaceAll("\\{[^}]+}", "[^/]+"));
        }
    }

    /** Every route of the document. */
    public List<Operation> operations() {
        return operations;
    }

    /** Fails when an answer is not one that the document describes. */
    public void check(String method, String path, int status, Optional<String> contentType, byte[] body) {
        Optional<Operation> found = find(method, path);
        String place = "%s %s answered %d: %s".formatted(method, path, status, shortened(body));
        if (found.isEmpty()) {
            assertThat(status).as(place).isIn(400, 401, 403, 404, 405, 429);
            conforms("#/components/schemas/Error", body, place);
            return;
        }
        Operation operation = found.get();
        Optional<JsonTree.Obj> response =
                child(operation.tree(), "responses").flatMap(responses -> child(responses, Integer.toString(status)));
        if (response.isEmpty()) {
            assertThat(ANYWHERE)
                    .as("an answer that the contract does not know: " + place)
                    .contains(status);
            conforms("#/components/schemas/Error", body, place);
            return;
        }
        String at = operation.pointer() + "/responses/" + status;
        Optional<String> reference = text(response.get(), "$ref");
        JsonTree.Obj described = reference.map(this::follow).orElse(response.get());
        String pointer = reference.map(ref -> ref.substring(1)).orElse(at);
        Optional<JsonTree.Obj> content = child(described, "content");
        if (content.isEmpty()) {
            assertThat(body).as("a body where the contract has none: " + place).isEmpty();
            return;
        }
        String type = contentType.map(JsonBody::bare).orElse("");
        assertThat(content.get().fields()).as("the media type of " + place).containsKey(type);
        if (type.equals("application/json")) {
            conforms("#" + pointer + "/content/" + type.replace("/", "~1") + "/schema", body, place);
        }
    }

    private void conforms(String pointer, byte[] body, String place) {
        Schema schema = compiled.computeIfAbsent(pointer, p -> schemas.getSchema(SchemaLocation.of(DOCUMENT + p)));
        List<com.networknt.schema.Error> errors =
                schema.validate(new String(body, java.nio.charset.StandardCharsets.UTF_8), InputFormat.JSON);
        assertThat(errors).as("the contract against " + place).isEmpty();
    }

    /** The route that a request meant; one without variables goes first. */
    public Optional<Operation> find(String method, String path) {
        return operations.stream()
                .filter(operation -> operation.method().equals(method)
                        && operation.pattern().matcher(path).matches())
                .min(Comparator.comparing(operation ->
                        operation.path().chars().filter(c -> c == '{').count()));
    }

    private JsonTree.Obj follow(String reference) {
        JsonTree.Obj at = (JsonTree.Obj) document;
        for (String name : reference.substring(2).split("/", -1)) {
            at = child(at, name).orElseThrow(() -> new AssertionError("nothing is at " + reference));
        }
        return at;
    }

    private static List<Operation> operations(JsonTree document) {
        return child((JsonTree.Obj) document, "paths").orElseThrow().fields().entrySet().stream()
                .flatMap(path -> ((JsonTree.Obj) path.getValue())
                        .fields().entrySet().stream()
                                .filter(method -> Set.of("get", "head", "post", "put", "patch", "delete")
                                        .contains(method.getKey()))
                                .map(method -> new Operation(
                                        method.getKey().toUpperCase(java.util.Locale.ROOT),
                                        path.getKey(),
                                        text((JsonTree.Obj) method.getValue(), "x-access")
                                                .orElse("none"),
                                        "/paths/"
                                                + path.getKey()
                                                        .replace("~", "~0")
                                                        .replace("/", "~1") + "/" + method.getKey(),
                                        (JsonTree.Obj) method.getValue())))
                .toList();
    }

    static Optional<JsonTree.Obj> child(JsonTree.Obj object, String name) {
        return object.fields().get(name) instanceof JsonTree.Obj found ? Optional.of(found) : Optional.empty();
    }

    static Optional<String> text(JsonTree.Obj object, String name) {
        return object.fields().get(name) instanceof JsonTree.Text(var value) ? Optional.of(value) : Optional.empty();
    }

    private static String shortened(byte[] body) {
        String text = new String(body, java.nio.charset.StandardCharsets.UTF_8);
        return text.length() <= 500 ? text : text.substring(0, 500) + "…";
    }
}
