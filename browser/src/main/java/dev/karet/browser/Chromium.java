package dev.karet.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The Chromium that is installed on this machine, running without a window. Used and closed by the thread that started it. */
public final class Chromium implements AutoCloseable {

    /** Names of other machines cannot be looked up, nor their addresses be reached. */
    private static final String LOOPBACK_ONLY = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1";

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Whether everything is installed that {@link #start} needs. */
    public static boolean isInstalled() {
        return program("chromium").isPresent() && program("node").isPresent();
    }

    /**
     * Starts one; nothing is downloaded.
     *
     * @throws IllegalStateException when Chromium or Node.js, which drives it, is not installed
     */
    public static Chromium start() {
        Path chromium = required("chromium");
        Playwright playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of(
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                        "1",
                        "PLAYWRIGHT_NODEJS_PATH",
                        required("node").toString())));
        try {
            Browser browser = playwright
                    .chromium()
                    .launch(new LaunchOptions().setExecutablePath(chromium).setArgs(List.of(LOOPBACK_ONLY)));
            return new Chromium(playwright, browser);
        } catch (RuntimeException e) {
            playwright.close();
            throw e;
        }
    }

    /** Begins a visit of somebody whom the service does not know. */
    public Visit stranger(URI home, Look look) {
        return Visit.begin(browser, home, look, Optional.empty());
    }

    /**
     * Begins a visit of somebody who has signed in.
     *
     * @param session the cookie, as {@code name=value}
     */
    public Visit signedIn(URI home, Look look, String session) {
        return Visit.begin(browser, home, look, Optional.of(session));
    }

    private static Path required(String name) {
        return program(name)
                .orElseThrow(() -> new IllegalStateException(
                        "There is no \"%s\" on the PATH; on Debian, install it with apt-get install chromium nodejs."
                                .formatted(name)));
    }

    private static Optional<Path> program(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
