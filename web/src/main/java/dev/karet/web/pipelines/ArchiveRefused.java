package dev.karet.web.pipelines;

import dev.karet.model.Problem;
import java.util.List;

/** An archive that is not taken. The message is a sentence for whoever sent it. */
public final class ArchiveRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean tooLarge;
    private final transient List<Problem> problems;

    private ArchiveRefused(boolean tooLarge, String message, List<Problem> problems) {
        super(message, null, false, false);
        this.tooLarge = tooLarge;
        this.problems = List.copyOf(problems);
    }

    static ArchiveRefused damaged(String why) {
        return new ArchiveRefused(false, "The archive cannot be read: %s.".formatted(why), List.of());
    }

    static ArchiveRefused tooLarge(String message) {
        return new ArchiveRefused(true, message, List.of());
    }

    static ArchiveRefused faulty(List<Problem> problems) {
        String first = problems.getFirst().message();
        String more = problems.size() == 1 ? "" : " (and %d more)".formatted(problems.size() - 1);
        return new ArchiveRefused(false, "Nothing was imported: " + first + more, problems);
    }

    /** Whether it goes beyond a limit. */
    public boolean isTooLarge() {
        return tooLarge;
    }

    /** What is wrong with its entries; empty when it could not even be read. */
    public List<Problem> problems() {
        return problems;
    }
}
