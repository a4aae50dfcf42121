package dev.karet.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.karet.browser.Look;
import dev.karet.browser.Look.Screen;
import dev.karet.browser.Look.Theme;
import dev.karet.browser.Visit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds for every page of the application. */
@InBrowser
class EveryPageTest {

    private static final List<String> PAGES = List.of("/", "/drop", "/settings");

    private static final List<String> PAGES_OF_A_PIPELINE =
            List.of("/graph", "/jobs", "/data", "/data/sources", "/data/sql", "/data/history", "/dashboards");

    @Test
    void opensWithoutAFaultAndIsAccessibleToEverybody(Visits visits) throws Exception {
        String slug = visits.pipeline("spending");
        Visit visit = visits.signedIn(Look.USUAL);
        for (String page : PAGES) {
            Accessible.inBothThemes(visit.open(page));
        }
        for (String page : PAGES_OF_A_PIPELINE) {
            Accessible.inBothThemes(visit.open("/p/" + slug + page));
        }
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
    void asksWhoIsThereFirst(Visits visits) {
        Visit visit = visits.stranger(Look.USUAL).open("/settings");

        assertThat(visit.page()).hasURL(java.util.regex.Pattern.compile("/login\\?next="));
        Accessible.inBothThemes(visit);
    }
}
