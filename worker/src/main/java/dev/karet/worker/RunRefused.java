package dev.karet.worker;

import dev.karet.model.Problem;
import java.util.List;

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
        ALREADY_EXISTS
    }

    private final Reason reason;
    private final transient List<Problem> problems;

    RunRefused(Reason reason, String message, List<Problem> problems) {
        super(message);
        this.reason = reason;
        this.problems = List.copyOf(problems);
    }

    RunRefused(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.problems = List.of();
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
