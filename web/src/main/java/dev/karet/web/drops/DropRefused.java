package dev.karet.web.drops;

import dev.karet.model.Problem;
import java.util.List;

/** What cannot be done with a dropped file, and why. The message is a sentence for whoever asked. */
public final class DropRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient List<Problem> problems;

    /** Why not. */
    public enum Reason {
        /** There is no such dropped file; its day may be over. */
        DROP_NOT_FOUND,
        /** No such file is taken. */
        BAD_NAME,
        /** Nothing can be told of the file. */
        UNREADABLE_FILE,
        /** The files do not have the same columns. */
        MIXED_DROPS,
        /** What was chosen does not fit the file. */
        BAD_CHOICES,
        /** The pipeline has no such source, or cannot be read. */
        SOURCE_NOT_FOUND,
        /** Rows would be lost. */
        SCHEMA_CHANGED,
        /** A file of that name is there. */
        ALREADY_EXISTS
    }

    DropRefused(Reason reason, String message, List<Problem> problems) {
        super(message, null, false, false);
        this.reason = reason;
        this.problems = List.copyOf(problems);
    }

    static DropRefused of(Reason reason, String message) {
        return new DropRefused(reason, message, List.of());
    }

    public Reason reason() {
        return reason;
    }

    /** The faults behind it; mostly none. */
    public List<Problem> problems() {
        return problems;
    }
}
