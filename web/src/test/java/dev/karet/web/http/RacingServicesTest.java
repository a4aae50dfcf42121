package dev.karet.web.http;

import static dev.karet.web.http.JobsFixture.SALES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.job.JobRecord;
import dev.karet.model.json.JobJson;
import dev.karet.store.Layout;
import dev.karet.web.schedules.DueRuns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import org.junit.jupiter.api.RepeatedTest;

/** Several services do the same at the same moment, on threads of their own. */
class RacingServicesTest {

    private static final int SERVICES = 3;

    private final TestClock clock = new TestClock("2026-11-25T08:00:00Z");
    private final ClockedStore store = new ClockedStore(clock);
    private final FakeWorker worker = new FakeWorker(store, clock);
    private final List<JobFeatures> services = new ArrayList<>();
    private final Phaser atWork = new Phaser(1);

    RacingServicesTest() {
        store.put(Layout.pipelineConfig(SALES), "{}".getBytes(UTF_8), "application/json");
    }

    private List<JobRecord> records() {
        try (var objects = store.list(Layout.jobs(SALES))) {
            return objects.flatMap(object -> store.get(object.key()).stream())
                    .flatMap(object -> JobJson.read(object.body()).stream())
                    .toList();
        }
    }

    private void all(ExecutorService threads, List<Callable<Boolean>> tasks) throws Exception {
        for (Future<Boolean> done : threads.invokeAll(tasks))
            assertThat(done.get()).isTrue();
        // What they set going in the background, and what that set going in turn.
        atWork.arriveAndAwaitAdvance();
    }

    private void inBackground(ExecutorService threads, Runnable task) {
        atWork.register();
        threads.execute(() -> {
            try {
                task.run();
            } finally {
                atWork.arriveAndDeregister();
            }
        });
    }

    @RepeatedTest(20)
    void manyEventsAtOnceAreOneRun() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < SERVICES; i++) {
                services.add(new JobFeatures(new JobFeatures.Ground(
                        store, "karet", clock, worker, task -> inBackground(threads, task), Optional.empty())));
            }
            List<Callable<Boolean>> events = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                String key = Layout.raw(SALES) + "t/%d.csv".formatted(i);
                JobFeatures service = services.get(i % SERVICES);
                events.add(() -> service.events().accept("karet", key));
            }
            all(threads, events);
            assertThat(records()).hasSize(1);

            clock.advance(Duration.ofSeconds(6));
            List<Callable<Boolean>> ticks = new ArrayList<>();
            for (JobFeatures service : services) {
                ticks.add(() -> {
                    service.tick();
                    return true;
                });
            }
            all(threads, ticks);
        }
        assertThat(worker.asked()).hasSize(1);
        assertThat(records()).singleElement().extracting(JobRecord::status).isEqualTo(JobRecord.Status.RUNNING);
    }

    @RepeatedTest(20)
    void aDueTimeThatAllServicesSeeAtOnceIsOneRun() throws Exception {
        store.put(
                Layout.schedule(SALES),
                "{\"cron\":\"0 8 * * *\",\"zone\":\"UTC\",\"since\":\"2026-11-24T00:00:00Z\"}".getBytes(UTF_8),
                "application/json");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> ticks = new ArrayList<>();
            for (int i = 0; i < SERVICES; i++) {
                JobFeatures service = new JobFeatures(new JobFeatures.Ground(
                        store, "karet", clock, worker, task -> inBackground(threads, task), Optional.empty()));
                ticks.add(() -> {
                    service.tick();
                    return true;
                });
            }
            all(threads, ticks);
        }
        assertThat(records()).singleElement().satisfies(job -> {
            assertThat(job.trigger()).isEqualTo(DueRuns.SCHEDULE);
            assertThat(job.status()).isEqualTo(JobRecord.Status.RUNNING);
        });
        assertThat(worker.asked()).hasSize(1);
    }
}
