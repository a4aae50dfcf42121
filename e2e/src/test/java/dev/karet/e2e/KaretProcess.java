package dev.karet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A {@code karet} command that listens, in a process of its own; it ends with this object. Thread-safe. */
public final class KaretProcess implements AutoCloseable {

    private static final Pattern UP = Pattern.compile("is up at (http://[0-9.:]+[0-9])");

    private final Process process;
    private final ConcurrentLinkedQueue<String> said = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<URI> address = new CompletableFuture<>();

    private KaretProcess(Process process) {
        this.process = process;
        // Reading a pipe holds a carrier of virtual threads, of which there are as many as cores and fewer than
        // processes.
        Thread.ofPlatform().daemon().name("karet-process").start(this::listen);
    }

    /**
     * Starts a command and waits until it says where it listens.
     *
     * @param heap the JVM's option, such as {@code -Xmx256m}
     * @param environment what it is told; variables of ours and of the store's that this process has are not handed on
     */
    public static KaretProcess start(String heap, Map<String, String> environment, String... arguments)
            throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                heap,
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.karet.app.Main"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("KARET_"));
        builder.environment().putAll(environment);
        var started = new KaretProcess(builder.start());
        try {
            started.address.get(60, TimeUnit.SECONDS);
            return started;
        } catch (Exception e) {
            String threads = started.threads();
            started.close();
            throw new AssertionError(
                    "%s did not start:%n%s%n%s".formatted(String.join(" ", arguments), started.log(), threads), e);
        }
    }

    public URI address() {
        return address.join();
    }

    /** What its threads are at, for a failure's message. */
    private String threads() {
        try {
            Process stack = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jstack")
                                    .toString(),
                            String.valueOf(process.pid()))
                    .redirectErrorStream(true)
                    .start();
            return new String(stack.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "no threads: " + e;
        }
    }

    /** Everything it said so far, for a failure's message. */
    public String log() {
        return String.join("\n", said);
    }

    /** The most memory it ever held, in MiB, as Linux counts it. */
    public long peakMebibytes() throws IOException {
        var peak = Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .toList();
        assertThat(peak).as("the peak of process %d", process.pid()).hasSize(1);
        return Long.parseLong(peak.getFirst().replaceAll("\\D", "")) / 1024;
    }

    /** Ends it as if the power had failed. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
                var up = UP.matcher(line);
                if (up.find()) {
                    address.complete(URI.create(up.group(1)));
                }
            }
            address.completeExceptionally(new IOException("it ended"));
        } catch (IOException e) {
            address.completeExceptionally(new UncheckedIOException(e));
        }
    }
}
