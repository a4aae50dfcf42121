package dev.karet.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.model.json.JsonText;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.ReadResult;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Whoever owns a Karet, at work through its API: for what pages are to find when they are opened. Thread-safe. */
public final class Owner implements AutoCloseable {

    /** The password that {@link #of} sets. */
    public static final String PASSWORD = "a password that nobody guesses";

    private static final Duration LONGEST_RUN = Duration.ofMinutes(3);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI home;
    private String session = "";

    private Owner(URI home) {
        this.home = home;
    }

    /**
     * A run as the list of runs shows it.
     *
     * @param status {@code scheduled}, {@code running}, {@code completed} or {@code failed}
     * @param record what the list says of it, as JSON
     */
    public record Run(String id, String status, String record) {

        boolean isOver() {
            return status.equals("completed") || status.equals("failed");
        }
    }

    /** Sets the first password of a new Karet, which signs in. */
    public static Owner of(URI home) throws IOException, InterruptedException {
        Owner owner = new Owner(home);
        HttpResponse<String> answer =
                owner.send(owner.json("POST", "/api/auth/setup", "{\"password\":\"%s\"}".formatted(PASSWORD)));
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow(() -> new IOException("no session came"));
        owner.session = cookie.substring(0, cookie.indexOf(';'));
        return owner;
    }

    /** The cookie that shows who this is, as {@code name=value}. */
    public String session() {
        return session;
    }

    /**
     * Creates a pipeline, with the data that its template brings.
     *
     * @param template such as {@code spending}
     */
    public void create(String slug, String template) throws IOException, InterruptedException {
        send(json("POST", "/api/pipelines", "{\"slug\":\"%s\",\"template\":\"%s\"}".formatted(slug, template)));
    }

    /** Puts a file into a source's folder, in place of one of the same name; a run begins by itself some seconds later. */
    public void upload(String slug, String container, String name, byte[] file)
            throws IOException, InterruptedException {
        send(request("/api/p/%s/sources/%s/files/%s".formatted(slug, container, name))
                .header("Content-Type", name.endsWith(".gz") ? "application/gzip" : "text/csv")
                .PUT(BodyPublishers.ofByteArray(file)));
    }

    /** The names of a source's first files, in order. */
    public List<String> files(String slug, String container) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(
                request("/api/p/%s/sources/%s/files".formatted(slug, container)).GET());
        List<String> names = new ArrayList<>();
        if (fields(answer).get("files") instanceof JsonTree.Arr(var files)) {
            for (JsonTree file : files) names.add(text(fields(JsonText.compact(file)), "name"));
        }
        return names;
    }

    /** Uploads files and returns the run that begins because of them, once it has ended. */
    public Run deliver(String slug, String container, Map<String, byte[]> files)
            throws IOException, InterruptedException {
        List<Run> before = runs(slug);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            upload(slug, container, file.getKey(), file.getValue());
        }
        return ended(slug, before);
    }

    /** Saves a pipeline's configuration with another value for one field of its document. */
    public void configure(String slug, String field, JsonTree value) throws IOException, InterruptedException {
        Map<String, JsonTree> fields = new LinkedHashMap<>(fields(config(slug)));
        fields.put(field, value);
        configure(slug, JsonText.pretty(new JsonTree.Obj(fields)));
    }

    /** Saves another configuration. */
    public void configure(String slug, String document) throws IOException, InterruptedException {
        send(json("PUT", "/api/p/%s/config".formatted(slug), document)
                .header("If-Match", config(slug).headers().firstValue("ETag").orElse("*")));
    }

    private HttpResponse<String> config(String slug) throws IOException, InterruptedException {
        return send(request("/api/p/%s/config".formatted(slug)).GET());
    }

    /** Waits until no run waits or is at work, then runs the pipeline, and returns the run once it has ended. */
    public Run run(String slug) throws IOException, InterruptedException {
        rest(slug);
        List<Run> before = runs(slug);
        send(json("POST", "/api/p/%s/jobs".formatted(slug), ""));
        return ended(slug, before);
    }

    /** Waits until no run of a pipeline waits or is at work, such as that which a new pipeline begins with. */
    public void rest(String slug) throws IOException, InterruptedException {
        until(slug, _ -> true);
    }

    /** The newest run, once all have ended and there are others than {@code before}. */
    private Run ended(String slug, List<Run> before) throws IOException, InterruptedException {
        List<String> known = before.stream().map(Run::id).toList();
        return until(
                        slug,
                        runs -> !runs.isEmpty()
                                && !known.contains(runs.getFirst().id()))
                .getFirst();
    }

    private List<Run> until(String slug, Predicate<List<Run>> enough) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST_RUN.toNanos();
        while (true) {
            List<Run> runs = runs(slug);
            if (runs.stream().allMatch(Run::isOver) && enough.test(runs)) return runs;
            if (System.nanoTime() > deadline) throw new IOException("the runs did not end: " + runs);
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private List<Run> runs(String slug) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                send(request("/api/p/%s/jobs".formatted(slug)).GET());
        List<Run> runs = new ArrayList<>();
        if (fields(answer).get("jobs") instanceof JsonTree.Arr(var jobs)) {
            for (JsonTree job : jobs) {
                Map<String, JsonTree> fields = fields(JsonText.compact(job));
                runs.add(new Run(text(fields, "id"), text(fields, "status"), JsonText.compact(job)));
            }
        }
        return runs;
    }

    private HttpRequest.Builder json(String method, String path, String body) {
        return request(path).header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(home.resolve(path));
        return session.isEmpty() ? request : request.header("Cookie", session);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString(UTF_8));
        if (answer.statusCode() >= 300) {
            throw new IOException(
                    "%s was answered with %d: %s".formatted(answer.request(), answer.statusCode(), answer.body()));
        }
        return answer;
    }

    private static String text(Map<String, JsonTree> fields, String field) throws IOException {
        if (fields.get(field) instanceof JsonTree.Text(var value)) return value;
        throw new IOException("no \"%s\" in %s".formatted(field, fields));
    }

    private static Map<String, JsonTree> fields(HttpResponse<String> answer) throws IOException {
        return fields(answer.body());
    }

    private static Map<String, JsonTree> fields(String json) throws IOException {
        if (JsonText.read(json) instanceof ReadResult.Read<JsonTree>(JsonTree.Obj(var fields))) return fields;
        throw new IOException("no object: " + json);
    }

    @Override
    public void close() {
        http.close();
    }
}
