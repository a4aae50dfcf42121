package dev.karet.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import dev.karet.browser.Look;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A file that somebody published, dropped as it is. {@code KARET_REAL_DATA} names the folder of such files. */
@InBrowser
class RealFileTest {

    @Test
    void aYearOfWeatherIsADashboardAfterOnePress(Visits visits) {
        String folder = System.getenv("KARET_REAL_DATA");
        assumeTrue(folder != null, "LEFT OUT: the tests over real files need KARET_REAL_DATA, the folder they lie in.");
        Page page = visits.signedIn(Look.USUAL).open("/").page();

        page.locator("input[type=file]").first().setInputFiles(Path.of(folder, "us-weather-history", "KNYC.csv"));
        assertThat(page.getByText("checked all 365 rows")).isVisible();
        Controls.button(page, "Make it and run").click();
        FirstVisitTest.awaitCharts(page);

        assertThat(page.getByText("365 rows written, none left out.")).isVisible();
        assertThat(Controls.heading(page, "Average actual mean temp by month")).isVisible();
    }
}
