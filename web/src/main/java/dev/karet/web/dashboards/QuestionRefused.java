package dev.karet.web.dashboards;

import dev.karet.model.Problem;
import java.util.List;

/** A question that its dashboard cannot be asked. The message is a sentence for whoever asked. */
public final class QuestionRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** @param problems at least one */
    QuestionRefused(List<Problem> problems) {
        super(problems.getFirst().message(), null, false, false);
        this.problems = List.copyOf(problems);
    }

    /** Everything that is wrong with it, with pointers into the question. */
    public List<Problem> problems() {
        return problems;
    }
}
