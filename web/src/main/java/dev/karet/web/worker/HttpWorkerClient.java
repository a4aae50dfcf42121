package dev.karet.web.worker;

import dev.karet.model.job.RunRequest;
import dev.karet.model.json.ApiJson;
import dev.karet.model.settings.Secret;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Asks a worker over HTTP. Thread-safe. */
public final class HttpWorkerClient implements WorkerClient {

    private static final Duration GREETING = Duration.ofSeconds(2);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(GREETING)
            .build();
    private final URI worker;
    private final Optional<Secret> token;

    public HttpWorkerClient(URI worker, Optional<Secret> token) {
        this.worker = worker;
        this.token = token;
    }

    @Override
    public URI address() {
        return worker;
    }

    @Override
    public boolean isThere() {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(worker.resolve("/health"))
                            .timeout(GREETING)
                            .build(),
                    BodyHandlers.ofString());
            return answer.statusCode() == 200 && answer.body().contains("\"runs_running\"");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public CompletableFuture<RunOutcome> run(RunRequest request) {
        HttpRequest.Builder post = HttpRequest.newBuilder(worker.resolve("/jobs/run"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(ApiJson.writeRunRequest(request)));
        token.ifPresent(secret -> post.header("Authorization", "Bearer " + secret.value()));
        return http.sendAsync(post.build(), BodyHandlers.ofByteArray())
                .handle((answer, failure) -> failure == null ? outcome(answer) : outcome(failure));
    }

    private RunOutcome outcome(HttpResponse<byte[]> answer) {
        Optional<RunOutcome> known = answer.statusCode() == 200
                ? ApiJson.readRun(answer.body()).map(RunOutcome.Ended::new)
                : ApiJson.readError(answer.body()).map(error -> new RunOutcome.Refused(answer.statusCode(), error));
        return known.orElseGet(() ->
                new RunOutcome.Lost("What answers at %s is not a Karet worker of this version.".formatted(worker)));
    }

    private RunOutcome outcome(Throwable failure) {
        Throwable cause = cause(failure);
        return switch (cause) {
            case ConnectException _, HttpConnectTimeoutException _ ->
                new RunOutcome.NotReached("No worker can be reached at %s.".formatted(worker));
            default ->
                new RunOutcome.Lost(
                        "The worker at %s did not answer to its end: %s.".formatted(worker, message(cause)));
        };
    }

    private static Throwable cause(Throwable failure) {
        @Nullable Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    private static String message(Throwable cause) {
        String message = cause.getMessage();
        return message == null || message.isBlank() ? "the connection broke" : message;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
