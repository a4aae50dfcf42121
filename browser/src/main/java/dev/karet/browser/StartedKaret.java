package dev.karet.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code karet up} in a process of its own, on free ports and an empty bucket; it ends with this object. Thread-safe. */
public final class StartedKaret implements AutoCloseable {

    private static final Pattern WEB = Pattern.compile("^\\s*web\\s+(http://\\S+)");
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final ConcurrentLinkedQueue<String> said = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<URI> address = new CompletableFuture<>();

    private StartedKaret(Process process) {
        this.process = process;
        // Reading a pipe holds a carrier of virtual threads, of which there are as many as cores.
        Thread.ofPlatform().daemon().name("karet-up").start(this::listen);
    }

    /**
     * Starts it and waits until it says where its pages are.
     *
     * @param folder an empty one, for the bucket and everything else that it writes
     * @throws IOException when it ends, or says nothing for a minute; the message tells what it did say
     */
    public static StartedKaret in(Path folder) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.karet.app.Main",
                "up",
                "--data",
                folder.resolve("data").toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("KARET_"));
        Path temp = Files.createDirectories(folder.resolve("temp"));
        builder.environment()
                .putAll(Map.of(
                        "KARET_STORE_PORT", "0",
                        "KARET_WORKER_PORT", "0",
                        "KARET_WEB_PORT", "0",
                        "KARET_MEMORY_LIMIT", "256MB",
                        "KARET_TEMP_DIR", temp.toString()));
        StartedKaret karet = new StartedKaret(builder.start());
        try {
            karet.address.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return karet;
        } catch (ExecutionException | TimeoutException e) {
            karet.close();
            throw new IOException("karet up did not start:\n" + karet.log(), e);
        }
    }

    /** Where the pages are. */
    public URI address() {
        return address.join();
    }

    /** Everything it said so far, for a failure's message. */
    public String log() {
        return String.join("\n", said);
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
                Matcher web = WEB.matcher(line);
                if (web.find()) address.complete(URI.create(web.group(1)));
            }
            address.completeExceptionally(new IOException("it ended"));
        } catch (IOException e) {
            address.completeExceptionally(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
