package dev.karet.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.GetByTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.assertions.PageAssertions.HasURLOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.karet.browser.Look;
import dev.karet.browser.Owner;
import dev.karet.browser.Visit;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** From the first visit to the first chart and back again. */
@InBrowser
class FirstVisitTest {

    static final Pattern A_DASHBOARD = Pattern.compile("/p/[^/]+/dashboards/[^/]+$");
    static final double A_MINUTE = 60_000;

    @Test
    void aFileBecomesChartsInLessThanAMinuteAndEverythingOfItCanBeLookedAt(Visits visits) throws Exception {
        Visit visit = visits.first(Look.USUAL).open("/");
        Page page = visit.page();
        setThePassword(page);

        long begun = System.nanoTime();
        choose(page, BankExport.of(1));
        assertThat(page.getByRole(AriaRole.HEADING).getByText("amounts with comma decimals"))
                .isVisible();
        assertThat(page.getByText(BankExport.BAD + " rows (0.5%) would be left out"))
                .isVisible();
        Controls.field(page, "Type of beleg").selectOption("string");
        Controls.button(page, "Make it and run").click();
        awaitCharts(page);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);

        System.out.printf("from file to chart: %d ms%n", took.toMillis());
        assertThat(took).isLessThan(Duration.ofMinutes(1));
        page.getByText("See which and why").click();
        Controls.tab(page, "Rows left out (%d)".formatted(BankExport.BAD)).click();
        assertThat(page.getByRole(
                        AriaRole.CELL, new GetByRoleOptions().setName("k. A.").setExact(true)))
                .hasCount(BankExport.BAD);
        countBySql(page, BankExport.ROWS - BankExport.BAD);
        comeAgain(page);
    }

    private static GetByTextOptions exact() {
        return new GetByTextOptions().setExact(true);
    }

    private static void setThePassword(Page page) {
        assertThat(Controls.heading(page, "Choose a password")).isVisible();
        Controls.field(page, "Password").fill(Owner.PASSWORD);
        Controls.button(page, "Set the password").click();
        assertThat(page.getByText("Drop a CSV file here", exact())).isVisible();
    }

    private static void choose(Page page, FilePayload file) {
        page.locator("input[type=file]").first().setInputFiles(file);
    }

    /** Waits until the dashboard is there and something is drawn on it. */
    static void awaitCharts(Page page) {
        assertThat(page).hasURL(A_DASHBOARD, new HasURLOptions().setTimeout(A_MINUTE));
        assertThat(page.locator("canvas").first()).isVisible(new IsVisibleOptions().setTimeout(A_MINUTE));
    }

    private static void countBySql(Page page, int rows) {
        Controls.link(page, "SQL").click();
        page.getByLabel("Statement").click();
        page.keyboard().press("Control+a");
        String table = page.getByRole(AriaRole.COMPLEMENTARY)
                .locator("button[title^='Write ']")
                .first()
                .getAttribute("title")
                .substring("Write ".length());
        page.keyboard().insertText("SELECT count(*) AS everything FROM \"%s\"".formatted(table));
        page.keyboard().press("Control+Enter");
        assertThat(page.getByRole(AriaRole.GRIDCELL)).hasText(String.valueOf(rows));
    }

    /** Signs out, does not remember the password at first, and finds everything as it was. */
    private static void comeAgain(Page page) {
        Controls.button(page, "Account").click();
        Controls.choice(page, "Sign out").click();
        assertThat(Controls.heading(page, "Sign in")).isVisible();
        Controls.field(page, "Password").fill("what was it again");
        Controls.button(page, "Sign in").click();
        assertThat(page.getByText("This is not the password.")).isVisible();
        Controls.field(page, "Password").fill(Owner.PASSWORD);
        Controls.button(page, "Sign in").click();
        assertThat(page.getByRole(AriaRole.ARTICLE)).hasCount(1);
    }
}
