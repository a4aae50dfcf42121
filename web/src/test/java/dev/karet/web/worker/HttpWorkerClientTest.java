package dev.karet.web.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.karet.model.job.JobRecord.Status;
import dev.karet.model.job.RunRequest;
import dev.karet.model.settings.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpWorkerClientTest {

    private static final RunRequest REQUEST =
            new RunRequest("pipelines/sales/", true, false, Optional.of("job-1700000000000-a1b2c3"));

    private final AtomicReference<String> seen = new AtomicReference<>("");
    private HttpServer server;
    private URI address;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private RunOutcome answer(int status, String body) {
        server.createContext("/jobs/run", exchange -> {
            seen.set(exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            exchange.sendResponseHeaders(status, body.getBytes(UTF_8).length);
            exchange.getResponseBody().write(body.getBytes(UTF_8));
            exchange.close();
        });
        return ask();
    }

    private RunOutcome ask() {
        try (HttpWorkerClient client = new HttpWorkerClient(address, Optional.of(new Secret("token")))) {
            return client.run(REQUEST).join();
        }
    }

    @Test
    void aRunThatEndedIsReportedAndTheWishWasWhole() {
        RunOutcome outcome = answer(
                200,
                "{\"job_id\":\"job-1700000000000-a1b2c3\",\"status\":\"completed\",\"partitions_written\":2,\"files_processed\":1,\"errors\":[]}");
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        RunOutcome.Ended.class,
                        ended -> assertThat(ended.answer().status()).isEqualTo(Status.COMPLETED));
        assertThat(seen.get())
                .startsWith("Bearer token ")
                .contains("\"pipelines/sales/\"", "\"clean_run\":true", "job-1700000000000-a1b2c3");
    }

    @Test
    void aRefusalKeepsItsStatusAndTheRunInTheWay() {
        RunOutcome outcome = answer(
                409,
                "{\"error\":\"run_in_progress\",\"message\":\"It runs.\",\"details\":{\"job_id\":\"job-1700000000001-a1b2c3\"}}");
        assertThat(outcome).isInstanceOfSatisfying(RunOutcome.Refused.class, refused -> {
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.error().jobId()).contains("job-1700000000001-a1b2c3");
        });
    }

    @Test
    void whatIsNoWorkerIsToldFromOneThatIsNotThere() throws IOException {
        assertThat(answer(502, "<html>Bad Gateway</html>")).isInstanceOf(RunOutcome.Lost.class);
        server.stop(0);
        assertThat(ask()).isInstanceOf(RunOutcome.NotReached.class);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @Test
    void aConnectionThatBreaksMidRunSaysNothingAboutTheRun() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = URI.create("http://127.0.0.1:" + socket.getLocalPort());
            Thread.ofVirtual().start(() -> {
                try (var connection = socket.accept()) {
                    connection.getInputStream().read(new byte[1_000]);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            assertThat(ask()).isInstanceOf(RunOutcome.Lost.class);
        }
    }

    @Test
    void aWorkerIsKnownByItsHealth() {
        try (HttpWorkerClient client = new HttpWorkerClient(address, Optional.empty())) {
            assertThat(client.isThere()).isFalse();
            server.createContext("/health", exchange -> {
                byte[] body = "{\"status\":\"ok\",\"runs_running\":0}".getBytes(UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            assertThat(client.isThere()).isTrue();
        }
    }
}
