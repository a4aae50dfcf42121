package dev.karet.web.schedules;

import dev.karet.model.Problem;
import java.util.List;

/** A schedule that names times which are none. */
public final class InvalidSchedule extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    InvalidSchedule(List<Problem> problems) {
        super(problems.getFirst().message(), null, false, false);
        this.problems = List.copyOf(problems);
    }

    /** Every fault; at least one. */
    public List<Problem> problems() {
        return problems;
    }
}
