package dev.karet.model.settings;

import dev.karet.model.Problem;
import java.util.List;

/** Settings that cannot work, with every fault at once. No message holds a secret. */
public final class ConfigurationFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public ConfigurationFault(List<Problem> problems) {
        super("%d settings cannot work: %s"
                .formatted(
                        problems.size(),
                        String.join(" ", problems.stream().map(Problem::message).toList())));
        this.problems = List.copyOf(problems);
    }

    /** At least one; the path of each is {@code /} and the variable's name. */
    public List<Problem> problems() {
        return problems;
    }
}
