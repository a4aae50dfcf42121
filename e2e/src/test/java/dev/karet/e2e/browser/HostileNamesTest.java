package dev.karet.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import dev.karet.browser.Look;
import dev.karet.browser.Look.Screen;
import dev.karet.browser.Look.Theme;
import dev.karet.browser.Visit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Names and values that mean harm to pages, or are only unusual. */
@InBrowser
class HostileNamesTest {

    private static final String HTML = "<img src=x onerror=document.title='broken'>";
    private static final String BACKWARDS = "\u202Etxt.exe \u05E9\u05DC\u05D5\u05DD";
    private static final String FACES = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 \uD83C\uDDE9\uD83C\uDDEA";
    private static final String LONG = "W".repeat(180);

    private static final String CSV = "date,description,amount,account\n"
            + String.join(
                    "\n",
                    List.of(
                            "2026-01-02,\"%s\",1.00,%s".formatted(HTML, BACKWARDS),
                            "2026-01-03,%s,2.00,%s".formatted(FACES, LONG),
                            "2026-01-04,%s,none,%s".formatted(HTML, FACES)))
            + "\n";

    private static void requireUnbroken(Visit visit) {
        Page page = visit.page();
        assertThat(page.title()).isNotEqualTo("broken");
        assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth"))
                .as("pixels to the right of %s", page.url())
                .isLessThanOrEqualTo(0);
    }

    @Test
    void areShownAsTheyAreAndBreakNoPage(Visits visits) throws Exception {
        String slug = visits.pipelineWithoutData("spending");
        String job = visits.owner()
                .deliver(
                        slug,
                        "transactions_raw",
                        Map.of("%E2%80%AEtxt.%3Cb%3E" + "n".repeat(150) + ".csv", CSV.getBytes(UTF_8)))
                .id();

        for (Look look : List.of(Look.USUAL, new Look(Screen.PHONE, Theme.DARK))) {
            Visit visit = visits.signedIn(look);
            for (String page : List.of(
                    "/data",
                    "/data/tables/transactions?profile=description",
                    "/data/sources",
                    "/data/sql",
                    "/jobs",
                    "/jobs/" + job,
                    "/jobs/" + job + "?tab=files",
                    "/jobs/" + job + "?tab=rejects")) {
                requireUnbroken(visit.open("/p/" + slug + page));
            }
        }
    }

    @Test
    void inHeadsAndNamesOfDroppedFilesAreToldAndCanBeMade(Visits visits) {
        Visit visit = visits.signedIn(Look.USUAL).open("/drop");
        Page page = visit.page();
        String heads = String.join(",", "Day", "\"" + HTML + "\"", BACKWARDS, FACES, LONG);
        page.locator("input[type=file]")
                .first()
                .setInputFiles(new FilePayload(
                        "<b>" + BACKWARDS + "n".repeat(100) + ".csv",
                        "text/csv",
                        (heads + "\n2026-01-02,a,b,c,1\n2026-01-03,d,e,f,2\n").getBytes(UTF_8)));

        assertThat(Controls.button(page, "Make it and run")).isEnabled();
        visit.rest();
        requireUnbroken(visit);
        Controls.field(page, "Pipeline").fill(HTML);
        Controls.button(page, "Make it and run").click();

        FirstVisitTest.awaitCharts(page);
        visit.rest();
        requireUnbroken(visit);
    }
}
