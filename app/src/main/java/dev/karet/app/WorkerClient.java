package dev.karet.app;

import dev.karet.model.job.RunAnswer;
import dev.karet.model.job.RunRequest;
import dev.karet.model.json.ApiJson;
import dev.karet.model.settings.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Asks a worker over HTTP. Thread-safe. */
final class WorkerClient implements AutoCloseable {

    private static final Duration GREETING = Duration.ofSeconds(2);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(GREETING)
            .build();
    private final URI worker;
    private final Optional<Secret> token;

    WorkerClient(URI worker, Optional<Secret> token) {
        this.worker = worker;
        this.token = token;
    }

    URI address() {
        return worker;
    }

    /** Whether a worker answers there. */
    boolean isThere() {
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

    /** Asks for a run; completes when it is done, with {@link CommandFailed} when it was refused. */
    CompletableFuture<RunAnswer> run(RunRequest request) {
        HttpRequest.Builder post = HttpRequest.newBuilder(worker.resolve("/jobs/run"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(ApiJson.writeRunRequest(request)));
        token.ifPresent(secret -> post.header("Authorization", "Bearer " + secret.value()));
        return http.sendAsync(post.build(), BodyHandlers.ofByteArray()).handle((answer, failure) -> {
            if (failure != null) {
                throw new CommandFailed(
                        ExitCode.UNREACHABLE,
                        "The worker at %s did not answer to its end: %s.".formatted(worker, failure.getMessage()));
            }
            return answer.statusCode() == 200 ? report(answer.body()) : refuse(answer);
        });
    }

    private RunAnswer report(byte[] body) {
        return ApiJson.readRun(body).orElseThrow(this::notAWorker);
    }

    private RunAnswer refuse(HttpResponse<byte[]> answer) {
        throw ApiJson.readError(answer.body()).map(CommandFailed::of).orElseGet(this::notAWorker);
    }

    private CommandFailed notAWorker() {
        return new CommandFailed(
                ExitCode.UNREACHABLE, "What answers at %s is not a Karet worker of this version.".formatted(worker));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
