package dev.karet.engine;

/** An engine that failed through no fault of the data: ours to mend, to be logged with its cause. */
public final class EngineFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EngineFault(String message, Throwable cause) {
        super(message, cause);
    }

    public EngineFault(String message) {
        super(message);
    }
}
