package dev.karet.app;

import dev.karet.app.terminal.ProgressView;
import dev.karet.app.terminal.Terminal;
import dev.karet.model.job.RunAnswer;
import dev.karet.worker.RunOrder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for a run while a person watches it. */
final class Watching {

    private static final long LOOK_MILLIS = 300;

    private final PipelineRunner runner;
    private final Terminal terminal;

    Watching(PipelineRunner runner, Terminal terminal) {
        this.runner = runner;
        this.terminal = terminal;
    }

    /**
     * Runs to the end.
     *
     * @throws RuntimeException as {@link CommandFailed#of(Throwable)} knows them
     */
    RunAnswer run(RunOrder order) {
        CompletableFuture<RunAnswer> answer = runner.start(order);
        try (ProgressView view = new ProgressView(terminal)) {
            while (true) {
                try {
                    return answer.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    runner.progress(order).ifPresent(view::show);
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(ExitCode.CANCELLED, "The wait for the run was interrupted.");
        }
    }

    /** Asks the run to stop and says so. */
    void cancel(RunOrder order) {
        terminal.err()
                .println(
                        runner.cancel(order)
                                ? "\nCancelling " + order.job() + " …"
                                : "\nThe worker goes on with %s: its store cannot be reached from here. Next time give --data with the directory of that store, or set AWS_ENDPOINT_URL."
                                        .formatted(order.job()));
        terminal.err().flush();
    }
}
