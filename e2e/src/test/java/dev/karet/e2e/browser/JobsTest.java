package dev.karet.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.karet.browser.Look;
import dev.karet.browser.Visit;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people do with runs. */
@InBrowser
class JobsTest {

    private static final ContainsTextOptions A_WHILE = new ContainsTextOptions().setTimeout(60_000);

    private static Visit runs(Visits visits, String slug) throws Exception {
        visits.owner().rest(slug);
        return visits.signedIn(Look.USUAL).open("/p/" + slug + "/jobs");
    }

    private static Locator newest(Page page) {
        return table(page, "Runs").locator("tr[aria-rowindex='2']");
    }

    private static Locator table(Page page, String label) {
        return page.getByRole(
                AriaRole.REGION, new GetByRoleOptions().setName(label).setExact(true));
    }

    @Test
    void aRunIsFollowedUntilItsRowsAreAccountedFor(Visits visits) throws Exception {
        Visit visit = runs(visits, visits.pipeline("spending"));
        Page page = visit.page();

        page.keyboard().press("Control+Enter");
        assertThat(newest(page)).containsText("Manual", A_WHILE);
        assertThat(newest(page)).containsText("Completed", A_WHILE);
        newest(page).getByRole(AriaRole.LINK).click();

        assertThat(page).hasURL(Pattern.compile("/jobs/[^/]+$"));
        Controls.tab(page, "Log").click();
        Accessible.inBothThemes(visit);
    }

    @Test
    void rowsThatWereLeftOutAreShownWithTheirReasonAndDownloadTheSame(Visits visits) throws Exception {
        String slug = visits.pipeline("spending");
        visits.owner().rest(slug);
        String job = visits.owner()
                .deliver(slug, "transactions_raw", Map.of("more.csv", """
                        date,description,amount,account
                        2026-02-01,"Baker, on the corner",4.20,Visa
                        2026-02-30,Nobody's day,1.00,Visa
                        2026-02-02,<i>Dear</i>,a lot,Visa
                        """.getBytes(UTF_8)))
                .id();
        Visit visit = visits.signedIn(Look.USUAL).open("/p/%s/jobs/%s?tab=rejects".formatted(slug, job));
        Page page = visit.page();
        Locator rows = table(page, "Rows that were left out");

        assertThat(rows).containsText("more.csv");
        assertThat(rows).containsText("a lot");
        assertThat(rows).containsText("2026-02-30");
        Download csv = page.waitForDownload(
                () -> Controls.link(page, "Download as CSV").click());
        List<String> lines = Files.readAllLines(csv.path());
        assertThat(lines.size() - 1)
                .isEqualTo(Integer.parseInt(rows.getByRole(AriaRole.TABLE).getAttribute("aria-rowcount")) - 1);
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("more.csv", "a lot"));
        Accessible.inBothThemes(visit);
    }

    // So much that a quick machine is still reading when the button is found.
    @Test
    @Tag("long")
    void aRunThatReadsMuchIsCancelled(Visits visits) throws Exception {
        String slug = visits.pipeline("spending");
        visits.owner().rest(slug);
        visits.owner().upload(slug, "transactions_raw", "a-lot.csv", ManyRows.file(3_000_000));
        Page page = visits.signedIn(Look.USUAL).open("/p/" + slug + "/jobs").page();

        // Its upload began a run by itself.
        assertThat(page.getByText("Reading files")).isVisible(new IsVisibleOptions().setTimeout(60_000));
        Controls.button(page, "Cancel run").click();

        assertThat(newest(page)).containsText("Failed", A_WHILE);
        assertThat(newest(page)).containsText(Pattern.compile("[Cc]ancel"), A_WHILE);
    }

    @Test
    void aCleanRunSaysWhatItDoesBeforeItBegins(Visits visits) throws Exception {
        Visit visit = runs(visits, visits.pipeline("spending"));
        Page page = visit.page();

        Controls.button(page, "Other ways to run").click();
        Controls.choice(page, "Clean run…").click();
        assertThat(page.getByText("A clean run ignores what earlier runs have done"))
                .isVisible();
        Accessible.inBothThemes(visit);
        Controls.button(page, "Start clean run").click();

        assertThat(newest(page)).containsText("Clean run", A_WHILE);
        assertThat(newest(page)).containsText("Completed", A_WHILE);
    }
}
