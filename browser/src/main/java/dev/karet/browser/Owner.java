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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whoever owns a Karet, at work through its API: for what pages are to find when they are opened. Thread-safe. */
public final class Owner implements AutoCloseable {

    /** The password that {@link #of} sets. */
    public static final String PASSWORD = "a password that nobody guesses";

    private static final Duration LONGEST_RUN = Duration.ofMinutes(3);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private static final Pattern OTHER_RUN = Pattern.compile("(job-[0-9a-z-]+) waits already and does the same");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI home;
    private String session = "";

    private Owner(URI home) {
        this.home = home;
    }

    /**
     * How a run ended.
     *
     * @param status {@code completed} or {@code failed}
     * @param record everything that is known of it, as JSON
     */
    public record Run(String id, String status, String record) {}

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

    /** Puts a file into a source's folder, in place of one of the same name. */
    public void upload(String slug, String container, String name, byte[] file)
            throws IOException, InterruptedException {
        send(request("/api/p/%s/sources/%s/files/%s".formatted(slug, container, name))
                .header("Content-Type", name.endsWith(".gz") ? "application/gzip" : "text/csv")
                .PUT(BodyPublishers.ofByteArray(file)));
    }

    /** Saves a pipeline's configuration with another value for one field of its document. */
    public void configure(String slug, String field, JsonTree value) throws IOException, InterruptedException {
        String path = "/api/p/%s/config".formatted(slug);
        HttpResponse<String> saved = send(request(path).GET());
        Map<String, JsonTree> fields = new LinkedHashMap<>(fields(saved));
        fields.put(field, value);
        send(json("PUT", path, JsonText.pretty(new JsonTree.Obj(fields)))
                .header("If-Match", saved.headers().firstValue("ETag").orElse("*")));
    }

    /** Runs a pipeline to the run's end, or to that of a run which an upload had begun already and which does the same. */
    public Run run(String slug) throws IOException, InterruptedException {
        Run run = end(slug, text(send(json("POST", "/api/p/%s/jobs".formatted(slug), "")), "id"));
        Matcher other = OTHER_RUN.matcher(run.record());
        return other.find() ? end(slug, other.group(1)) : run;
    }

    private Run end(String slug, String id) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST_RUN.toNanos();
        while (true) {
            HttpResponse<String> record =
                    send(request("/api/p/%s/jobs/%s".formatted(slug, id)).GET());
            Run run = new Run(id, text(record, "status"), record.body());
            if (run.status().equals("completed") || run.status().equals("failed")) return run;
            if (System.nanoTime() > deadline) throw new IOException("the run did not end: " + record.body());
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
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

    private static String text(HttpResponse<String> answer, String field) throws IOException {
        if (fields(answer).get(field) instanceof JsonTree.Text(var value)) return value;
        throw new IOException("no \"%s\" in %s".formatted(field, answer.body()));
    }

    private static Map<String, JsonTree> fields(HttpResponse<String> answer) throws IOException {
        if (JsonText.read(answer.body()) instanceof ReadResult.Read<JsonTree>(JsonTree.Obj(var fields))) return fields;
        throw new IOException("no object: " + answer.body());
    }

    @Override
    public void close() {
        http.close();
    }
}
