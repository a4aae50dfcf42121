package dev.karet.store.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A program of somebody else's that talks to the store, run for real. */
record Program(List<String> command, Map<String, String> environment, Path folder) {

    /** Set where every test must run, so that a missing program is a failure there. */
    private static final String REQUIRED = "KARET_REQUIRE_CLIENTS";

    /** The program called {@code name}; the test is skipped, with the package to install, where it is missing. */
    static Program find(String name, String debianPackage, Map<String, String> environment, Path folder) {
        var found = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty()) {
            var missing = name + " is not installed; \"apt-get install " + debianPackage + "\" brings it";
            if (System.getenv(REQUIRED) != null) {
                Assertions.fail(missing);
            }
            Assumptions.abort(missing);
        }
        return new Program(found.stream().map(Path::toString).toList(), environment, folder);
    }

    /** The same program, always called with {@code arguments} first. */
    Program with(String... arguments) {
        var longer = new ArrayList<>(command);
        longer.addAll(List.of(arguments));
        return new Program(longer, environment, folder);
    }

    /** Runs it to a good end and gives its standard output. */
    String run(String... arguments) throws IOException, InterruptedException {
        var line = new ArrayList<>(command);
        line.addAll(List.of(arguments));
        var errors = Files.createTempFile(folder, "errors", ".txt");
        var builder = new ProcessBuilder(line).directory(folder.toFile()).redirectError(errors.toFile());
        builder.environment().keySet().removeIf(key -> key.startsWith("AWS_") || key.startsWith("RCLONE_"));
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            Assertions.fail(String.join(" ", line) + " failed:\n" + output + Files.readString(errors));
        }
        return output;
    }
}
