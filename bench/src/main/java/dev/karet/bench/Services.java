package dev.karet.bench;

import dev.karet.store.StoreSettings;
import dev.karet.store.server.CredentialsFile;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** Starts services as processes of their own, and waits until they answer. For one thread. */
final class Services {

    static final String BUCKET = "karet-data";

    private static final Duration START = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path scratch;

    /** @param scratch where they keep what they need, with a log each */
    Services(Path scratch) {
        this.scratch = scratch;
    }

    /** A service and where it answers. Closing it ends the process. */
    record Service(ChildProcess process, URI address) implements AutoCloseable {
        @Override
        public void close() {
            process.close();
        }
    }

    Service store() throws IOException, InterruptedException {
        int port = freePort();
        Path data = Files.createDirectories(scratch.resolve("store"));
        return started(
                "store", port, Map.of("KARET_STORE_PORT", String.valueOf(port)), "store", "--data", data.toString());
    }

    /** How to reach the store that {@link #store} started. */
    StoreSettings place(Service store) throws IOException {
        return StoreSettings.at(store.address(), BUCKET, CredentialsFile.loadOrCreate(scratch.resolve("store")));
    }

    Service worker(StoreSettings store, Map<String, String> more) throws IOException, InterruptedException {
        return on(store, "worker", more);
    }

    Service web(StoreSettings store, Map<String, String> more) throws IOException, InterruptedException {
        return on(store, "web", more);
    }

    private Service on(StoreSettings store, String command, Map<String, String> more)
            throws IOException, InterruptedException {
        int port = freePort();
        Map<String, String> environment = new HashMap<>(more);
        var credentials = store.credentials().orElseThrow();
        environment.put("AWS_ENDPOINT_URL", store.place());
        environment.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
        environment.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
        environment.put("AWS_REGION", "us-east-1");
        environment.put("S3_BUCKET", BUCKET);
        environment.put("PORT", String.valueOf(port));
        environment.put(
                "KARET_TEMP_DIR",
                Files.createDirectories(scratch.resolve("temp")).toString());
        return started(command, port, environment, command);
    }

    private Service started(String name, int port, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + port);
        ChildProcess process = ChildProcess.start("-Xmx256m", environment, scratch.resolve(name + ".log"), arguments);
        long deadline = System.nanoTime() + START.toNanos();
        while (!answers(address)) {
            if (System.nanoTime() > deadline) {
                process.close();
                throw new IOException("the " + name + " did not start; see its log in " + scratch);
            }
            Thread.sleep(100);
        }
        return new Service(process, address);
    }

    private boolean answers(URI address) throws InterruptedException {
        try {
            http.send(
                    HttpRequest.newBuilder(address)
                            .timeout(Duration.ofSeconds(2))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Removes a folder with all that is in it. */
    static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        }
    }
}
