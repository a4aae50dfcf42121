package dev.karet.model.job;

import dev.karet.model.pipeline.OtherFields;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One run of a pipeline as it is stored, from the wish for it to its end. Immutable; one object throughout, replaced as the run goes on.
 *
 * @param pipeline the pipeline's slug
 * @param trigger what asked for the run: {@code manual}, {@code webhook}, {@code schedule}, or a word of whoever asked
 * @param completedAt when the run ended, however it ended
 * @param nextRunAt when a scheduled run is due
 * @param error why the run failed, as one sentence; of a scheduled run, why it did not begin yet
 * @param report what the run did; absent until it ended, and when it ended before it had done anything
 */
public record JobRecord(
        String id,
        String pipeline,
        Status status,
        String trigger,
        Instant startedAt,
        Optional<Instant> completedAt,
        Optional<Instant> nextRunAt,
        Optional<String> error,
        Optional<RunReport> report,
        OtherFields other) {

    /** The trigger of a run that a person started. */
    public static final String MANUAL = "manual";

    /** Where a run stands. */
    public enum Status {
        /** Waiting for its time. */
        SCHEDULED,
        /** At work. */
        RUNNING,
        /** Done; single files may have failed, and the report says which. */
        COMPLETED,
        /** Ended without publishing everything it should have. */
        FAILED;

        /** The word by which records and answers call this. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A run that was wished for at {@code now} and is due at {@code nextRunAt}. */
    public static JobRecord scheduled(
            String id, String pipeline, String trigger, Instant now, Instant nextRunAt, OtherFields other) {
        return new JobRecord(
                id,
                pipeline,
                Status.SCHEDULED,
                trigger,
                now,
                Optional.empty(),
                Optional.of(nextRunAt),
                Optional.empty(),
                Optional.empty(),
                other);
    }

    /** This run, put off until {@code due}; {@code reason} says why it did not begin, if there is one. */
    public JobRecord putOff(Instant due, Optional<String> reason, OtherFields fields) {
        return new JobRecord(
                id,
                pipeline,
                Status.SCHEDULED,
                trigger,
                startedAt,
                Optional.empty(),
                Optional.of(due),
                reason,
                Optional.empty(),
                fields);
    }

    /** A run that begins at {@code now}. */
    public static JobRecord running(String id, String pipeline, String trigger, Instant now) {
        return begun(id, pipeline, trigger, now, OtherFields.NONE);
    }

    /** This run, taken up at {@code now} by the worker that runs it. */
    public JobRecord taken(Instant now) {
        return begun(id, pipeline, trigger, now, other);
    }

    private static JobRecord begun(String id, String pipeline, String trigger, Instant now, OtherFields other) {
        return new JobRecord(
                id,
                pipeline,
                Status.RUNNING,
                trigger,
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                other);
    }

    /** This run, ended at {@code now} with {@code report}; failed when a table was not published. */
    public JobRecord ended(Instant now, RunReport report) {
        Optional<String> failure = report.failure();
        return end(now, failure.isPresent() ? Status.FAILED : Status.COMPLETED, failure, Optional.of(report));
    }

    /** This run, ended at {@code now} before it could report. */
    public JobRecord failed(Instant now, String error) {
        return end(now, Status.FAILED, Optional.of(error), Optional.empty());
    }

    /** This run, which published at {@code at} and was lost before it could report. */
    public JobRecord published(Instant at) {
        return end(at, Status.COMPLETED, Optional.empty(), Optional.empty());
    }

    /** Whether the run has come to its end, however. */
    public boolean hasEnded() {
        return switch (status) {
            case SCHEDULED, RUNNING -> false;
            case COMPLETED, FAILED -> true;
        };
    }

    private JobRecord end(Instant now, Status status, Optional<String> error, Optional<RunReport> report) {
        return new JobRecord(
                id, pipeline, status, trigger, startedAt, Optional.of(now), Optional.empty(), error, report, other);
    }
}
