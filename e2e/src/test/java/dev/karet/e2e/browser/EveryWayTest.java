package dev.karet.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import dev.karet.browser.Look;
import dev.karet.browser.Look.Screen;
import dev.karet.browser.Look.Theme;
import dev.karet.browser.Owner;
import dev.karet.browser.Visit;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The way from a file to a chart, however somebody goes it. */
@InBrowser
class EveryWayTest {

    /** More presses of Tab than any page has stops. */
    private static final int STOPS = 150;

    @Test
    void onAPhoneInTheDark(Visits visits) throws Exception {
        Visit visit = visits.signedIn(new Look(Screen.PHONE, Theme.DARK)).open("/");
        Page page = visit.page();
        requireNothingToTheSide(page);

        page.locator("input[type=file]").first().setInputFiles(BankExport.of(2));
        assertThat(Controls.button(page, "Make it and run")).isEnabled();
        visit.rest();
        requireNothingToTheSide(page);
        Controls.field(page, "Pipeline").fill("On a phone");
        Controls.button(page, "Make it and run").click();
        FirstVisitTest.awaitCharts(page);
        visit.rest();

        requireNothingToTheSide(page);
        Accessible.inBothThemes(visit);
    }

    private static void requireNothingToTheSide(Page page) {
        assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth"))
                .as("pixels to the right of %s", page.url())
                .isLessThanOrEqualTo(0);
    }

    @Test
    void byTheKeyboardAlone(Visits visits) {
        Page page = visits.stranger(Look.USUAL).open("/").page();
        // From the beginning, so that the browser has heard by then that it is not to show a window of its own.
        page.onFileChooser(_ -> {});
        assertThat(Controls.field(page, "Password")).isFocused();
        page.keyboard().type(Owner.PASSWORD);
        page.keyboard().press("Enter");

        Locator choose = Controls.button(page, "Choose files");
        tabTo(page, choose);
        FileChooser chooser = page.waitForFileChooser(() -> page.keyboard().press("Enter"));
        chooser.setFiles(BankExport.of(3));
        assertThat(Controls.button(page, "Make it and run")).isEnabled();
        tabTo(page, Controls.field(page, "Pipeline"));
        page.keyboard().press("Control+a");
        page.keyboard().type("By keyboard");
        tabTo(page, Controls.button(page, "Make it and run"));
        page.keyboard().press("Enter");

        FirstVisitTest.awaitCharts(page);
    }

    /** Presses Tab until the focus is where it is wanted, and requires that it can be seen there. */
    private static void tabTo(Page page, Locator wanted) {
        wanted.waitFor();
        for (int i = 0; i < STOPS; i++) {
            if ((Boolean) wanted.evaluate("element => element === document.activeElement")) {
                assertThat((Boolean) wanted.evaluate("element => element.matches(':focus-visible')"))
                        .as("the focus is seen")
                        .isTrue();
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("Tab does not lead to " + wanted);
    }

    @Test
    void byDroppingAFileAnywhereOnThePage(Visits visits) {
        Page page = visits.signedIn(Look.USUAL).open("/").page();

        drop(page, BankExport.of(4));
        assertThat(Controls.button(page, "Make it and run")).isEnabled();
        Controls.field(page, "Pipeline").fill("By dropping");
        Controls.button(page, "Make it and run").click();

        FirstVisitTest.awaitCharts(page);
    }

    /** Drops a file on the page as a file manager does. */
    static void drop(Page page, FilePayload file) {
        JSHandle transfer =
                page.evaluateHandle("""
                ([name, text]) => {
                  const transfer = new DataTransfer();
                  transfer.items.add(new File([text], name, { type: "text/csv" }));
                  return transfer;
                }""", List.of(file.name, new String(file.buffer, StandardCharsets.UTF_8)));
        for (String event : List.of("dragenter", "dragover", "drop")) {
            page.dispatchEvent("main", event, Map.of("dataTransfer", transfer));
        }
    }
}
