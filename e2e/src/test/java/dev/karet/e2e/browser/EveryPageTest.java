package dev.karet.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.karet.browser.Look;
import dev.karet.browser.Look.Screen;
import dev.karet.browser.Look.Theme;
import dev.karet.browser.Visit;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for every page of the application. */
@InBrowser
class EveryPageTest {

    private static final List<String> PAGES = List.of("/", "/drop", "/settings");

    private static final List<String> PAGES_OF_A_PIPELINE =
            List.of("/graph", "/jobs", "/data", "/data/sources", "/data/sql", "/data/history", "/dashboards");

    /** Those that show what a run has made. */
    private static final List<String> PAGES_OF_WHAT_IS_MADE =
            List.of("/data/tables/transactions?profile=account", "/dashboards/spending-overview");

    @Test
    void opensWithoutAFaultAndIsAccessibleToEverybody(Visits visits) throws Exception {
        String slug = visits.pipeline("spending");
        String job = "/jobs/" + visits.owner().run(slug).id();
        Visit visit = visits.signedIn(Look.USUAL);
        List<String> inside = Stream.of(PAGES_OF_A_PIPELINE, PAGES_OF_WHAT_IS_MADE, List.of(job))
                .flatMap(List::stream)
                .map(page -> "/p/" + slug + page)
                .toList();
        List<String> pages = Stream.concat(PAGES.stream(), inside.stream()).toList();

        assertSoftly(all -> {
            for (String page : pages) all.check(() -> Accessible.inBothThemes(visit.open(page)));
        });
    }

    @Test
    void opensOnAPhoneInTheDarkToo(Visits visits) throws Exception {
        String slug = visits.pipeline("blank");
        Visit visit = visits.signedIn(new Look(Screen.PHONE, Theme.DARK));
        for (String page : PAGES_OF_A_PIPELINE) {
            visit.open("/p/" + slug + page);
            assertThat(visit.page().getByRole(AriaRole.HEADING, new GetByRoleOptions().setLevel(1)))
                    .isVisible();
        }
    }

    @Test
    void opensDialogsThatAreAccessibleToEverybody(Visits visits) throws Exception {
        String slug = visits.pipeline("blank");
        Visit visit = visits.signedIn(Look.USUAL).open("/?new=weather");
        Page page = visit.page();
        Accessible.inBothThemes(visit);

        visit.open("/?q=" + slug);
        List<Runnable> openers = List.of(
                () -> Controls.button(page, "Import").click(),
                () -> chooseOf(page, slug, "Rename"),
                () -> chooseOf(page, slug, "Delete"),
                () -> page.keyboard().press("Control+k"),
                () -> page.keyboard().press("?"));
        assertSoftly(all -> {
            for (Runnable opener : openers) {
                opener.run();
                assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
                all.check(() -> Accessible.inBothThemes(visit));
                page.keyboard().press("Escape");
                assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
            }
        });
    }

    private static void chooseOf(Page page, String slug, String what) {
        Controls.button(page, "More about " + slug).click();
        Controls.choice(page, what).click();
    }

    @Test
    void asksWhoIsThereFirst(Visits visits) {
        Visit visit = visits.stranger(Look.USUAL).open("/settings");

        assertThat(visit.page()).hasURL(Pattern.compile("/login\\?next="));
        Accessible.inBothThemes(visit);
    }
}
