package dev.karet.store.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A line to a server that breaks as it is told: each connection takes the next fault, and those after the last work. */
final class FaultyLine implements AutoCloseable {

    /** What happens to one connection. */
    sealed interface Fault {

        /** Passes this many bytes of the answer, then resets the connection. */
        record ResetAfter(long bytes) implements Fault {}

        /** Passes this many bytes of the answer, then closes the connection in good order. */
        record EndAfter(long bytes) implements Fault {}

        /** Lets the request through and resets the connection when the answer begins. */
        record SwallowAnswer() implements Fault {}

        /** Answers every request with this status, without asking the server. */
        record Status(int status) implements Fault {}

        /** Takes the request and says nothing. */
        record Silence() implements Fault {}
    }

    private final ServerSocket socket;
    private final int target;
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private final AtomicInteger connections = new AtomicInteger();

    FaultyLine(int target) throws IOException {
        this.target = target;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    void next(Fault... more) {
        faults.addAll(java.util.List.of(more));
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (var left : open) {
            left.close();
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                open.add(client);
                connections.incrementAndGet();
                var fault = faults.poll();
                Thread.ofVirtual().start(() -> serve(client, fault));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client, Fault fault) {
        try (client) {
            switch (fault) {
                case null -> pass(client, Long.MAX_VALUE, false);
                case Fault.ResetAfter(var bytes) -> pass(client, bytes, true);
                case Fault.EndAfter(var bytes) -> pass(client, bytes, false);
                case Fault.SwallowAnswer swallow -> pass(client, 0, true);
                case Fault.Status(var status) -> answer(client, status);
                case Fault.Silence silence -> client.getInputStream().transferTo(OutputStream.nullOutputStream());
            }
        } catch (IOException broken) {
            // Broken connections are what this class is for.
        }
    }

    private void pass(Socket client, long bytes, boolean reset) throws IOException {
        try (var server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            Thread.ofVirtual().start(() -> {
                try {
                    client.getInputStream().transferTo(server.getOutputStream());
                    server.shutdownOutput();
                } catch (IOException over) {
                    // The other direction decides when a connection ends.
                }
            });
            var buffer = new byte[8192];
            var left = bytes;
            for (int got; (got = server.getInputStream().read(buffer)) >= 0; left -= got) {
                client.getOutputStream().write(buffer, 0, (int) Math.min(got, left));
                if (got >= left) {
                    break;
                }
            }
            if (reset) {
                client.setSoLinger(true, 0);
            }
        }
    }

    private static void answer(Socket client, int status) throws IOException {
        client.getInputStream().read(new byte[64 * 1024]);
        var text = "HTTP/1.1 " + status + " Fault\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        client.getOutputStream().write(text.getBytes(US_ASCII));
        client.getOutputStream().flush();
    }
}
