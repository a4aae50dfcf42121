package dev.karet.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.WebError;
import dev.karet.browser.Fault.BrokenAnswer;
import dev.karet.browser.Fault.ConsoleError;
import dev.karet.browser.Fault.ForeignRequest;
import dev.karet.browser.Fault.NoAnswer;
import dev.karet.browser.Fault.UncaughtError;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Watches what the pages of a visit ask for, what they get, and what goes wrong. For the thread of its browser. */
final class Traffic {

    /** How the console repeats what the answer's status says already. */
    private static final String FAILED_TO_LOAD = "Failed to load resource: the server responded";

    private final URI home;
    private final List<Fault> faults = new ArrayList<>();
    private final Set<Request> pending = new LinkedHashSet<>();
    private long begun;

    private Traffic(URI home) {
        this.home = home;
    }

    /** @param home the service, which is all that pages may ask */
    static Traffic of(BrowserContext context, URI home) {
        Traffic traffic = new Traffic(home);
        context.onRequest(traffic::begin);
        context.onRequestFinished(traffic.pending::remove);
        context.onRequestFailed(traffic::lose);
        context.onResponse(traffic::answer);
        context.onConsoleMessage(traffic::hear);
        context.onWebError(traffic::fail);
        return traffic;
    }

    /** Whether nothing is asked that has not been answered; streams of events, which have no end, do not count. */
    boolean isQuiet() {
        return pending.isEmpty();
    }

    /** What is not answered yet. */
    List<String> pending() {
        return pending.stream().map(Traffic::words).toList();
    }

    /** How many requests have begun. */
    long begun() {
        return begun;
    }

    List<Fault> faults() {
        return List.copyOf(faults);
    }

    private void begin(Request request) {
        begun++;
        // What a page that is left was waiting for, nobody waits for any more.
        if (request.isNavigationRequest()) pending.clear();
        URI url = URI.create(request.url().replaceAll("[#?].*", ""));
        if (isLocal(url)) return;
        pending.add(request);
        if (!isOurs(url)) faults.add(new ForeignRequest(page(request), request.url()));
    }

    /** A request that a page took back itself, or left behind when it went, is no fault; nor a foreign one once more. */
    private void lose(Request request) {
        boolean known = pending.remove(request);
        String why = request.failure();
        if (known
                && !why.contains("ERR_ABORTED")
                && isOurs(URI.create(request.url().replaceAll("[#?].*", "")))) {
            faults.add(new NoAnswer(page(request), words(request), why));
        }
    }

    private void answer(Response response) {
        Request request = response.request();
        if (response.headers().getOrDefault("content-type", "").startsWith("text/event-stream")) {
            pending.remove(request);
        }
        int status = response.status();
        boolean refusal = status >= 400 && status < 500;
        if (status >= 500 || (refusal && !isAnsweredToThePage(request))) {
            faults.add(new BrokenAnswer(page(request), words(request), status));
        }
    }

    /** An API may refuse, and the page tells the person why; a page or a file of it must be there. */
    private boolean isAnsweredToThePage(Request request) {
        return URI.create(request.url().replaceAll("[#?].*", "")).getPath().startsWith("/api/")
                && Set.of("fetch", "xhr", "eventsource").contains(request.resourceType());
    }

    private void hear(ConsoleMessage message) {
        if (!message.type().equals("error") || message.text().startsWith(FAILED_TO_LOAD)) return;
        faults.add(new ConsoleError(
                message.page() == null ? home.toString() : message.page().url(), message.text()));
    }

    private void fail(WebError error) {
        faults.add(new UncaughtError(
                error.page() == null ? home.toString() : error.page().url(), error.error()));
    }

    private boolean isOurs(URI url) {
        return home.getScheme().equals(url.getScheme())
                && home.getHost().equals(url.getHost())
                && home.getPort() == url.getPort();
    }

    private static boolean isLocal(URI url) {
        return Set.of("data", "blob", "about").contains(url.getScheme());
    }

    private String page(Request request) {
        String referer = request.headers().get("referer");
        return request.isNavigationRequest() || referer == null ? request.url() : referer;
    }

    private static String words(Request request) {
        return request.method() + " " + request.url();
    }
}
