package dev.karet.e2e.browser;

import dev.karet.browser.Chromium;
import dev.karet.browser.Owner;
import dev.karet.browser.StartedKaret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** What all browser tests of a JVM share: one Karet that has an owner, and one Chromium. */
record Ground(Path folder, StartedKaret karet, Owner owner, Chromium chromium) implements AutoCloseable {

    static Ground start() {
        try {
            Path folder = Files.createTempDirectory("karet-browser");
            StartedKaret karet = StartedKaret.in(folder);
            try {
                return new Ground(folder, karet, Owner.of(karet.address()), Chromium.start());
            } catch (IOException | RuntimeException e) {
                karet.close();
                throw e;
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        chromium.close();
        owner.close();
        karet.close();
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
        }
    }
}
