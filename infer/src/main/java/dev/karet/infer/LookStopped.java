package dev.karet.infer;

/** A look at a file that nobody waits for any more. */
public final class LookStopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LookStopped() {
        super("the look was stopped", null, false, false);
    }
}
