package dev.karet.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Page;
import dev.karet.browser.Look;
import dev.karet.browser.Owner;
import dev.karet.browser.Visit;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What pages do when something happens that they did not do themselves. */
@InBrowser
class DisturbedTest {

    private static final String PIPELINES = "**/api/pipelines";

    @Test
    void aServiceThatDoesNotAnswerIsToldAndItsReturnMendsThePage(Visits visits) throws Exception {
        String slug = visits.pipeline("blank");
        Visit visit = visits.unwatchedOwner(Look.USUAL);
        Page page = visit.page();
        page.route(PIPELINES, route -> route.abort("connectionrefused"));

        page.navigate("/?q=" + slug);
        assertThat(page.getByText("The pipelines could not be loaded.")).isVisible();
        assertThat(page.getByText("Karet does not answer.")).isVisible();
        assertThat(Controls.link(page, "Settings")).isVisible();
        page.unroute(PIPELINES);
        Controls.button(page, "Try again").click();

        assertThat(Controls.card(page, slug)).isVisible();
        assertThat(page.getByText("The pipelines could not be loaded.")).hasCount(0);
    }

    @Test
    void whoeverSignsOutInOneTabIsAskedAgainInTheOther(Visits visits) throws Exception {
        Visit visit = visits.stranger(Look.USUAL).open("/");
        Page page = visit.page();
        Controls.field(page, "Password").fill(Owner.PASSWORD);
        Controls.button(page, "Sign in").click();
        assertThat(Controls.heading(page, "Pipelines")).isVisible();
        Page other = page.context().newPage();
        other.navigate("/settings");
        assertThat(Controls.heading(other, "Settings")).isVisible();

        Controls.button(page, "Account").click();
        Controls.choice(page, "Sign out").click();
        assertThat(Controls.heading(page, "Sign in")).isVisible();
        Controls.link(other, "Pipelines").click();

        assertThat(other).hasURL(Pattern.compile("/login"));
        assertThat(Controls.heading(other, "Sign in")).isVisible();
    }

    @Test
    void aTableThatIsLookedAtTellsOfANewerRun(Visits visits) throws Exception {
        String slug = visits.pipelineWithoutData("spending");
        visits.owner().deliver(slug, "transactions_raw", Map.of("one.csv", row("2026-01-02")));
        Page page = visits.signedIn(Look.USUAL)
                .open("/p/" + slug + "/data/tables/transactions")
                .page();
        assertThat(page.getByText("2026-01-02")).isVisible();

        visits.owner().deliver(slug, "transactions_raw", Map.of("two.csv", row("2026-02-02")));

        assertThat(page.getByText("2026-02-02")).isVisible();
    }

    private static byte[] row(String day) {
        return "date,description,amount,account\n%s,BAKERY,4.20,Visa\n"
                .formatted(day)
                .getBytes(UTF_8);
    }
}
