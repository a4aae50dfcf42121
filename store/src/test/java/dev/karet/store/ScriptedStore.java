package dev.karet.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** An S3 server that answers as it was told, each request with the next answer; the last answer stays. */
final class ScriptedStore implements AutoCloseable {

    static final String ETAG = "\"0123456789abcdef0123456789abcdef\"";

    private final HttpServer server;
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** A request; the range is empty without one. */
    record Asked(String method, String range, String ifMatch) {}

    /**
     * An answer.
     *
     * @param promised the Content-Length
     * @param stalls whether the connection stays open in silence when the body falls short of that
     */
    record Answer(int status, Map<String, String> headers, byte[] body, long promised, boolean stalls) {

        static Answer object(byte[] body) {
            return new Answer(
                    200,
                    Map.of("ETag", ETAG, "Last-Modified", "Sun, 22 Nov 2026 10:00:00 GMT"),
                    body,
                    body.length,
                    false);
        }

        static Answer range(byte[] whole, int from) {
            var body = Arrays.copyOfRange(whole, from, whole.length);
            var range = "bytes " + from + "-" + (whole.length - 1) + "/" + whole.length;
            return new Answer(206, Map.of("ETag", ETAG, "Content-Range", range), body, body.length, false);
        }

        static Answer xml(int status, String document) {
            var body = document.getBytes(UTF_8);
            return new Answer(status, Map.of("Content-Type", "application/xml"), body, body.length, false);
        }

        static Answer fault(int status, String code) {
            return xml(status, "<Error><Code>" + code + "</Code><Message>so it is.</Message></Error>");
        }

        Answer cutAfter(int bytes) {
            return new Answer(status, headers, Arrays.copyOf(body, bytes), promised, false);
        }

        Answer stallingAfter(int bytes) {
            return new Answer(status, headers, Arrays.copyOf(body, bytes), promised, true);
        }
    }

    ScriptedStore(Answer... script) throws IOException {
        answers.addAll(List.of(script));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    S3ObjectStore client(Duration deadline) {
        var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new S3ObjectStore(StoreSettings.at(address, "bucket", new StoreCredentials("KEY", "not a secret"))
                .within(deadline));
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            asked.add(new Asked(exchange.getRequestMethod(), header(exchange, "Range"), header(exchange, "If-Match")));
            var answer = answers.size() > 1 ? answers.remove() : answers.element();
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", Long.toString(answer.promised()));
                exchange.sendResponseHeaders(answer.status(), -1);
                return;
            }
            exchange.sendResponseHeaders(answer.status(), answer.promised() == 0 ? -1 : answer.promised());
            exchange.getResponseBody().write(answer.body());
            exchange.getResponseBody().flush();
            if (answer.stalls()) {
                closed.await();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static String header(HttpExchange exchange, String name) {
        return Stream.ofNullable(exchange.getRequestHeaders().getFirst(name))
                .findFirst()
                .orElse("");
    }
}
