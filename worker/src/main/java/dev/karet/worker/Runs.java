package dev.karet.worker;

import dev.karet.model.job.JobRecord;
import dev.karet.model.job.RowAccount;
import dev.karet.model.job.RunReport;
import dev.karet.store.JobId;
import dev.karet.store.Slug;
import dev.karet.worker.RunObserver.Outcome;
import dev.karet.worker.StopSignal.Reason;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The runs of one worker: one a pipeline, a bounded number at once, each on a thread of its own that no caller's leaving disturbs.
 * Thread-safe.
 */
public final class Runs {

    private static final Logger log = LoggerFactory.getLogger(Runs.class);

    private final RunPipeline pipeline;
    private final int most;
    private final RunObserver observer;
    private final Map<Slug, Running> running = new HashMap<>();
    private boolean closed;

    /** @param most runs at once */
    public Runs(RunPipeline pipeline, int most, RunObserver observer) {
        this.pipeline = pipeline;
        this.most = most;
        this.observer = observer;
    }

    private record Running(JobId job, StopSignal stop, CompletableFuture<JobRecord> end) {}

    /** What became of a wish to run. */
    public sealed interface Admission {

        /** The run began; {@code end} completes as {@link RunPipeline#run} returns or throws. */
        record Admitted(CompletableFuture<JobRecord> end) implements Admission {}

        /** The pipeline is at work already, in {@code job}. */
        record PipelineBusy(JobId job) implements Admission {}

        /** As many runs are at work as may be. */
        record WorkerFull(int most) implements Admission {}

        /** The worker is going down and takes nothing on. */
        record WorkerStopping() implements Admission {}
    }

    /** Begins a run when there is room for it. */
    public synchronized Admission start(RunOrder order, StopSignal stop) {
        if (closed) {
            return new Admission.WorkerStopping();
        }
        Running other = running.get(order.slug());
        if (other != null) {
            return new Admission.PipelineBusy(other.job());
        }
        if (running.size() >= most) {
            return new Admission.WorkerFull(most);
        }
        Running run = new Running(order.job(), stop, new CompletableFuture<>());
        running.put(order.slug(), run);
        Thread.ofPlatform().name("run-" + order.slug()).start(() -> carryOut(order, run));
        return new Admission.Admitted(run.end());
    }

    /** How many runs are at work. */
    public synchronized int count() {
        return running.size();
    }

    /**
     * Takes nothing on any more and returns when every run has ended: runs may go on for {@code patience}, then they are stopped, their
     * records saying so.
     *
     * @return whether all ended by themselves
     */
    public boolean close(Duration patience) {
        CompletableFuture<Void> all;
        synchronized (this) {
            closed = true;
            all = CompletableFuture.allOf(
                    running.values().stream().map(Running::end).toArray(CompletableFuture[]::new));
        }
        if (ended(all, patience)) {
            return true;
        }
        synchronized (this) {
            running.values().forEach(run -> run.stop().want(Reason.WORKER_STOPPED));
        }
        if (!ended(all, Duration.ofSeconds(30))) {
            log.warn("a run did not stop in time; its record says that it is running");
        }
        return false;
    }

    private static boolean ended(CompletableFuture<Void> all, Duration patience) {
        return all.handle((done, failure) -> true)
                .completeOnTimeout(false, patience.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)
                .join();
    }

    private void carryOut(RunOrder order, Running run) {
        long start = System.nanoTime();
        observer.started();
        try (var _ = MDC.putCloseable("job", order.job().value())) {
            log.atInfo()
                    .addKeyValue("pipeline", order.slug())
                    .addKeyValue("clean", order.clean())
                    .log("run started");
            JobRecord job = pipeline.run(order, run.stop());
            Duration took = since(start);
            observer.reported(job, took);
            tell(order, job, took);
            free(order);
            run.end().complete(job);
        } catch (Throwable e) {
            Duration took = since(start);
            observer.broken(outcome(e), took);
            try (var _ = MDC.putCloseable("job", order.job().value())) {
                tell(order, e, took);
            }
            free(order);
            run.end().completeExceptionally(e);
        }
    }

    private synchronized void free(RunOrder order) {
        running.remove(order.slug());
    }

    private static Outcome outcome(Throwable e) {
        return switch (e) {
            case RunRefused refused -> Outcome.REFUSED;
            case RunStopped stopped -> Outcome.STOPPED;
            default -> Outcome.ERROR;
        };
    }

    private static void tell(RunOrder order, JobRecord job, Duration took) {
        RunReport report = job.report().orElseThrow();
        RowAccount rows = report.rows().orElse(RowAccount.NONE);
        log.atInfo()
                .addKeyValue("pipeline", order.slug())
                .addKeyValue("status", job.status().label())
                .addKeyValue("millis", took.toMillis())
                .addKeyValue("files", report.filesProcessed())
                .addKeyValue("partitions", report.partitionsWritten())
                .addKeyValue("read", rows.read())
                .addKeyValue("written", rows.written())
                .addKeyValue("rejected", rows.rejected())
                .addKeyValue("deduplicated", rows.deduplicated())
                .log("run ended");
    }

    private static void tell(RunOrder order, Throwable e, Duration took) {
        var event = outcome(e) == Outcome.ERROR
                ? log.atError().setCause(e)
                : log.atInfo().addKeyValue("reason", e.getMessage());
        event.addKeyValue("pipeline", order.slug())
                .addKeyValue("millis", took.toMillis())
                .log("run did not finish");
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
