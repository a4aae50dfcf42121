package dev.karet.web.jobs;

import dev.karet.model.job.JobRecord;
import dev.karet.model.job.JobRecord.Status;
import dev.karet.model.job.RunRequest;
import dev.karet.model.pipeline.OtherFields;
import dev.karet.store.JobId;
import dev.karet.store.Layout;
import dev.karet.store.Leases;
import dev.karet.store.ObjectStore;
import dev.karet.store.Slug;
import dev.karet.store.StoreException;
import dev.karet.web.jobs.Agenda.Entry;
import dev.karet.web.jobs.Agenda.Look;
import dev.karet.web.jobs.PendingRuns.Pending;
import dev.karet.web.worker.RunOutcome;
import dev.karet.web.worker.WorkerClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings runs that are due to the worker. Thread-safe; any number of services may do so on one bucket.
 *
 * <p>The record of a scheduled run is the truth: what is remembered here is only when to look at it again. Whoever changes such a record, or hands
 * its run to the worker, has first created the claim that names the run and the time for which it is due. A service that dies while it
 * holds a claim is relieved a minute later. The worker does one {@code job_id} once, so that even a claim taken twice runs nothing twice.
 */
public final class RunQueue {

    private static final Logger log = LoggerFactory.getLogger(RunQueue.class);

    /** The trigger of runs that events of the store asked for; they wait until no more events come. */
    public static final String WEBHOOK = "webhook";

    private static final String RETRYING_SINCE = "retrying_since";
    private static final String CANCELLED = "Cancelled before it began.";
    private static final Duration CLAIM = Duration.ofMinutes(1);
    private static final Duration PEEK = Duration.ofSeconds(2);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final ObjectStore store;
    private final WorkerClient worker;
    private final Clock clock;
    private final Executor background;
    private final Patience patience;
    private final JobRecords records;
    private final PendingRuns pending;
    private final Claims claims;
    private final Leases leases;
    private final SecureRandom random = new SecureRandom();
    private final Agenda agenda = new Agenda();

    /**
     * How long to go on trying.
     *
     * @param unreachable a worker that cannot be reached
     * @param busy a worker that has no room
     * @param leaseTerm after which a silent run counts as lost; the worker's own
     */
    public record Patience(Duration unreachable, Duration busy, Duration leaseTerm) {

        /** A quarter of an hour, six hours, and the worker's half minute. */
        public static final Patience DEFAULT =
                new Patience(Duration.ofMinutes(15), Duration.ofHours(6), Duration.ofSeconds(30));

        /** The same with workers of another term. */
        public Patience with(Duration otherLeaseTerm) {
            return new Patience(unreachable, busy, otherLeaseTerm);
        }
    }

    /** @param background carries out what touches the store; tests give one that does it at once */
    public RunQueue(ObjectStore store, WorkerClient worker, Clock clock, Executor background, Patience patience) {
        this.store = store;
        this.worker = worker;
        this.clock = clock;
        this.background = background;
        this.patience = patience;
        this.records = new JobRecords(store);
        this.pending = new PendingRuns(store);
        this.claims = new Claims(store);
        this.leases = new Leases(store, patience.leaseTerm(), clock);
    }

    /** A name for a run that begins now. */
    public JobId newId() {
        return JobId.create(clock.instant(), random);
    }

    /** The one place of each pipeline in which a run waits. */
    public PendingRuns pending() {
        return pending;
    }

    /** The run that is at work now, by its lease; empty when the pipeline is idle. */
    public Optional<String> atWork(Slug slug) {
        return leases.holder(slug);
    }

    /** The run that waits for its turn; empty when none does. A place whose run does not wait any more is freed. */
    public Optional<JobRecord> waiting(Slug slug) {
        Optional<Pending> place = pending.find(slug);
        if (place.isEmpty()) return Optional.empty();
        Optional<JobRecord> record = records.read(slug, place.get().job());
        if (record.filter(job -> job.status() != Status.SCHEDULED).isPresent()) {
            pending.free(slug, place.get().job());
        }
        return record.filter(job -> job.status() == Status.SCHEDULED);
    }

    /** Writes the record of a new run that was wished for at {@code now} and is due at {@code due}, and sees to it that it begins. */
    public JobRecord add(Slug slug, JobId job, String trigger, RunOptions options, Instant now, Instant due) {
        JobRecord record = JobRecord.scheduled(job.value(), slug.value(), trigger, now, due, options.fields());
        if (!records.create(slug, job, record)) record = records.read(slug, job).orElse(record);
        lookAt(slug, job, due);
        return record;
    }

    /** Looks at a scheduled run when it is due, and at once when that is past. */
    public void lookAt(Slug slug, JobId job, Instant due) {
        plan(new Entry(slug, job), due, false);
        tick();
    }

    /** Looks at a scheduled run that was found in the bucket, unless it is remembered already. */
    void remember(Slug slug, JobId job, JobRecord record) {
        agenda.remember(new Entry(slug, job), new Look(due(record), false));
    }

