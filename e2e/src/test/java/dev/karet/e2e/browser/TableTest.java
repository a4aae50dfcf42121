package dev.karet.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.karet.browser.Look;
import dev.karet.browser.Visit;
import java.nio.file.Files;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A table of {@link ManyRows#COUNT} rows, looked at. */
@InBrowser
class TableTest {

    private static Visit table(Visits visits, String question) throws Exception {
        return visits.signedIn(Look.USUAL)
                .open("/p/%s/data/tables/transactions%s".formatted(visits.manyRows(), question));
    }

    private static Locator grid(Page page) {
        return page.getByRole(AriaRole.GRID);
    }

    /** What stands in a row of the grid, from 0. */
    private static Locator cells(Page page, int row) {
        return grid(page).locator("[data-row='%d']".formatted(row)).getByRole(AriaRole.GRIDCELL);
    }

    private static void filter(Page page, String column, String words, String value) {
        Controls.button(page, "Filter by " + column).click();
        Controls.field(page, "Rows whose " + column).selectOption(words);
        Controls.field(page, "Value").fill(value);
        Controls.button(page, "Filter rows").click();
    }

    @Test
    void sortsAtAClickAndTheAddressKeepsIt(Visits visits) throws Exception {
        Page page = table(visits, "").page();
        Locator head = grid(page)
                .getByRole(AriaRole.COLUMNHEADER, new Locator.GetByRoleOptions().setName(Pattern.compile("amount")));

        head.getByText("amount").click();
        assertThat(head).hasAttribute("aria-sort", "ascending");
        assertThat(cells(page, 0).getByText(ManyRows.LEAST)).isVisible();
        head.getByText("amount").click();
        assertThat(head).hasAttribute("aria-sort", "descending");
        assertThat(cells(page, 0).getByText(ManyRows.MOST)).isVisible();

        page.reload();
        assertThat(head).hasAttribute("aria-sort", "descending");
        assertThat(cells(page, 0).getByText(ManyRows.MOST)).isVisible();
    }

    @Test
    void filtersAndItsDownloadHasTheSameRows(Visits visits) throws Exception {
        Page page = table(visits, "").page();

        filter(page, "description", "contains", ManyRows.SOUGHT);
        assertThat(page.getByText(ManyRows.SOUGHT_COUNT + " rows found")).isVisible();
        filter(page, "amount", "is at least", "0");
        assertThat(page).hasURL(Pattern.compile("filter="));
        page.reload();
        assertThat(page.getByText(ManyRows.SOUGHT_COUNT + " rows found")).isVisible();

        Controls.button(page, "Download").click();
        Download csv = page.waitForDownload(() -> Controls.choice(page, "CSV, %d rows".formatted(ManyRows.SOUGHT_COUNT))
                .click());
        assertThat(Files.readAllLines(csv.path()))
                .hasSize(1 + ManyRows.SOUGHT_COUNT)
                .allSatisfy(line -> assertThat(line).containsPattern("description|" + ManyRows.SOUGHT));

        Controls.button(page, "Clear all").click();
        assertThat(grid(page)).hasAttribute("aria-rowcount", String.valueOf(ManyRows.COUNT + 1));
    }

    @Test
    void scrollsFarWithoutWaitingLong(Visits visits) throws Exception {
        Page page = table(visits, "").page();
        cells(page, 0).first().click();

        long begun = System.nanoTime();
        for (int pages = 0; pages < 40; pages++) page.keyboard().press("PageDown");
        Locator there = grid(page).locator("[role=gridcell][tabindex='0']");
        assertThat(there).not().hasText("");
        Duration took = Duration.ofNanos(System.nanoTime() - begun);

        int row = Integer.parseInt(there.locator("xpath=ancestor::*[@data-row]").getAttribute("data-row"));
        assertThat(row).isGreaterThan(500);
        System.out.printf("40 pages down to row %d of %d: %d ms%n", row, ManyRows.COUNT, took.toMillis());
        assertThat(took).isLessThan(Duration.ofSeconds(10));
        // However many there are, only those in sight are in the document.
        assertThat(grid(page).getByRole(AriaRole.ROW).count()).isLessThan(120);
    }

    @Test
    void aColumnsProfileLeadsToItsRows(Visits visits) throws Exception {
        Visit visit = table(visits, "");
        Page page = visit.page();

        Controls.button(page, "Profile of account").click();
        Locator profile = page.getByRole(AriaRole.COMPLEMENTARY, new GetByRoleOptions().setName("Profile of account"));
        profile.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^Visa")))
                .click();

        assertThat(page.getByText("40,000 rows found")).isVisible();
        assertThat(page).hasURL(Pattern.compile("profile=account"));
        Accessible.inBothThemes(visit);
    }
}
