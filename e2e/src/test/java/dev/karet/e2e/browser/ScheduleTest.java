package dev.karet.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.karet.browser.Look;
import dev.karet.browser.Visit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** When a pipeline runs by itself. */
@InBrowser
class ScheduleTest {

    @Test
    void isSavedAndTellsItsNextTimes(Visits visits) throws Exception {
        String slug = visits.pipelineWithoutData("spending");
        Visit visit = visits.signedIn(Look.USUAL).open("/p/" + slug + "/jobs");
        Page page = visit.page();

        Controls.button(page, "Change schedule").click();
        choose(page, "Run", "Every day");
        Controls.field(page, "At").fill("06:30");
        Controls.button(page, "Save schedule").click();

        assertThat(page.getByText("Next times as saved, in Europe/Berlin")).isVisible();
        assertThat(page.getByText(Pattern.compile("06:30|6:30")).nth(4)).isVisible();
        Accessible.inBothThemes(visit);
        visit.open("/p/" + slug + "/jobs");
        assertThat(page.getByText(Pattern.compile("^Every day at .*6:30"))).isVisible();
    }

    @Test
    void timesThatAreNoneAreToldWhereTheyAreWritten(Visits visits) throws Exception {
        String slug = visits.pipelineWithoutData("spending");
        Page page = visits.signedIn(Look.USUAL).open("/p/" + slug + "/jobs").page();

        Controls.button(page, "Change schedule").click();
        choose(page, "Run", "Other times (cron)");
        page.getByLabel("Minute, hour, day of the month").fill("99 6 * * *");
        Controls.button(page, "Save schedule").click();

        assertThat(page.getByText(Pattern.compile("99.*(minute|Minute)|(minute|Minute).*99")))
                .isVisible();
    }

    private static void choose(Page page, String field, String value) {
        page.getByRole(AriaRole.COMBOBOX, new GetByRoleOptions().setName(field).setExact(true))
                .or(page.getByRole(
                        AriaRole.TEXTBOX, new GetByRoleOptions().setName(field).setExact(true)))
                .first()
                .click();
        page.getByRole(AriaRole.OPTION, new GetByRoleOptions().setName(value).setExact(true))
                .click();
    }
}
