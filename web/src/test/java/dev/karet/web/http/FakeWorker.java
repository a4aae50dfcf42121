package dev.karet.web.http;

import dev.karet.model.ApiError;
import dev.karet.model.commit.LeaseRecord;
import dev.karet.model.job.JobRecord;
import dev.karet.model.job.Progress;
import dev.karet.model.job.RunAnswer;
import dev.karet.model.job.RunReport;
import dev.karet.model.job.RunRequest;
import dev.karet.model.json.CommitJson;
import dev.karet.model.json.JobJson;
import dev.karet.model.json.ProgressJson;
import dev.karet.store.JobId;
import dev.karet.store.Layout;
import dev.karet.store.Lease;
import dev.karet.store.Leases;
import dev.karet.store.ObjectStore;
import dev.karet.store.Slug;
import dev.karet.store.StoredObject;
import dev.karet.web.worker.RunOutcome;
import dev.karet.web.worker.WorkerClient;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A worker that does with records, leases and progress what a real one does, and ends its runs when the test says so. Thread-safe.
 */
final class FakeWorker implements WorkerClient {

    static final Duration TERM = Duration.ofSeconds(30);
    static final RunReport NOTHING_NEW = new RunReport(0, 0, Optional.empty(), List.of(), List.of(), List.of());

    private final ObjectStore store;
    private final Clock clock;
    private final Leases leases;
    private final List<RunRequest> asked = new ArrayList<>();
    private final Map<String, Run> running = new LinkedHashMap<>();
    private Optional<RunOutcome> instead = Optional.empty();

    FakeWorker(ObjectStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.leases = new Leases(store, TERM, clock);
    }

    private record Run(Slug slug, JobId job, Lease lease, CompletableFuture<RunOutcome> end) {}

    /** From now on every wish is answered so. */
    synchronized void answers(RunOutcome outcome) {
        instead = Optional.of(outcome);
    }

    synchronized void isDown() {
        answers(new RunOutcome.NotReached("No worker can be reached at http://worker.invalid."));
    }

    synchronized void isUp() {
        instead = Optional.empty();
    }

    /** Every wish there was, in order. */
    synchronized List<RunRequest> asked() {
        return List.copyOf(asked);
    }

    /** The runs at work, in the order in which they began. */
    synchronized List<String> running() {
        return List.copyOf(running.keySet());
    }

    @Override
    public synchronized CompletableFuture<RunOutcome> run(RunRequest request) {
        asked.add(request);
        if (instead.isPresent()) return CompletableFuture.completedFuture(instead.get());
        Slug slug = Slug.ofPipelinePrefix(request.pipelinePrefix()).orElseThrow();
        JobId job = new JobId(request.jobId().orElseThrow());
        JobRecord record = read(slug, job);
        if (record.hasEnded()) return refused("already_exists", "It has ended already.", Optional.empty());
        return switch (leases.acquire(slug, job)) {
            case Leases.Outcome.Busy(var other) ->
                refused("run_in_progress", "The pipeline is running already.", Optional.of(other));
            case Leases.Outcome.Held(var lease, var _) -> {
                write(slug, job, record.taken(clock.instant()));
                Run run = new Run(slug, job, lease, new CompletableFuture<>());
                running.put(job.value(), run);
                yield run.end();
            }
        };
    }

    private static CompletableFuture<RunOutcome> refused(String code, String message, Optional<String> job) {
        ApiError error = ApiError.of(code, message);
        return CompletableFuture.completedFuture(
                new RunOutcome.Refused(409, job.map(error::withJobId).orElse(error)));
    }

    /** Says how far a run is. */
    synchronized void progress(String job, Progress progress) {
        Run run = running.get(job);
        store.put(Layout.progress(run.slug(), run.job()), ProgressJson.write(progress), "application/json");
    }

    /** Ends a run. */
    void finish(String job, RunReport report) {
        Run run = take(job);
        JobRecord ended = read(run.slug(), run.job()).ended(clock.instant(), report);
        write(run.slug(), run.job(), ended);
        store.delete(Layout.progress(run.slug(), run.job()));
        run.lease().close();
        run.end().complete(new RunOutcome.Ended(new RunAnswer(job, ended.status(), report)));
    }

    void finish(String job) {
        finish(job, NOTHING_NEW);
    }

    /** Ends a run whose cancelling somebody wishes, as a real worker does within a second. */
    void obeyCancel(String job) {
        Run run = take(job);
        if (store.head(Layout.cancel(run.slug(), run.job())).isEmpty()) throw new AssertionError("nobody wants that");
        write(run.slug(), run.job(), read(run.slug(), run.job()).failed(clock.instant(), "The run was cancelled."));
        store.delete(Layout.cancel(run.slug(), run.job()));
        run.lease().close();
        run.end().complete(new RunOutcome.Refused(409, ApiError.of("run_cancelled", "The run was cancelled.")));
    }

    /** Says for every run at work that its worker lives. */
    synchronized void live() {
        running.values().forEach(run -> beat(run.slug(), run.job().value()));
    }

    private void beat(Slug slug, String job) {
        long newest;
        try (var keys = store.list(Layout.leases(slug))) {
            newest = keys.flatMapToLong(object -> Layout.leaseOf(slug, object.key()).stream())
                    .max()
                    .orElseThrow();
        }
        LeaseRecord alive = new LeaseRecord("a worker", job, clock.instant(), false);
        store.put(Layout.leaseBeat(slug, newest), CommitJson.write(alive), "application/json");
    }

    /** The worker dies in the middle of a run. */
    void die(String job) {
        take(job).end().complete(new RunOutcome.Lost("The worker did not answer to its end."));
    }

    /** The connection to whoever asked breaks; the run goes on. */
    synchronized void loseConnection(String job) {
        running.get(job).end().complete(new RunOutcome.Lost("The worker did not answer to its end."));
    }

    private synchronized Run take(String job) {
        Run run = running.remove(job);
        if (run == null) throw new AssertionError(job + " is not at work");
        return run;
    }

    private JobRecord read(Slug slug, JobId job) {
        return store.get(Layout.job(slug, job))
                .map(StoredObject::body)
                .flatMap(JobJson::read)
                .orElseThrow();
    }

    private void write(Slug slug, JobId job, JobRecord record) {
        store.put(Layout.job(slug, job), JobJson.write(record), "application/json");
    }

    @Override
    public URI address() {
        return URI.create("http://worker.invalid");
    }

    @Override
    public boolean isThere() {
        return true;
    }

    @Override
    public void close() {}
}
