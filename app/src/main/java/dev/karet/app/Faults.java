package dev.karet.app;

import dev.karet.app.terminal.Terminal;
import dev.karet.app.terminal.Terminal.Style;
import dev.karet.model.Problem;
import java.io.PrintWriter;
import java.util.List;

/** Writes faults down for a person: where, what, and what to do about it. */
final class Faults {

    private Faults() {}

    static void print(PrintWriter to, Terminal terminal, List<Problem> problems) {
        for (Problem problem : problems) {
            to.println();
            to.println("  " + terminal.styled(Style.BOLD, problem.message()));
            problem.hint().ifPresent(hint -> to.println("  " + hint));
            to.println("  " + terminal.styled(Style.DIM, (problem.kind() + "  " + problem.path()).strip()));
        }
        if (!problems.isEmpty()) {
            to.println();
        }
    }
}
