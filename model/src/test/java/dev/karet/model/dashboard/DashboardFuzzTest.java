package dev.karet.model.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.json.DashboardJson;
import dev.karet.model.json.ReadResult;
import dev.karet.model.pipeline.CheckResult;
import dev.karet.model.pipeline.DamagedJson;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Damages a good dashboard in ways that keep it close to good; each must give a value or problems, never an exception. */
class DashboardFuzzTest {

    @Test
    void noDamagedDashboardGetsAnException() {
        fuzz(3_000);
    }

    @Test
    @Tag("long")
    void noDamagedDashboardGetsAnExceptionInALongRun() {
        fuzz(100_000);
    }

    private static void fuzz(int times) {
        int read = 0;
        for (int i = 0; i < times; i++) {
            byte[] damaged = DamagedJson.of(Dashboards.everything(), new SplittableRandom(20_240_207L + i));
            CheckResult found = DashboardJson.check(damaged, Dashboards.pipeline());
            switch (DashboardJson.read(damaged)) {
                case ReadResult.Faulty<Dashboard>(var problems) ->
                    assertThat(found.errors()).containsAll(problems);
                case ReadResult.Read<Dashboard>(var dashboard) -> {
                    read++;
                    assertThat(found.errors())
                            .isEqualTo(DashboardChecker.check(dashboard, Dashboards.pipeline())
                                    .errors());
                }
            }
        }
        // Damage that only ever breaks the syntax would prove little.
        assertThat(read).isGreaterThan(times / 10);
    }
}
