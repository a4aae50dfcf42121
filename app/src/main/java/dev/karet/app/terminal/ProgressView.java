package dev.karet.app.terminal;

import dev.karet.model.job.Progress;
import java.time.Duration;
import java.util.Optional;

/** Shows a run on its way: one line that is drawn over on a terminal, a line now and then elsewhere. For one thread. */
public final class ProgressView implements AutoCloseable {

    private static final long QUIET_NANOS = Duration.ofSeconds(5).toNanos();
    private static final String ERASE = "\r\u001b[K";

    private final Terminal terminal;
    private Optional<Progress> shown = Optional.empty();
    private long shownAt;

    public ProgressView(Terminal terminal) {
        this.terminal = terminal;
    }

    public void show(Progress progress) {
        if (terminal.live()) {
            terminal.err().print(ERASE + ProgressText.bar(progress, terminal.width() - 1));
            terminal.err().flush();
            shown = Optional.of(progress);
        } else if (isWorthALine(progress)) {
            terminal.err().println(ProgressText.line(progress));
            terminal.err().flush();
            shown = Optional.of(progress);
            shownAt = System.nanoTime();
        }
    }

    private boolean isWorthALine(Progress progress) {
        return shown.isEmpty()
                || shown.get().stage() != progress.stage()
                || (!shown.get().equals(progress) && System.nanoTime() - shownAt > QUIET_NANOS);
    }

    /** Leaves a clean line behind. */
    @Override
    public void close() {
        if (terminal.live() && shown.isPresent()) {
            terminal.err().print(ERASE);
            terminal.err().flush();
        }
    }
}
