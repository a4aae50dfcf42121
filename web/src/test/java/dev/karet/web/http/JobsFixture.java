package dev.karet.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.model.commit.CommitRecord.Commit;
import dev.karet.model.commit.SourceState;
import dev.karet.model.commit.TableState;
import dev.karet.model.job.JobRecord;
import dev.karet.model.job.RowAccount;
import dev.karet.model.json.JobJson;
import dev.karet.model.settings.Secret;
import dev.karet.store.JobId;
import dev.karet.store.Layout;
import dev.karet.store.Slug;
import dev.karet.table.Commits;
import dev.karet.web.http.Routes.Feature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/** A bucket with a pipeline, a worker, and any number of web services on them, with time that the test drives. */
final class JobsFixture implements AutoCloseable {

    static final Slug SALES = new Slug("sales");
    static final String SECRET = "what only the store knows";

    final TestClock clock = new TestClock("2026-11-25T08:00:00Z");
    final ClockedStore store = new ClockedStore(clock);
    final FakeWorker worker = new FakeWorker(store, clock);
    private final List<Replica> replicas = new ArrayList<>();

    JobsFixture() {
        pipeline(SALES);
    }

    void pipeline(Slug slug) {
        store.put(Layout.pipelineConfig(slug), "{}".getBytes(UTF_8), "application/json");
    }

    /** One web service. */
    final class Replica implements AutoCloseable {

        private final JobFeatures features;
        private final WebFixture web;
        private volatile boolean dead;

        private Replica() {
            this.features = new JobFeatures(new JobFeatures.Ground(
                    store, "karet", clock, worker, this::carryOut, Optional.of(new Secret(SECRET))));
            this.web = WebFixture.start(
                    WebFixture.settings(Map.of()),
                    WebFixture.OPEN,
                    features.routes().toArray(Feature[]::new));
        }

        private void carryOut(Runnable task) {
            if (dead) throw new RejectedExecutionException("this service is dead");
            task.run();
        }

        ApiClient client() {
            return web.client();
        }

        JobFeatures features() {
            return features;
        }

        void tick() {
            features.tick();
        }

        /** The store says that a source file was uploaded. */
        boolean uploaded(String file) {
            store.put(Layout.raw(SALES) + file, ("made at " + clock.instant()).getBytes(UTF_8), "text/csv");
            return features.events().accept("karet", Layout.raw(SALES) + file);
        }

        /** Ends as a killed process does: nothing is tidied up. */
        @Override
        public void close() {
            dead = true;
            replicas.remove(this);
            features.close();
            web.close();
        }
    }

    Replica replica() {
        Replica replica = new Replica();
        replicas.add(replica);
        return replica;
    }

    /** Lets time go by, second for second, as every service sees it. */
    void pass(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            clock.advance(Duration.ofSeconds(1));
            if (!store.isBroken()) worker.live();
            List.copyOf(replicas).forEach(Replica::tick);
        }
    }

    /** Ends the run at work as one that published what lies in the pipeline's raw/ now. */
    void publish(Slug slug, long number) {
        String job = worker.running().getFirst();
        List<SourceState> sources;
        try (var files = store.list(Layout.raw(slug))) {
            sources = files.map(file -> new SourceState(
                            "m",
                            file.key().substring(Layout.pipeline(slug).length()),
                            file.size(),
                            file.etag(),
                            RowAccount.NONE,
                            Optional.empty(),
                            Optional.empty()))
                    .toList();
        }
        TableState table = new TableState("t", "f", sources, List.of());
        new Commits(store).create(slug, new Commit(number, job, clock.instant(), "c", List.of(table), List.of()));
        worker.finish(job);
    }

    JobRecord record(String job) {
        return store.get(Layout.job(SALES, new JobId(job)))
                .flatMap(object -> JobJson.read(object.body()))
                .orElseThrow();
    }

    void record(JobRecord job) {
        store.put(Layout.job(SALES, new JobId(job.id())), JobJson.write(job), "application/json");
    }

    /** Every record of the pipeline, oldest first. */
    List<JobRecord> records() {
        try (var objects = store.list(Layout.jobs(SALES))) {
            return objects.map(object -> record(
                            Layout.jobOf(SALES, object.key()).orElseThrow().value()))
                    .toList();
        }
    }

    List<JobRecord> records(JobRecord.Status status) {
        return records().stream().filter(job -> job.status() == status).toList();
    }

    @Override
    public void close() {
        List.copyOf(replicas).forEach(Replica::close);
        List.copyOf(worker.running()).forEach(worker::finish);
    }
}
