package dev.karet.engine;

/** A run that somebody stopped. */
public final class RunCancelled extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RunCancelled() {
        super("the run was cancelled");
    }
}
