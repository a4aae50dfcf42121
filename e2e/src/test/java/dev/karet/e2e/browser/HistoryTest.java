package dev.karet.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import dev.karet.browser.Look;
import dev.karet.browser.Visit;
import dev.karet.model.json.Writing;
import org.junit.jupiter.api.Test;

/** The versions of a configuration. */
@InBrowser
class HistoryTest {

    @Test
    void tellsWhatChangedAndBringsAnOlderVersionBack(Visits visits) throws Exception {
        String slug = visits.pipeline("blank");
        guard(visits, slug, 0.05);
        Visit visit = visits.signedIn(Look.USUAL).open("/p/" + slug + "/data/history");
        Page page = visit.page();

        assertThat(Controls.heading(page, "From version 1 to 2: 1 change")).isVisible();
        assertThat(page.getByText("0.05")).isVisible();
        Controls.button(page, "Restore version 1").click();
        assertThat(Controls.dialog(page, "Restore version 1?").getByText("1 change to what holds now"))
                .isVisible();
        Accessible.inBothThemes(visit);
        Controls.dialog(page, "Restore version 1?").locator("[type=submit]").click();

        assertThat(page.getByText("Version 1 is restored, as version 3")).isVisible();
        assertThat(Controls.field(page, "Compare version 3")).isVisible();
    }

    @Test
    void whoeverRestoresIsToldWhatSomebodyElseSavedMeanwhile(Visits visits) throws Exception {
        String slug = visits.pipeline("blank");
        guard(visits, slug, 0.05);
        Page page =
                visits.signedIn(Look.USUAL).open("/p/" + slug + "/data/history").page();
        Controls.button(page, "Restore version 1").click();
        assertThat(page.getByText("1 change to what holds now")).isVisible();

        guard(visits, slug, 0.5);
        Controls.dialog(page, "Restore version 1?").locator("[type=submit]").click();

        assertThat(page.getByText("Somebody saved meanwhile")).isVisible();
        assertThat(page.getByText("Nothing was restored. Version 3 is the newest now"))
                .isVisible();
        Controls.dialog(page, "Restore version 1?").locator("[type=submit]").click();
        assertThat(page.getByText("Version 1 is restored, as version 4")).isVisible();
    }

    private static void guard(Visits visits, String slug, double share) throws Exception {
        visits.owner()
                .configure(
                        slug,
                        "publish_guards",
                        new Writing().put("max_rejected_share", share).object());
    }
}
