package dev.karet.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.GetByTextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.karet.browser.Look;
import dev.karet.browser.Visit;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Further files for a source that is there. */
@InBrowser
class AppendTest {

    private static final String SOURCE = "transactions_raw";

    private static FilePayload file(String name, String text) {
        return new FilePayload(name, "text/csv", text.getBytes(UTF_8));
    }

    /** A pipeline that has two payments of January and nothing else. */
    private static String payments(Visits visits) throws Exception {
        String slug = visits.pipelineWithoutData("spending");
        visits.owner().deliver(slug, SOURCE, Map.of("january.csv", """
                date,description,amount,account
                2026-01-02,BAKERY,4.20,Visa
                2026-01-03,CINEMA,12.00,Visa
                """.getBytes(UTF_8)));
        return slug;
    }

    private static Visit adding(Visits visits, String slug, FilePayload file) {
        Visit visit = visits.signedIn(Look.USUAL).open("/drop?pipeline=%s&source=%s".formatted(slug, SOURCE));
        visit.page().locator("input[type=file]").first().setInputFiles(file);
        return visit;
    }

    private static Locator findings(Page page) {
        return page.getByRole(AriaRole.LIST, new GetByRoleOptions().setName("How the files compare to the source"));
    }

    @Test
    void theNextMonthsFileAddsItsRows(Visits visits) throws Exception {
        String slug = payments(visits);
        Page page = adding(visits, slug, file("february.csv", """
                        date,description,amount,account
                        2026-02-02,BAKERY,4.30,Visa
                        2026-02-03,CINEMA,13.00,Visa
                        2026-02-04,"PHARMACY, CORNER",7.10,Amex
                        """)).page();

        Controls.button(page, "Add 3 rows").click();
        assertThat(page.getByText("written, none left out")).isVisible();

        Page table = visits.signedIn(Look.USUAL)
                .open("/p/" + slug + "/data/tables/transactions")
                .page();
        assertThat(table.getByRole(AriaRole.GRID)).hasAttribute("aria-rowcount", "6");
        assertThat(table.getByText("PHARMACY, CORNER", new GetByTextOptions().setExact(true)))
                .isVisible();
    }

    @Test
    void aFileWithOtherColumnsIsExplainedBeforeAnythingHappens(Visits visits) throws Exception {
        String slug = payments(visits);
        Visit visit = adding(visits, slug, file("other.csv", """
                        date,description,cost,account
                        2026-03-02,BAKERY,4.30,Visa
                        2026-03-03,CINEMA,13.00,Visa
                        """));
        Page page = visit.page();

        assertThat(findings(page).getByText("amount").first()).isVisible();
        assertThat(findings(page).getByText("cost").first()).isVisible();
        assertThat(page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(Pattern.compile("^Add \\d+ rows"))))
                .isDisabled();
        Accessible.inBothThemes(visit);
        Controls.button(page, "Make a new source of it instead").click();
        assertThat(Controls.button(page, "Make it and run")).isEnabled();
        assertThat(visits.owner().files(slug, SOURCE)).containsExactly("january.csv");
    }

    @Test
    void theSameFileUnderAnotherNameIsNoticed(Visits visits) throws Exception {
        String slug = payments(visits);
        Page page = adding(visits, slug, file("copy-of-january.csv", """
                        date,description,amount,account
                        2026-01-02,BAKERY,4.20,Visa
                        2026-01-03,CINEMA,12.00,Visa
                        """)).page();

        assertThat(findings(page).getByText("january.csv").first()).isVisible();
        assertThat(Controls.button(page, "Add 2 rows a second time")).isVisible();
    }
}
