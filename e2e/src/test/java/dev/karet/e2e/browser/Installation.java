package dev.karet.e2e.browser;

import dev.karet.browser.StartedKaret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A Karet that nobody has seen yet, with everything that it writes; both are gone when it is closed. */
record Installation(Path folder, StartedKaret karet) implements AutoCloseable {

    static Installation fresh() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("karet-browser");
        return new Installation(folder, StartedKaret.in(folder));
    }

    @Override
    public void close() throws IOException {
        karet.close();
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
        }
    }
}