    private void plan(Entry entry, Instant at, boolean behindAnother) {
        agenda.plan(entry, new Look(at, behindAnother));
    }

    /** Does what is due now. To be called about once a second; does not block on the store unless the executor does. */
    public void tick() {
        agenda.due(clock.instant()).forEach((entry, look) -> inBackground(() -> attempt(entry, look)));
    }

    private void inBackground(Runnable task) {
        try {
            background.execute(task);
        } catch (RejectedExecutionException e) {
            log.debug("going down; the records say what is still to be done", e);
        }
    }

    private void attempt(Entry entry, Look look) {
        try {
            lookInto(entry, look);
        } catch (StoreException e) {
            log.atWarn()
                    .addKeyValue("job", entry.job())
                    .addKeyValue("cause", e.getMessage())
                    .log("a run that is due could not be looked at");
            plan(entry, clock.instant().plus(SHORTEST_PAUSE), look.behindAnother());
        } catch (RuntimeException e) {
            log.atError().addKeyValue("job", entry.job()).setCause(e).log("a run that is due could not be begun");
            plan(entry, clock.instant().plus(LONGEST_PAUSE), false);
        }
    }

    private void lookInto(Entry entry, Look look) {
        Optional<JobRecord> found = scheduled(entry);
        if (found.isEmpty()) return;
        Instant now = clock.instant();
        Instant due = due(found.get());
        if (due.isAfter(now)) {
            boolean free = look.behindAnother() && othersRun(entry).isEmpty();
            if (!free) {
                plan(entry, look.behindAnother() ? earlier(due, now.plus(PEEK)) : due, look.behindAnother());
                return;
            }
        }
        String claim = claim(entry, due, now);
        if (!claims.take(claim)) {
            plan(entry, now.plus(CLAIM), false);
            return;
        }
        // Somebody may have been through with it between the look and the claim.
        Optional<JobRecord> still =
                scheduled(entry).filter(record -> due(record).equals(due));
        if (still.isEmpty()) {
            claims.release(claim);
            plan(entry, now, false);
            return;
        }
        proceed(entry, still.get(), claim, now);
    }

    /** A claim lasts a minute; the next minute has another, should its holder have died. */
    private static String claim(Entry entry, Instant due, Instant now) {
        long minute = Math.max(0, Duration.between(due, now).dividedBy(CLAIM));
        return Layout.claim(entry.slug(), "%s-%d-%d".formatted(entry.job(), due.toEpochMilli(), minute));
    }

    private void proceed(Entry entry, JobRecord record, String claim, Instant now) {
        if (store.head(Layout.cancel(entry.slug(), entry.job())).isPresent()) {
            end(entry, record, CANCELLED);
            store.delete(Layout.cancel(entry.slug(), entry.job()));
            claims.release(claim);
            return;
        }
        if (record.trigger().equals(WEBHOOK)) {
            Instant quiet = pending.quietAt(entry.slug(), entry.job(), record.startedAt());
            if (quiet.isAfter(now)) {
                putOff(entry, record, quiet, record.error(), record.other());
                claims.release(claim);
                return;
            }
        }
        Optional<String> other = othersRun(entry);
        if (other.isPresent()) {
            queueBehind(entry, record, other.get());
            claims.release(claim);
            return;
        }
        pending.free(entry.slug(), entry.job());
        hand(entry, record, claim);
    }

    private void hand(Entry entry, JobRecord record, String claim) {
        RunOptions options = RunOptions.of(record);
        var _ = worker.run(new RunRequest(
                        Layout.pipeline(entry.slug()),
                        options.clean(),
                        options.publishAnyway(),
                        Optional.of(entry.job().value())))
                .thenAccept(outcome -> inBackground(() -> settle(entry, outcome, claim)));
    }

    private void settle(Entry entry, RunOutcome outcome, String claim) {
        try {
            scheduled(entry).ifPresent(record -> settle(entry, record, outcome));
            claims.release(claim);
            pending.find(entry.slug())
                    .filter(place -> !place.job().equals(entry.job()))
                    .ifPresent(place -> {
                        plan(new Entry(entry.slug(), place.job()), clock.instant(), true);
                        tick();
                    });
        } catch (StoreException e) {
            log.atWarn()
                    .addKeyValue("job", entry.job())
                    .addKeyValue("cause", e.getMessage())
                    .log("what became of a run could not be looked up");
            plan(entry, clock.instant().plus(CLAIM), false);
        } catch (RuntimeException e) {
            log.atError().addKeyValue("job", entry.job()).setCause(e).log("what became of a run was not understood");
            plan(entry, clock.instant().plus(CLAIM), false);
        }
    }

