package dev.karet.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.karet.browser.Look;
import dev.karet.browser.Visit;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Questions that people ask their tables by SQL. */
@InBrowser
class SqlTest {

    private static final String BY_ACCOUNT =
            "SELECT account, count(*) AS payments FROM transactions GROUP BY account ORDER BY account";

    private static Visit workbench(Visits visits) throws Exception {
        return visits.signedIn(Look.USUAL).open("/p/" + visits.manyRows() + "/data/sql");
    }

    private static void write(Page page, String statement) {
        Locator editor = page.getByLabel("Statement");
        editor.click();
        page.keyboard().press("Control+a");
        page.keyboard().insertText(statement);
    }

    @Test
    void aStatementIsAnsweredAsGridAsChartAndAsFile(Visits visits) throws Exception {
        Visit visit = workbench(visits);
        Page page = visit.page();

        write(page, BY_ACCOUNT);
        page.keyboard().press("Control+Enter");
        assertThat(page.getByText(Pattern.compile("^3 rows in"))).isVisible();
        assertThat(page.getByRole(AriaRole.GRIDCELL))
                .hasText(new String[] {"Amex", "40000", "Chequing", "40000", "Visa", "40000"});

        Download csv =
                page.waitForDownload(() -> Controls.button(page, "Download CSV").click());
        assertThat(Files.readString(csv.path()).strip().lines())
                .containsExactly("account,payments", "Amex,40000", "Chequing,40000", "Visa,40000");

        Controls.tab(page, "Chart").click();
        assertThat(page.locator("figure canvas")).isVisible();
        Controls.button(page, "View as table").click();
        assertThat(page.getByRole(AriaRole.ROWHEADER)).hasText(new String[] {"Amex", "Chequing", "Visa"});
        Accessible.inBothThemes(visit);
    }

    @Test
    void aMistakeIsShownAtItsPlace(Visits visits) throws Exception {
        Page page = workbench(visits).page();

        write(page, "SELECT account,\n  amuont\nFROM transactions");
        page.keyboard().press("Control+Enter");

        assertThat(page.getByRole(AriaRole.ALERT)).containsText("amuont");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText(Pattern.compile("[Ll]ine 2"));
        assertThat(page.locator(".cm-lintRange-error")).hasText("amuont");
    }

    @Test
    void namesAreCompletedFromTheCatalog(Visits visits) throws Exception {
        Page page = workbench(visits).page();

        write(page, "SELECT desc");
        page.keyboard().type("r");
        page.getByRole(AriaRole.OPTION)
                .filter(new Locator.FilterOptions().setHasText("description"))
                .click();

        assertThat(page.getByLabel("Statement")).containsText("SELECT description");
    }

    @Test
    void aSavedQueryIsFoundByItsLink(Visits visits) throws Exception {
        Page page = workbench(visits).page();
        write(page, BY_ACCOUNT);
        Controls.button(page, "Save as").click();
        Controls.field(page, "Name").fill("Payments by account");
        Controls.button(page, "Save query").click();
        assertThat(page).hasURL(Pattern.compile("[?&]query="));

        Page elsewhere = visits.signedIn(Look.USUAL).open(path(page)).page();
        assertThat(elsewhere.getByLabel("Statement")).containsText("count(*) AS payments");
        Controls.tab(elsewhere, "Saved").click();
        assertThat(elsewhere.getByRole(AriaRole.COMPLEMENTARY).getByText("Payments by account"))
                .isVisible();
    }

    private static String path(Page page) {
        return page.url().replaceFirst("^https?://[^/]+", "");
    }
}
