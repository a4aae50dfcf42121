package dev.karet.web.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.JsonPointer;
import dev.karet.model.Problems;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CronTimesTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static CronTimes times(String cron, String zone) {
        Problems problems = new Problems();
        CronTimes times = CronTimes.read(cron, zone, JsonPointer.ROOT, problems)
                .orElseThrow(() -> new AssertionError(problems.list()));
        assertThat(problems.isEmpty()).isTrue();
        return times;
    }

    private static List<String> from(String moment, String cron, int most) {
        return times(cron, "Europe/Berlin").upcoming(Instant.parse(moment), most).stream()
                .map(time -> time.atZone(BERLIN).toOffsetDateTime().toString())
                .toList();
    }

    @Test
    void aTimeThatTheSpringLeavesOutIsDueAtTheJump() {
        assertThat(from("2026-03-27T12:00:00Z", "30 2 * * *", 3))
                .containsExactly("2026-03-28T02:30+01:00", "2026-03-29T03:00+02:00", "2026-03-30T02:30+02:00");
    }

    @Test
    void aTimeThatComesTwiceInAutumnIsDueOnce() {
        assertThat(from("2026-10-24T12:00:00Z", "30 2 * * *", 2))
                .containsExactly("2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00");
    }

    @Test
    void whatRepeatsWithinTheHourGoesOnThroughBoth() {
        assertThat(from("2026-03-29T00:20:00Z", "*/30 * * * *", 3))
                .containsExactly("2026-03-29T01:30+01:00", "2026-03-29T03:00+02:00", "2026-03-29T03:30+02:00");
        assertThat(from("2026-03-29T00:20:00Z", "15 * * * *", 2))
                .containsExactly("2026-03-29T03:15+02:00", "2026-03-29T04:15+02:00");
        assertThat(from("2026-10-24T23:50:00Z", "*/30 * * * *", 5))
                .containsExactly(
                        "2026-10-25T02:00+02:00",
                        "2026-10-25T02:30+02:00",
                        "2026-10-25T02:00+01:00",
                        "2026-10-25T02:30+01:00",
                        "2026-10-25T03:00+01:00");
    }

    @Test
    void theLastTimeIsTheOneThatNothingFollowsUpToNow() {
        Random random = new Random(42);
        for (String cron :
                List.of("30 2 * * *", "*/20 * * * *", "0 6 * * 1-5", "15 2,14 1 * *", "0 0 29 2 *", "5 */3 * * *")) {
            CronTimes times = times(cron, "Europe/Berlin");
            for (int i = 0; i < 60; i++) {
                long base = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();
                Instant now = Instant.ofEpochSecond(base + random.nextInt(365 * 86_400));
                Instant last = times.last(now).orElseThrow();
                assertThat(last).as("%s at %s", cron, now).isBeforeOrEqualTo(now);
                assertThat(times.next(last).orElseThrow())
                        .as("%s at %s", cron, now)
                        .isAfter(now);
            }
        }
        Instant jump = Instant.parse("2026-03-29T01:00:00Z");
        assertThat(times("30 2 * * *", "Europe/Berlin").last(jump.plus(Duration.ofHours(5))))
                .contains(jump);
    }

    @Test
    void namesOfMonthsAndDaysAreUnderstood() {
        assertThat(from("2026-11-25T00:00:00Z", "0 6 * jan Mon", 1)).containsExactly("2027-01-04T06:00+01:00");
        assertThat(from("2026-11-25T00:00:00Z", "0 6 * * 7", 1)).containsExactly("2026-11-29T06:00+01:00");
        assertThat(from("2026-11-25T00:00:00Z", "0 0 13 * 5", 4).getLast()).startsWith("2026-12-13");
    }
}
