package dev.karet.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route.FulfillOptions;
import dev.karet.browser.Accessibility;
import dev.karet.browser.Accessibility.Violation;
import dev.karet.browser.Fault;
import dev.karet.browser.Fault.BrokenAnswer;
import dev.karet.browser.Fault.ConsoleError;
import dev.karet.browser.Fault.ForeignRequest;
import dev.karet.browser.Fault.UncaughtError;
import dev.karet.browser.Look;
import dev.karet.browser.Look.Theme;
import dev.karet.browser.Visit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What browser tests notice without looking: each test puts one fault into a page of its own, under the service's address. */
@InBrowser
class WatchfulBrowserTest {

    private static Visit showing(Visits visits, String policy, String body) {
        Visit visit = visits.unwatched(Look.USUAL);
        visit.page()
                .route(
                        "**/a-page",
                        route -> route.fulfill(new FulfillOptions()
                                .setContentType("text/html")
                                .setHeaders(Map.of("Content-Security-Policy", policy))
                                .setBody("<!doctype html><html lang=en><title>A page</title><body>" + body)));
        return visit.open("/a-page");
    }

    private static List<Fault> faults(Visits visits, String policy, String body) {
        return showing(visits, policy, body).faults();
    }

    private static final String LOOSE = "default-src * 'unsafe-inline' data:";

    @Test
    void aSoundPageHasNoFault(Visits visits) {
        assertThat(faults(
                        visits,
                        LOOSE,
                        "<h1>All is well</h1><img alt='' src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>"))
                .isEmpty();
    }

    @Test
    void anErrorInTheConsole(Visits visits) {
        assertThat(faults(visits, LOOSE, "<script>console.error('it went wrong')</script>"))
                .singleElement()
                .isInstanceOfSatisfying(
                        ConsoleError.class, error -> assertThat(error.text()).isEqualTo("it went wrong"));
    }

    @Test
    void anErrorThatNobodyCaught(Visits visits) {
        assertThat(faults(visits, LOOSE, "<script>setTimeout(() => { throw new Error('not caught') })</script>"))
                .singleElement()
                .isInstanceOfSatisfying(
                        UncaughtError.class, error -> assertThat(error.error()).contains("not caught"));
    }

    @Test
    void aRequestToAnotherHostByNameOrByNumber(Visits visits) {
        String body = "<img alt='' src='http://karet.example/a.png'><img alt='' src='http://192.0.2.1/b.png'>";

        assertThat(faults(visits, LOOSE, body))
                .filteredOn(ForeignRequest.class::isInstance)
                .extracting(fault -> ((ForeignRequest) fault).url())
                .containsExactlyInAnyOrder("http://karet.example/a.png", "http://192.0.2.1/b.png");
    }

    @Test
    void aViolationOfThePolicy(Visits visits) {
        assertThat(faults(visits, "default-src 'self'", "<p style='color: red'>Red"))
                .singleElement()
                .isInstanceOfSatisfying(
                        ConsoleError.class, error -> assertThat(error.text()).contains("Content Security Policy"));
    }

    @Test
    void aFileThatIsNotThere(Visits visits) {
        assertThat(faults(visits, LOOSE, "<img alt='' src='/assets/none.png'>"))
                .singleElement()
                .isInstanceOfSatisfying(BrokenAnswer.class, broken -> {
                    assertThat(broken.status()).isEqualTo(404);
                    assertThat(broken.request()).endsWith("/assets/none.png");
                });
    }

    @Test
    void aServiceThatBrokeButNotOneThatRefused(Visits visits) {
        Visit visit = showing(visits, LOOSE, "");
        visit.page().route("**/api/broken", route -> route.fulfill(new FulfillOptions().setStatus(503)));

        visit.page().evaluate("() => Promise.all([fetch('/api/auth/me'), fetch('/api/broken')])");

        assertThat(visit.faults())
                .singleElement()
                .isInstanceOfSatisfying(
                        BrokenAnswer.class,
                        broken -> assertThat(broken.status()).isEqualTo(503));
    }

    @Test
    void textThatIsTooFaintInOneThemeAlone(Visits visits) {
        Visit visit = showing(visits, LOOSE, """
                <style>body { background: #fff; color: #111 }
                @media (prefers-color-scheme: dark) { body { background: #111; color: #222 } }</style>
                <main><h1>Hardly to be read</h1></main>""");

        assertThat(Accessibility.violations(visit)).singleElement().satisfies(violation -> {
            assertThat(violation.theme()).isEqualTo(Theme.DARK);
            assertThat(violation.rule()).isEqualTo("color-contrast");
            assertThat(violation.inWords()).contains("Hardly to be read", "contrast");
        });
    }

    @Test
    void aControlWithoutAName(Visits visits) {
        Visit visit = showing(visits, LOOSE, "<main><h1>A form</h1><input></main>");

        assertThat(Accessibility.violations(visit)).extracting(Violation::rule).containsOnly("label");
    }
}
