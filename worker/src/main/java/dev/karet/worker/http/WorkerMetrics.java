package dev.karet.worker.http;

import dev.karet.http.ServiceMetrics;
import dev.karet.model.job.JobRecord;
import dev.karet.model.job.RowAccount;
import dev.karet.worker.RunObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts runs for Prometheus, with the basics of the JVM beside them. Thread-safe. */
public final class WorkerMetrics implements RunObserver, AutoCloseable {

    private final ServiceMetrics metrics = new ServiceMetrics();
    private final MeterRegistry registry = metrics.registry();
    private final AtomicInteger running = new AtomicInteger();

    public WorkerMetrics() {
        registry.gauge("karet.runs.running", running);
        for (JobRecord.Status status : new JobRecord.Status[] {JobRecord.Status.COMPLETED, JobRecord.Status.FAILED}) {
            runs(status.label());
        }
        count(RowAccount.NONE);
    }

    @Override
    public void started() {
        running.incrementAndGet();
    }

    @Override
    public void reported(JobRecord job, Duration took) {
        ended(job.status().label(), took);
        job.report().flatMap(dev.karet.model.job.RunReport::rows).ifPresent(this::count);
    }

    @Override
    public void broken(Outcome outcome, Duration took) {
        ended(outcome.name().toLowerCase(Locale.ROOT), took);
    }

    /** Everything in the text format of Prometheus. */
    String scrape() {
        return metrics.scrape();
    }

    private void ended(String outcome, Duration took) {
        running.decrementAndGet();
        runs(outcome).increment();
        Timer.builder("karet.run.duration")
                .description("How long runs took")
                .tag("outcome", outcome)
                .register(registry)
                .record(took);
    }

    private Counter runs(String outcome) {
        return Counter.builder("karet.runs")
                .description("Runs that ended")
                .tag("outcome", outcome)
                .register(registry);
    }

    private void count(RowAccount rows) {
        rows("written").increment((double) rows.written());
        rows("rejected").increment((double) rows.rejected());
        rows("deduplicated").increment((double) rows.deduplicated());
    }

    private Counter rows(String fate) {
        return Counter.builder("karet.rows")
                .description("Rows that were read, by what became of them")
                .tag("fate", fate)
                .register(registry);
    }

    @Override
    public void close() {
        metrics.close();
    }
}
