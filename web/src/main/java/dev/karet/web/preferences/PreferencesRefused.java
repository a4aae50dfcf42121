package dev.karet.web.preferences;

import dev.karet.model.Problem;
import java.util.List;

/** Preferences that are not saved. The message is a sentence for whoever sent them. */
public final class PreferencesRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    private PreferencesRefused(String message, List<Problem> problems) {
        super(message, null, false, false);
        this.problems = List.copyOf(problems);
    }

    static PreferencesRefused faulty(List<Problem> problems) {
        return new PreferencesRefused(problems.getFirst().message(), problems);
    }

    static PreferencesRefused tooLarge() {
        return new PreferencesRefused("The preferences are larger than 64 KiB, the most that is taken.", List.of());
    }

    /** The faults of the document; none when it is merely too large. */
    public List<Problem> problems() {
        return problems;
    }
}
