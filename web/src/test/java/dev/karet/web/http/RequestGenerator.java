package dev.karet.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.model.json.JsonText;
import dev.karet.model.json.JsonTree;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Makes requests after the contract, right ones and wrong ones, and learns from the answers what there is. For one thread. */
public final class RequestGenerator {

    private static final int MOST_KNOWN = 400;
    private static final Set<String> HEADERS_OF_THE_CLIENT =
            Set.of("content-length", "host", "connection", "expect", "upgrade");

    private final Conformance contract = new Conformance();
    private final JsonTree.Obj document = (JsonTree.Obj) Contract.tree();
    private final Random random;
    private final List<String> known = new ArrayList<>();
    private final SchemaValues values;
    private final List<Conformance.Operation> operations;

    /** @param avoided operationIds that would end the test, such as the one that signs it out */
    public RequestGenerator(long seed, List<String> known, Set<String> avoided) {
        this.random = new Random(seed);
        this.known.addAll(known);
        this.values = new SchemaValues(document, random, this.known);
        this.operations = contract.operations().stream()
                .filter(operation -> !avoided.contains(
                        Conformance.text(operation.tree(), "operationId").orElse("")))
                .toList();
    }

    /** One request; {@code what} tells it for a failure's message. */
    public record Generated(String what, HttpRequest.Builder request) {}

    public Generated next(ApiClient client) {
        Conformance.Operation operation = operations.get(random.nextInt(operations.size()));
        StringBuilder query = new StringBuilder();
        String path = operation.path();
        List<String[]> headers = new ArrayList<>();
        for (JsonTree.Obj parameter : parameters(operation)) {
            String name = Conformance.text(parameter, "name").orElse("");
            String value =
                    plain(values.value(Conformance.child(parameter, "schema").orElse(new JsonTree.Obj(Map.of()))));
            switch (Conformance.text(parameter, "in").orElse("")) {
                case "path" -> path = path.replace("{" + name + "}", segment(value));
                case "query" -> {
                    if (random.nextInt(3) > 0)
                        query.append(query.isEmpty() ? '?' : '&')
                                .append(encoded(name))
                                .append('=')
                                .append(encoded(value));
                }
                case "header" -> {
                    if (random.nextBoolean()
                            && !HEADERS_OF_THE_CLIENT.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                        headers.add(new String[] {
                            name, value.replaceAll("[^\\x20-\\x7e]", "?").strip()
                        });
                    }
                }
                default -> {}
            }
        }
        path = path.replaceAll("\\{[^}]+}", "x") + query;
        byte[] body = body(operation, headers);
        HttpRequest.Builder request = client.request(path).method(operation.method(), BodyPublishers.ofByteArray(body));
        headers.forEach(header -> request.header(header[0], header[1]));
        return new Generated(operation.method() + " " + path + " " + shortened(new String(body, UTF_8)), request);
    }

    private byte[] body(Conformance.Operation operation, List<String[]> headers) {
        Optional<JsonTree.Obj> content =
                Conformance.child(operation.tree(), "requestBody").flatMap(body -> Conformance.child(body, "content"));
        if (content.isEmpty()) return random.nextInt(20) == 0 ? "{}".getBytes(UTF_8) : new byte[0];
        List<String> types = List.copyOf(content.get().fields().keySet());
        String type = types.get(random.nextInt(types.size()));
        headers.add(new String[] {"Content-Type", random.nextInt(30) == 0 ? "text/plain" : type});
        if (!type.equals("application/json") || random.nextInt(25) == 0) {
            return switch (random.nextInt(4)) {
                case 0 -> new byte[0];
                case 1 -> "PK\u0003\u0004 and so on".getBytes(UTF_8);
                case 2 -> "date,amount\n2024-01-02,1\n".getBytes(UTF_8);
                default -> "{\"a\":[1,2".getBytes(UTF_8);
            };
        }
        JsonTree.Obj schema = Conformance.child(
                        (JsonTree.Obj) content.get().fields().get(type), "schema")
                .orElse(new JsonTree.Obj(Map.of()));
        return JsonText.compact(values.value(schema)).getBytes(UTF_8);
    }

    private List<JsonTree.Obj> parameters(Conformance.Operation operation) {
        List<JsonTree.Obj> found = new ArrayList<>();
        JsonTree.Obj path = Conformance.child(
                        Conformance.child(document, "paths").orElseThrow(), operation.path())
                .orElseThrow();
        for (JsonTree.Obj holder : List.of(path, operation.tree())) {
            if (holder.fields().get("parameters") instanceof JsonTree.Arr(var parameters)) {
                parameters.forEach(parameter -> found.add(resolved((JsonTree.Obj) parameter)));
            }
        }
        return found;
    }

    private JsonTree.Obj resolved(JsonTree.Obj parameter) {
        return Conformance.text(parameter, "$ref")
                .map(reference -> {
                    JsonTree.Obj at = document;
                    for (String name : reference.substring(2).split("/", -1)) {
                        at = Conformance.child(at, name).orElseThrow();
                    }
                    return at;
                })
                .orElse(parameter);
    }

    /** Remembers the texts of an answer, so that later requests ask for what is there. */
    public void learn(ApiClient.Answer answer) {
        if (known.size() >= MOST_KNOWN || answer.status() >= 300) return;
        if (!answer.header("Content-Type").orElse("").startsWith("application/json")) return;
        learn(answer.json());
    }

    private void learn(JsonTree tree) {
        switch (tree) {
            case JsonTree.Text(var text) -> {
                if (text.length() < 80 && known.size() < MOST_KNOWN && !known.contains(text)) known.add(text);
            }
            case JsonTree.Obj(var fields) -> fields.values().forEach(this::learn);
            case JsonTree.Arr(var elements) -> elements.stream().limit(20).forEach(this::learn);
            case JsonTree.Num _, JsonTree.Bool _, JsonTree.Null _ -> {}
        }
    }

    private static String plain(JsonTree value) {
        return value instanceof JsonTree.Text(var text) ? text : JsonText.compact(value);
    }

    /** A path's segment; now and then one that is not encoded as it should be. */
    private String segment(String value) {
        String shorter = value.length() > 1_000 ? value.substring(0, 1_000) : value;
        return shorter.isEmpty() || shorter.equals(".") || shorter.equals("..") ? "%2e%2e" : encoded(shorter);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value.length() > 4_000 ? value.substring(0, 4_000) : value, UTF_8)
                .replace("+", "%20");
    }

    private static String shortened(String text) {
        return text.length() <= 300 ? text : text.substring(0, 300) + "…";
    }
}
