package dev.karet.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.http.HttpPort.Listening;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HttpPortTest {

    @Test
    void aRequestAtWorkIsAnsweredWhenThePortCloses() throws Exception {
        CountDownLatch atWork = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Listening listening = new Listening("test", "127.0.0.1", 0, Duration.ofSeconds(30));
        HttpPort port = HttpPort.open(
                listening,
                config -> config.routes.get("/slow", ctx -> {
                    atWork.countDown();
                    goOn.await(60, TimeUnit.SECONDS);
                    ctx.result("done");
                }));
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest slow =
                    HttpRequest.newBuilder(port.address().resolve("/slow")).build();
            CompletableFuture<HttpResponse<String>> answer = client.sendAsync(slow, BodyHandlers.ofString());
            assertThat(atWork.await(10, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Void> closed = CompletableFuture.runAsync(port::close);
            // Longer than any grace that a connection without traffic is given.
            CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS).execute(goOn::countDown);

            assertThat(answer.get(30, TimeUnit.SECONDS).body()).isEqualTo("done");
            closed.get(30, TimeUnit.SECONDS);
        }
    }
}
