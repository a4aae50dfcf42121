package dev.karet.web.http;

import dev.karet.model.settings.Secret;
import dev.karet.store.ObjectStore;
import dev.karet.web.events.LookOut;
import dev.karet.web.events.ObjectEvents;
import dev.karet.web.events.WebhookSecret;
import dev.karet.web.jobs.Beat;
import dev.karet.web.jobs.JobRecords;
import dev.karet.web.jobs.JobWatch;
import dev.karet.web.jobs.Jobs;
import dev.karet.web.jobs.Reconciler;
import dev.karet.web.jobs.RejectedRows;
import dev.karet.web.jobs.Rounds;
import dev.karet.web.jobs.RunQueue;
import dev.karet.web.schedules.DueRuns;
import dev.karet.web.schedules.FirstRun;
import dev.karet.web.schedules.Schedules;
import dev.karet.web.worker.WorkerClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Runs, schedules and events put together. Thread-safe. */
public final class JobFeatures implements AutoCloseable {

    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration ROUND = Duration.ofMinutes(1);
    private static final Duration LOOK_OUT = Duration.ofMinutes(5);
    private static final int MOST_LISTENERS = 500;

    private final ObjectEvents events;
    private final JobWatch watch;
    private final FirstRun firstRun;
    private final Jobs jobs;
    private final List<Routes.Feature> routes;
    private final List<Runnable> ticking;

    /**
     * What the features stand on; all of it stays the caller's.
     *
     * @param bucket the name by which events call the store's bucket
     * @param background carries out what touches the store and comes from no request
     * @param webhookSecret what the store shows with its events; empty: no event is taken over HTTP
     */
    public record Ground(
            ObjectStore store,
            String bucket,
            Clock clock,
            WorkerClient worker,
            Executor background,
            Optional<Secret> webhookSecret) {}

    /** Puts the features together; nothing happens by itself until {@link #begin}. */
    public JobFeatures(Ground ground) {
        this(ground, RunQueue.Patience.DEFAULT);
    }

    /** The same, going on trying for as long as {@code patience} says. */
    public JobFeatures(Ground ground, RunQueue.Patience patience) {
        ObjectStore store = ground.store();
        Clock clock = ground.clock();
        RunQueue queue = new RunQueue(store, ground.worker(), clock, ground.background(), patience);
        JobRecords records = new JobRecords(store);
        Schedules schedules = new Schedules(store);
        DueRuns due = new DueRuns(schedules, queue, records, clock, ground.background());
        Reconciler reconciler = new Reconciler(store, queue, clock, patience);
        LookOut lookOut = new LookOut(store, queue, schedules, clock, LOOK_OUT);
        this.events = new ObjectEvents(ground.bucket(), queue, records, schedules, clock);
        this.watch = new JobWatch(store, clock, ground.background(), MOST_LISTENERS);
        Rounds rounds = new Rounds(
                store, clock, ground.background(), ROUND, () -> true, List.of(reconciler::reconcile, due::refresh));
        Rounds lookOuts =
                new Rounds(store, clock, ground.background(), LOOK_OUT, lookOut::isOurs, List.of(lookOut::visit));
        this.jobs = new Jobs(store, queue, clock);
        this.firstRun = new FirstRun(store, jobs, schedules);
        this.routes = List.of(
                new JobRoutes(jobs, watch, new RejectedRows(store)),
                new ScheduleRoutes(schedules, due, clock),
                new EventRoutes(events, new WebhookSecret(ground.webhookSecret())));
        this.ticking = List.of(rounds::tick, due::tick, queue::tick, lookOuts::tick, watch::tick);
    }

    /** Begins to do things by itself, until the beat is closed. */
    public Beat begin() {
        return Beat.start(BEAT, ticking);
    }

    /** Does what is due now, once, as the beat does every second. */
    void tick() {
        ticking.forEach(Runnable::run);
    }

    /** Takes the events of a store in this process. */
    public ObjectEvents events() {
        return events;
    }

    /** Starts the first runs of new pipelines. */
    FirstRun firstRun() {
        return firstRun;
    }

    /** By which other features start runs. */
    Jobs jobs() {
        return jobs;
    }

    List<Routes.Feature> routes() {
        return routes;
    }

    /** Ends the streams of those who watch runs; to be called before the service stops listening. */
    @Override
    public void close() {
        watch.close();
    }
}
