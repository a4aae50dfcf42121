package dev.karet.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.karet.browser.Look;
import dev.karet.browser.Visit;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The files of a source. */
@InBrowser
class SourcesTest {

    private static final String FIRST = "date,description,amount,account\n2026-01-02,BAKERY,4.20,Visa\n";
    private static final String SECOND = FIRST + "2026-01-03,CINEMA,12.00,Visa\n";

    private static void choose(Page page, String name, String text) {
        page.locator("input[type=file]").first().setInputFiles(new FilePayload(name, "text/csv", text.getBytes(UTF_8)));
    }

    private static Locator files(Page page) {
        return page.getByRole(
                AriaRole.REGION, new GetByRoleOptions().setName("Files").setExact(true));
    }

    private static void does(Page page, String file, String what) {
        Controls.button(page, "What to do with " + file).click();
        Controls.choice(page, what).click();
    }

    @Test
    void areUploadedReplacedDownloadedRenamedAndDeleted(Visits visits) throws Exception {
        String slug = visits.pipelineWithoutData("spending");
        Visit visit = visits.signedIn(Look.USUAL).open("/p/" + slug + "/data/sources");
        Page page = visit.page();

        choose(page, "january.csv", FIRST);
        assertThat(files(page)).containsText("january.csv");
        choose(page, "january.csv", SECOND);
        Controls.button(page, "Replace january.csv").click();
        assertThat(page.getByText("2 of 2 files uploaded")).isVisible();
        Accessible.inBothThemes(visit);

        Download download = page.waitForDownload(() -> does(page, "january.csv", "Download"));
        assertThat(Files.readString(download.path())).isEqualTo(SECOND);

        does(page, "january.csv", "Move or rename");
        Controls.field(page, "Name").fill("first month.csv");
        Controls.button(page, "Move file").click();
        assertThat(files(page)).containsText("first month.csv");

        does(page, "first month.csv", "Delete file");
        assertThat(page.getByText("Their rows leave the tables with the next run."))
                .isVisible();
        Controls.button(page, "Delete file").click();
        assertThat(page.getByText("No files are here yet.")).isVisible();
    }

    @Test
    void addAFileThatIsDroppedOnThePage(Visits visits) throws Exception {
        String slug = visits.pipelineWithoutData("spending");
        Page page =
                visits.signedIn(Look.USUAL).open("/p/" + slug + "/data/sources").page();

        EveryWayTest.drop(page, new FilePayload("dropped.csv", "text/csv", FIRST.getBytes(UTF_8)));

        assertThat(page.getByText("A run starts by itself and reads the new files."))
                .isVisible();
        assertThat(files(page)).containsText("dropped.csv");
    }
}
