package dev.karet.e2e.publish;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * A line to a store on which requests meet trouble as a script tells; each has a connection of its own. Thread-safe; the script is asked from
 * several threads.
 */
final class TroubledLine implements AutoCloseable {

    /** @param target path and query */
    record Request(String method, String target) {}

    /** What becomes of a request. */
    sealed interface Trouble {

        /** Nothing bad. */
        record None() implements Trouble {}

        /** The line answers for the store, as S3 says such things. */
        record Refusal(int status, String code) implements Trouble {}

        /** The connection is reset before the store has heard of the request. */
        record Reset() implements Trouble {}

        /** The store does what it is asked, and the connection is reset in place of the answer. */
        record LostAnswer() implements Trouble {}

        /** The answer ends in good order after so many bytes of its body. */
        record Cut(int bytes) implements Trouble {}

        /** The answer falls silent after so many bytes of its body; below 0 it never begins. */
        record Silence(int bytes) implements Trouble {}

        /** The answer comes byte by byte. */
        record Slow(long nanosAByte) implements Trouble {}
    }

    /** Which request meets what. */
    interface Script {
        Trouble at(Request request);
    }

    private static final Script HEALTHY = request -> new Trouble.None();

    private final ServerSocket socket;
    private final int target;
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private volatile Script script = HEALTHY;

    /** @param target the store's port on this machine */
    TroubledLine(int target) throws IOException {
        this.target = target;
        this.socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    void meet(Script trouble) {
        script = trouble;
    }

    void recover() {
        script = HEALTHY;
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket left : open) left.close();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            String head = head(in);
            if (head.isEmpty()) return;
            String[] words = head.split(" ", 3);
            switch (script.at(new Request(words[0], words[1]))) {
                case Trouble.None() -> pass(client, in, head, (from, to) -> from.transferTo(to));
                case Trouble.Refusal(int status, String code) -> refuse(client, in, head, status, code);
                case Trouble.Reset() -> client.setSoLinger(true, 0);
                case Trouble.LostAnswer() -> {
                    pass(client, in, head, (from, to) -> {});
                    client.setSoLinger(true, 0);
                }
                case Trouble.Cut(int bytes) -> pass(client, in, head, begun(bytes));
                case Trouble.Silence(int bytes) -> {
                    if (bytes >= 0) pass(client, in, head, begun(bytes));
                    in.transferTo(OutputStream.nullOutputStream());
                }
                case Trouble.Slow(long nanos) -> pass(client, in, head, slowly(nanos));
            }
        } catch (IOException broken) {
            // Broken connections are what this class is for.
        } finally {
            open.remove(client);
        }
    }

    /** How an answer, from its first byte to its last, comes to the client. */
    private interface Way {
        void lead(InputStream from, OutputStream to) throws IOException;
    }

    private static Way begun(int bytes) {
        return (from, to) -> {
            to.write(head(from).getBytes(ISO_8859_1));
            to.write(from.readNBytes(bytes));
            to.flush();
        };
    }

    private static Way slowly(long nanos) {
        return (from, to) -> {
            to.write(head(from).getBytes(ISO_8859_1));
            for (int next = from.read(); next >= 0; next = from.read()) {
                to.write(next);
                to.flush();
                LockSupport.parkNanos(nanos);
            }
        };
    }

    private void pass(Socket client, InputStream in, String head, Way way) throws IOException {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            server.getOutputStream().write(oneRequestOnly(head).getBytes(ISO_8859_1));
            Thread.ofVirtual().start(() -> {
                try {
                    in.transferTo(server.getOutputStream());
                } catch (IOException over) {
                    // The other direction decides when a connection ends.
                }
            });
            InputStream answer = new BufferedInputStream(server.getInputStream());
            answer.mark(1);
            // The store has done what it was asked once its answer begins.
            if (answer.read() < 0) return;
            answer.reset();
            way.lead(answer, client.getOutputStream());
        }
    }

    private static String oneRequestOnly(String head) {
        List<String> lines = head.lines()
                .filter(line ->
                        !line.isEmpty() && !line.toLowerCase(Locale.ROOT).startsWith("connection:"))
                .toList();
        return String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
    }

    private static void refuse(Socket client, InputStream in, String head, int status, String code) throws IOException {
        // Who expects to be told to go on has sent nothing yet.
        if (!head.toLowerCase(Locale.ROOT).contains("\r\nexpect:")) in.skipNBytes(length(head));
        String body =
                head.startsWith("HEAD ") ? "" : "<Error><Code>" + code + "</Code><Message>So it is.</Message></Error>";
        String answer =
                "HTTP/1.1 %d Fault\r\nContent-Type: application/xml\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                        .formatted(status, body.length(), body);
        client.getOutputStream().write(answer.getBytes(ISO_8859_1));
        client.getOutputStream().flush();
    }

    private static long length(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElse(0);
    }

    /** All up to the empty line, which is included; empty at the end of the stream. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
            int next = in.read();
            if (next < 0) return "";
            head.append((char) next);
        }
        return head.toString();
    }
}
