package dev.karet.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.model.json.JsonText;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.ReadResult;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Asks a web service as a script would, and holds every answer against the contract. Thread-safe; copies share the connections. */
public final class ApiClient {

    private static final Conformance CONTRACT = new Conformance();

    private final HttpClient http;
    private final URI base;
    private final Map<String, String> headers;

    private ApiClient(HttpClient http, URI base, Map<String, String> headers) {
        this.http = http;
        this.base = base;
        this.headers = Map.copyOf(headers);
    }

    /** A client that shows nothing of itself. */
    public static ApiClient of(URI base) {
        return new ApiClient(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), base, Map.of());
    }

    /** The same client, sending one header more. */
    public ApiClient with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new ApiClient(http, base, more);
    }

    /** What it sends with every request. */
    public Map<String, String> headers() {
        return headers;
    }

    /** What came back. */
    public record Answer(int status, HttpHeaders headers, byte[] body) {

        public String text() {
            return new String(body, UTF_8);
        }

        public JsonTree json() {
            return switch (JsonText.read(body)) {
                case ReadResult.Read<JsonTree>(var tree) -> tree;
                case ReadResult.Faulty<JsonTree>(var problems) -> throw new AssertionError(problems + " in " + text());
            };
        }

        /** The value at {@code path}, whose steps are names and positions such as {@code jobs/0/id}; JSON text of what is no text. */
        public String at(String path) {
            JsonTree tree = json();
            for (String step : path.split("/", -1)) {
                tree = switch (tree) {
                    case JsonTree.Obj(var fields) ->
                        Optional.ofNullable(fields.get(step))
                                .orElseThrow(() -> new AssertionError("no " + path + " in " + text()));
                    case JsonTree.Arr(var elements) -> elements.get(Integer.parseInt(step));
                    case JsonTree.Text _, JsonTree.Num _, JsonTree.Bool _, JsonTree.Null _ ->
                        throw new AssertionError("no " + path + " in " + text());
                };
            }
            return tree instanceof JsonTree.Text(var value) ? value : JsonText.compact(tree);
        }

        public Optional<String> header(String name) {
            return headers.firstValue(name);
        }
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer delete(String path) {
        return send(request(path).DELETE());
    }

    public Answer post(String path, String json) {
        return sendJson("POST", path, json);
    }

    public Answer put(String path, String json) {
        return sendJson("PUT", path, json);
    }

    public Answer patch(String path, String json) {
        return sendJson("PATCH", path, json);
    }

    private Answer sendJson(String method, String path, String json) {
        return send(
                request(path).header("Content-Type", "application/json").method(method, BodyPublishers.ofString(json)));
    }

    /** A request to {@code path} with this client's headers, to be finished by whoever asked. */
    public HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path));
        headers.forEach(request::header);
        return request;
    }

    /** Sends a request and checks the answer. */
    public Answer send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            HttpResponse<byte[]> response = exchange(request);
            CONTRACT.check(
                    request.method(),
                    request.uri().getRawPath(),
                    response.statusCode(),
                    response.headers().firstValue("Content-Type"),
                    response.body());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new AssertionError(request + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Once more when the service had closed the kept connection that the request went to, as it does after a request that is no HTTP. */
    private HttpResponse<byte[]> exchange(HttpRequest request) throws IOException, InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("received no bytes")) throw e;
            return http.send(request, BodyHandlers.ofByteArray());
        }
    }

    /** The connections, for what must not be checked: streams, and what is no HTTP. */
    public HttpClient connections() {
        return http;
    }
}
