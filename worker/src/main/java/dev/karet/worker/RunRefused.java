package dev.karet.worker;

import dev.karet.model.Problem;
import dev.karet.store.Slug;
import java.util.List;
import java.util.Optional;

/** A run that cannot begin, or not go on, for a reason that its user can mend. */
public final class RunRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** There is no {@code pipeline.json} under the prefix. */
        PIPELINE_CONFIG_NOT_FOUND,
        /** The configuration cannot be read, or has faults; the problems say which. */
        INVALID_CONFIG,
        /** A source file was replaced or removed between planning and reading. */
        SOURCE_CHANGED,
        /** The disk of the temporary directory is full. */
        DISK_FULL,
        /** The run needs more memory than it may use. */
        OUT_OF_MEMORY,
        /** The id that was given belongs to a run that has ended. */
        ALREADY_EXISTS,
        /** Another run of the pipeline is at work, in this worker or another. */
        RUN_IN_PROGRESS,
        /** Another worker took this run for dead before it could publish. */
        LEASE_LOST,
        /** The newest commit cannot be read. */
        HISTORY_UNREADABLE,
        /** A data file was taken away before it could be brought to its place. */
        TABLE_DAMAGED,
        /** The pipeline's guards let a person decide. */
        HELD_BACK
    }

    private final Reason reason;
    private final transient List<Problem> problems;
    private final transient Optional<String> otherJob;

    RunRefused(Reason reason, String message, List<Problem> problems) {
        this(reason, message, problems, Optional.empty());
    }

    private RunRefused(Reason reason, String message, List<Problem> problems, Optional<String> otherJob) {
        super(message);
        this.reason = reason;
        this.problems = List.copyOf(problems);
        this.otherJob = otherJob;
    }

    RunRefused(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.problems = List.of();
        this.otherJob = Optional.empty();
    }

    static RunRefused busy(Slug slug, String job) {
        return new RunRefused(
                Reason.RUN_IN_PROGRESS,
                "The pipeline \"%s\" is running already, in %s.".formatted(slug, job),
                List.of(),
                Optional.of(job));
    }

    static RunRefused leaseLost(Slug slug) {
        return new RunRefused(
                Reason.LEASE_LOST,
                ("Another worker took over the pipeline \"%s\" while this run was silent for too long, so this run published nothing. "
                                + "What the other one published stands.")
                        .formatted(slug),
                List.of());
    }

    /** The run that is in the way; empty for every other reason. */
    public Optional<String> otherJob() {
        return otherJob;
    }

    public Reason reason() {
        return reason;
    }

    /** The faults behind it; empty when the message says it all. */
    public List<Problem> problems() {
        return problems;
    }

    /** One sentence for a person. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
