package dev.karet.web.worker;

import dev.karet.model.job.RunRequest;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** Asks a worker. Thread-safe. */
public interface WorkerClient extends AutoCloseable {

    /** Where the worker is. */
    URI address();

    /** Whether a worker answers there now. */
    boolean isThere();

    /**
     * Asks for a run. Completes when it is done, which may take hours, and never exceptionally; whoever stops waiting does not stop the run. Asking
     * twice with one {@code job_id} runs once.
     */
    CompletableFuture<RunOutcome> run(RunRequest request);

    /** Gives up every answer that is still to come; the runs go on. */
    @Override
    void close();
}