    /** What to do with a run that the worker has not taken on, since its record still says scheduled. */
    private void settle(Entry entry, JobRecord record, RunOutcome outcome) {
        switch (outcome) {
            case RunOutcome.Ended _ -> plan(entry, clock.instant().plus(CLAIM), false);
            case RunOutcome.NotReached(var sentence) ->
                retry(entry, record, patience.unreachable(), unreached(sentence));
            case RunOutcome.Lost(var sentence) -> retry(entry, record, patience.unreachable(), unreached(sentence));
            case RunOutcome.Refused(var status, var error) -> {
                if (error.code().equals("run_in_progress")) {
                    String other = error.jobId().orElse("another run");
                    if (other.equals(entry.job().value()))
                        plan(entry, clock.instant().plus(CLAIM), false);
                    else queueBehind(entry, record, other);
                } else if (status == 503 || status == 429) {
                    retry(entry, record, patience.busy(), error.message());
                } else if (error.code().equals("s3_error")
                        || status == 504
                        || error.code().equals("internal")) {
                    retry(entry, record, patience.unreachable(), error.message());
                } else if (error.code().equals("unauthorized")) {
                    end(
                            entry,
                            record,
                            "The worker at %s refuses this service's token. Give both the same KARET_WORKER_TOKEN, and start the run again."
                                    .formatted(worker.address()));
                } else {
                    end(entry, record, error.message());
                }
            }
        }
    }

    private static String unreached(String sentence) {
        return sentence + " Is it running, and is KARET_WORKER_URL right?";
    }

    private void retry(Entry entry, JobRecord record, Duration longest, String sentence) {
        Instant now = clock.instant();
        Instant since = retryingSince(record).orElse(now);
        Duration tried = Duration.between(since, now);
        if (tried.compareTo(longest) >= 0) {
            end(
                    entry,
                    record,
                    "The run could not begin for %d minutes. %s Start it again when that is mended."
                            .formatted(tried.toMinutes(), sentence));
            return;
        }
        if (!keepPlace(entry, record)) return;
        // Half of the time that it was tried already: two seconds at first, then longer and longer, up to a minute.
        Duration pause = tried.dividedBy(2);
        if (pause.compareTo(SHORTEST_PAUSE) < 0) pause = SHORTEST_PAUSE;
        if (pause.compareTo(LONGEST_PAUSE) > 0) pause = LONGEST_PAUSE;
        Map<String, String> fields = new LinkedHashMap<>(record.other().jsonByName());
        fields.put(RETRYING_SINCE, '"' + since.toString() + '"');
        putOff(entry, record, now.plus(pause), Optional.of(sentence), new OtherFields(fields));
    }

    private static Optional<Instant> retryingSince(JobRecord record) {
        String json = record.other().jsonByName().getOrDefault(RETRYING_SINCE, "");
        try {
            return json.length() < 3
                    ? Optional.empty()
                    : Optional.of(Instant.parse(json.substring(1, json.length() - 1)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private void queueBehind(Entry entry, JobRecord record, String other) {
        if (!keepPlace(entry, record)) return;
        Instant now = clock.instant();
        Map<String, String> fields = new LinkedHashMap<>(record.other().jsonByName());
        fields.remove(RETRYING_SINCE);
        putOff(
                entry,
                record,
                now.plus(CLAIM),
                Optional.of("It begins when %s has ended.".formatted(other)),
                new OtherFields(fields));
        plan(entry, now.plus(PEEK), true);
    }

    /**
     * Takes the waiting place for a run. When another that does the same has it, this one is forgotten: it is not needed, and a run that never
     * began did not fail.
     */
    private boolean keepPlace(Entry entry, JobRecord record) {
        if (pending.take(entry.slug(), entry.job(), clock.instant())) return true;
        Optional<JobRecord> first = waiting(entry.slug());
        if (first.isEmpty() || first.get().id().equals(record.id())) return true;
        if (!RunOptions.of(first.get()).equals(RunOptions.of(record))) return true;
        records.remove(entry.slug(), entry.job());
        return false;
    }

    private void putOff(Entry entry, JobRecord record, Instant due, Optional<String> reason, OtherFields fields) {
        records.put(entry.slug(), entry.job(), record.putOff(due, reason, fields));
        plan(entry, due, false);
    }

    private void end(Entry entry, JobRecord record, String sentence) {
        records.put(entry.slug(), entry.job(), record.failed(clock.instant(), sentence));
        pending.free(entry.slug(), entry.job());
    }

    /** Whether the run that {@code job} records was cancelled before it began. */
    public static boolean wasCancelled(JobRecord job) {
        return job.status() == Status.FAILED
                && job.error().filter(CANCELLED::equals).isPresent();
    }

    /** Ends a run that has not begun. */
    JobRecord cancel(Slug slug, JobId job, JobRecord record) {
        Entry entry = new Entry(slug, job);
        end(entry, record, CANCELLED);
        return records.read(slug, job).orElse(record);
    }

    private Optional<String> othersRun(Entry entry) {
        return leases.holder(entry.slug()).filter(job -> !job.equals(entry.job().value()));
    }

    private Optional<JobRecord> scheduled(Entry entry) {
        return records.read(entry.slug(), entry.job()).filter(record -> record.status() == Status.SCHEDULED);
    }

    private static Instant due(JobRecord record) {
        return record.nextRunAt().orElse(record.startedAt());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
