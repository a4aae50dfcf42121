package dev.karet.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.job.JobRecord;
import dev.karet.model.job.JobRecord.Status;
import dev.karet.web.http.JobsFixture.Replica;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScheduleRoutesTest {

    private static final String SCHEDULE = "/api/p/sales/schedule";

    private final JobsFixture karet = new JobsFixture();

    @AfterEach
    void close() {
        karet.close();
    }

    private static void every(Replica web, String cron) {
        ApiClient.Answer answer =
                web.client().put(SCHEDULE, "{\"cron\": \"%s\", \"zone\": \"Europe/Berlin\"}".formatted(cron));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    @Test
    void aScheduleIsStoredAndSaysItsNextFiveTimes() {
        Replica web = karet.replica();
        assertThat(web.client().get(SCHEDULE).text())
                .isEqualTo("{\"zone\":\"UTC\",\"enabled\":true,\"auto_run\":true,\"next\":[]}");
        every(web, "0 6 * * *");
        ApiClient.Answer shown = karet.replica().client().get(SCHEDULE);
        assertThat(shown.at("cron")).isEqualTo("0 6 * * *");
        assertThat(shown.at("next/0")).isEqualTo("2026-11-26T05:00:00Z");
        assertThat(shown.at("next/4")).isEqualTo("2026-11-30T05:00:00Z");
        assertThat(web.client().put(SCHEDULE, shown.text()).status()).isEqualTo(200);

        assertThat(web.client().delete(SCHEDULE).status()).isEqualTo(204);
        assertThat(web.client().get(SCHEDULE).at("next")).isEqualTo("[]");
        assertThat(web.client().get("/api/p/nowhere/schedule").status()).isEqualTo(404);
    }

    @Test
    void whatIsWrongWithAScheduleIsNamedPartByPart() {
        ApiClient client = karet.replica().client();
        ApiClient.Answer answer = client.put(SCHEDULE, "{\"cron\": \"60 6 * 13 *\", \"zone\": \"Europe/Berlni\"}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("error")).isEqualTo("invalid_schedule");
        assertThat(answer.text())
                .contains(
                        "There is no time zone",
                        "Europe/Berlin",
                        "The minute, \\\"60\\\", is not one of a schedule.",
                        "The month, \\\"13\\\",");
        assertThat(answer.at("details/1/path")).isEqualTo("/cron");
        for (String cron : List.of("* * *", "", "@daily", "0 0 31 2 *", "*||* * * * *", "1-2-3 * * * *", "? * * * *")) {
            assertThat(client.put(SCHEDULE, "{\"cron\": \"%s\"}".formatted(cron))
                            .status())
                    .as(cron)
                    .isEqualTo(422);
        }
        assertThat(client.put(SCHEDULE, "{\"cron\": 6}").status()).isEqualTo(400);
        assertThat(client.put(SCHEDULE, "{\"chron\": \"x\"}").at("details/0/kind"))
                .isEqualTo("unknown_field");
        assertThat(client.put(SCHEDULE, "{\"zone\": \"+01:00\"}").status()).isEqualTo(422);
    }

    @Test
    void aDueTimeHasOneRunHoweverManyServicesThereAre() {
        Replica one = karet.replica();
        karet.replica();
        karet.replica();
        every(one, "5 9 * * *");
        karet.pass(Duration.ofMinutes(7));
        assertThat(karet.records()).singleElement().satisfies(job -> {
            assertThat(job.trigger()).isEqualTo("schedule");
            assertThat(job.status()).isEqualTo(Status.RUNNING);
            assertThat(job.id()).isEqualTo("job-1795593900000-sched0");
        });
        assertThat(karet.worker.asked()).hasSize(1);
    }

    @Test
    void timesThatWentByWhileNoServiceWasUpRunOnce() {
        Replica web = karet.replica();
        every(web, "0 * * * *");
        web.close();
        karet.clock.advance(Duration.ofHours(7).plusMinutes(30));
        karet.replica();
        karet.replica();
        karet.pass(Duration.ofMinutes(1));
        assertThat(karet.records()).hasSize(1);
        karet.worker.finish(karet.worker.running().getFirst());
        karet.pass(Duration.ofMinutes(35));
        assertThat(karet.records()).hasSize(2);
    }

    @Test
    void timesBeforeAScheduleWasMadeAreNotMadeUpFor() {
        Replica web = karet.replica();
        every(web, "59 8 * * *");
        karet.pass(Duration.ofMinutes(5));
        assertThat(karet.records()).isEmpty();
    }

    @Test
    void aScheduleThatIsFasterThanItsRunsLetsOneWait() {
        Replica web = karet.replica();
        every(web, "* * * * *");
        karet.pass(Duration.ofMinutes(10));
        assertThat(karet.records(Status.RUNNING)).hasSize(1);
        assertThat(karet.records(Status.SCHEDULED)).hasSize(1);
        assertThat(karet.records()).hasSize(2);
        karet.worker.finish(karet.worker.running().getFirst());
        karet.pass(Duration.ofSeconds(10));
        assertThat(karet.worker.running()).hasSize(1);
        assertThat(karet.records(Status.FAILED)).isEmpty();
    }

    @Test
    void aScheduleThatIsOffOrChangedElsewhereRunsNothingOfBefore() {
        Replica one = karet.replica();
        Replica other = karet.replica();
        every(one, "10 9 * * *");
        karet.pass(Duration.ofMinutes(2));
        other.client().put(SCHEDULE, "{\"cron\": \"10 9 * * *\", \"zone\": \"Europe/Berlin\", \"enabled\": false}");
        karet.pass(Duration.ofMinutes(15));
        assertThat(karet.records()).isEmpty();
        every(other, "30 9 * * *");
        karet.pass(Duration.ofMinutes(15));
        assertThat(karet.records()).extracting(JobRecord::status).containsExactly(Status.RUNNING);
    }
}
