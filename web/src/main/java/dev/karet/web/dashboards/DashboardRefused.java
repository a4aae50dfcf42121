package dev.karet.web.dashboards;

import dev.karet.model.Problem;
import java.util.List;

/** What cannot be done with a dashboard, and why. The message is a sentence for whoever asked. */
public final class DashboardRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient List<Problem> problems;

    /** Why not. */
    public enum Reason {
        /** There is no such dashboard. */
        NOT_FOUND,
        /** No dashboard can have that name. */
        BAD_NAME,
        /** The document is no dashboard. */
        UNREADABLE,
        /** The document is larger than a dashboard may be. */
        TOO_LARGE
    }

    DashboardRefused(Reason reason, String message, List<Problem> problems) {
        super(message, null, false, false);
        this.reason = reason;
        this.problems = List.copyOf(problems);
    }

    public Reason reason() {
        return reason;
    }

    /** The faults of the document. */
    public List<Problem> problems() {
        return problems;
    }
}
