package dev.karet.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.karet.browser.Look;
import dev.karet.browser.Visit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do where all their pipelines are. */
@InBrowser
class HomeTest {

    private static List<String> cards(Page page) {
        return page.getByRole(AriaRole.ARTICLE).getByRole(AriaRole.LINK).allInnerTexts();
    }

    @Test
    void aStarBringsAPipelineToTheFrontAndStaysInEveryBrowser(Visits visits) throws Exception {
        String plain = visits.pipeline("blank");
        String starred = visits.pipeline("blank");
        Visit visit = visits.signedIn(Look.USUAL).open("/?sort=name&q=blank");
        Page page = visit.page();
        assertThat(cards(page).indexOf(plain)).isLessThan(cards(page).indexOf(starred));

        Controls.button(page, "Give " + starred + " a star").click();
        assertThat(Controls.button(page, "Take the star from " + starred)).hasAttribute("aria-pressed", "true");
        visit.rest();

        Page elsewhere = visits.signedIn(Look.USUAL).open("/?sort=name&q=blank").page();
        assertThat(cards(elsewhere).indexOf(starred))
                .isLessThan(cards(elsewhere).indexOf(plain));
    }

    @Test
    void aSearchFindsPipelinesByNameAndByTableAndStaysInTheAddress(Visits visits) throws Exception {
        String weather = visits.pipeline("weather");
        String blank = visits.pipeline("blank");
        Page page = visits.signedIn(Look.USUAL).open("/").page();

        Controls.field(page, "Search pipelines and tables").pressSequentially(weather);
        assertThat(Controls.card(page, blank)).hasCount(0);
        assertThat(Controls.card(page, weather)).isVisible();
        assertThat(page).hasURL(Pattern.compile("[?&]q=" + weather));

        page.reload();
        assertThat(Controls.card(page, weather)).isVisible();
        assertThat(Controls.card(page, blank)).hasCount(0);

        Controls.field(page, "Search pipelines and tables").fill("no such thing anywhere");
        Controls.button(page, "Show all").click();
        assertThat(Controls.card(page, blank)).isVisible();
    }

    @Test
    void anExportedPipelineComesBackByImport(Visits visits, @TempDir Path folder) throws Exception {
        String slug = visits.pipeline("shop");
        Page page = visits.signedIn(Look.USUAL).open("/?q=" + slug).page();

        Controls.button(page, "More about " + slug).click();
        Download export = page.waitForDownload(
                () -> Controls.choice(page, "Export as .zip").click());
        assertThat(export.suggestedFilename()).isEqualTo(slug + ".zip");
        Path archive = folder.resolve(export.suggestedFilename());
        export.saveAs(archive);

        Controls.button(page, "Import").click();
        page.locator("input[type=file][accept*=zip]").setInputFiles(archive);
        Controls.field(page, "Name").fill(slug + "-again");
        Controls.dialog(page, "Import a pipeline")
                .getByRole(AriaRole.BUTTON)
                .getByText("Import")
                .click();

        assertThat(page).hasURL(Pattern.compile("/p/" + slug + "-again/"));
        visits.owner().rest(slug + "-again");
    }

    @Test
    void aBrokenArchiveTellsEverythingThatIsWrongAndMakesNothing(Visits visits) throws Exception {
        Page page = visits.signedIn(Look.USUAL).open("/").page();
        Controls.button(page, "Import").click();
        page.locator("input[type=file][accept*=zip]")
                .setInputFiles(new FilePayload("broken.zip", "application/zip", zip("../outside", "where/is/this")));

        Controls.dialog(page, "Import a pipeline")
                .getByRole(AriaRole.BUTTON)
                .getByText("Import")
                .click();

        assertThat(page.getByText("The archive was not imported, and nothing was written"))
                .isVisible();
        assertThat(page.getByRole(AriaRole.LIST, new GetByRoleOptions().setName("2 faults"))
                        .getByRole(AriaRole.LISTITEM))
                .containsText(new String[] {"outside", "where/is/this"});
        Controls.button(page, "Cancel").click();
        assertThat(Controls.card(page, "broken")).hasCount(0);
    }

    private static byte[] zip(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.getBytes(UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void aPipelineGetsAnotherName(Visits visits) throws Exception {
        String slug = visits.pipeline("blank");
        Page page = visits.signedIn(Look.USUAL).open("/?q=" + slug).page();

        Controls.button(page, "More about " + slug).click();
        Controls.choice(page, "Rename").click();
        Controls.field(page, "New name").fill("Another Name of " + slug);
        assertThat(page.getByText("It will be written \"another-name-of-" + slug + "\"."))
                .isVisible();
        Controls.button(page, "Rename").click();

        assertThat(Controls.card(page, "another-name-of-" + slug)).isVisible();
        assertThat(Controls.card(page, slug)).hasCount(0);
    }

    @Test
    void aPipelineIsDeletedOnlyByWhoeverTypesItsName(Visits visits) throws Exception {
        String slug = visits.pipeline("blank");
        Page page = visits.signedIn(Look.USUAL).open("/?q=" + slug).page();

        Controls.button(page, "More about " + slug).click();
        Controls.choice(page, "Delete").click();
        assertThat(Controls.button(page, "Delete the pipeline")).isDisabled();
        Controls.field(page, "Type " + slug + " to delete it").fill(slug.substring(1));
        assertThat(Controls.button(page, "Delete the pipeline")).isDisabled();
        Controls.field(page, "Type " + slug + " to delete it").fill(slug);
        Controls.button(page, "Delete the pipeline").click();

        assertThat(page.getByText(slug + " is deleted.")).isVisible();
        assertThat(Controls.card(page, slug)).hasCount(0);
    }
}
