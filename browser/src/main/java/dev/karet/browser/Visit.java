package dev.karet.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ScreenshotAnimations;
import dev.karet.browser.Fault.Unrest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Somebody's visit to a Karet in a fresh browser profile, watched for what must not happen. For the thread of its browser. */
public final class Visit implements AutoCloseable {

    /** How long anything may take that a page is waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String TWO_FRAMES =
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))";
    private static final String FONTS = "() => document.fonts.ready.then(() => true)";
    private static final String BUSY = "[aria-busy=true]";

    private final BrowserContext context;
    private final Traffic traffic;
    private final URI home;
    private final Page page;
    private final List<Fault> unrest = new ArrayList<>();

    private Visit(BrowserContext context, URI home) {
        this.context = context;
        this.home = home;
        context.setDefaultTimeout((double) PATIENCE.toMillis());
        traffic = Traffic.of(context, home);
        page = context.newPage();
    }

    /**
     * Begins one.
     *
     * @param home where the service listens
     * @param session the cookie of somebody who signed in, as {@code name=value}; empty for a stranger
     */
    static Visit begin(Browser browser, URI home, Look look, Optional<String> session) {
        BrowserContext context = browser.newContext(look.options().setBaseURL(home.toString()));
        session.ifPresent(cookie -> {
            int equals = cookie.indexOf('=');
            context.addCookies(List.of(new Cookie(cookie.substring(0, equals), cookie.substring(equals + 1))
                    .setUrl(home.toString())
                    .setHttpOnly(true)));
        });
        return new Visit(context, home);
    }

    /** The page that is looked at. */
    public Page page() {
        return page;
    }

    /** Opens an address of the service, such as {@code /settings}, and waits until the page rests. */
    public Visit open(String path) {
        page.navigate(path);
        rest();
        return this;
    }

    /**
     * Waits until the page rests: everything it asked for was answered and drawn, its fonts are there, and nothing on it says that it is
     * busy. A page that does not come to rest is a fault, and is left as it is.
     */
    public void rest() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (true) {
                page.waitForCondition(traffic::isQuiet);
                long before = traffic.begun();
                page.evaluate(FONTS);
                page.waitForCondition(() -> page.locator(BUSY).count() == 0);
                page.evaluate(TWO_FRAMES);
                if (traffic.isQuiet() && traffic.begun() == before) return;
                if (System.nanoTime() > deadline) throw new TimeoutError("it asks for ever more");
            }
        } catch (TimeoutError e) {
            String busy = page.locator(BUSY).count() + " parts are busy, unanswered: " + traffic.pending();
            unrest.add(new Unrest(page.url(), busy));
        }
    }

    /** What went wrong until now, in order. */
    public List<Fault> faults() {
        // What the page said before it answers this has been heard by then.
        for (Page open : context.pages()) open.evaluate("() => true");
        List<Fault> all = new ArrayList<>(traffic.faults());
        all.addAll(unrest);
        return all;
    }

    /** What is seen of the page, as PNG. */
    public void picture(Path file) throws IOException {
        if (file.getParent() != null) Files.createDirectories(file.getParent());
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setAnimations(ScreenshotAnimations.DISABLED));
    }

    /** Keeps a picture and the document of every open page, for whoever wants to know why a test failed; never fails. */
    public List<Path> keep(Path folder, String name) {
        List<Path> kept = new ArrayList<>();
        for (Page open : context.pages()) {
            Path stem = folder.resolve(name + (kept.isEmpty() ? "" : "-" + kept.size()));
            try {
                Files.createDirectories(folder);
                Path picture = stem.resolveSibling(stem.getFileName() + ".png");
                open.screenshot(new Page.ScreenshotOptions().setPath(picture).setFullPage(true));
                Files.writeString(stem.resolveSibling(stem.getFileName() + ".html"), open.content());
                kept.add(picture);
            } catch (IOException | PlaywrightException e) {
                System.err.println("could not keep " + stem + ": " + e.getMessage());
            }
        }
        return kept;
    }

    /** The service that is visited. */
    public URI home() {
        return home;
    }

    @Override
    public void close() {
        context.close();
    }
}
