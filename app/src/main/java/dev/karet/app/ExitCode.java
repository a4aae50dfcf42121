package dev.karet.app;

/** What the process says to the shell when it ends. */
final class ExitCode {

    static final int OK = 0;

    /** The run came to its end and a table failed, or it could not come to its end. */
    static final int JOB_FAILED = 1;

    /** The command line itself was wrong. */
    static final int USAGE = 2;

    /** Settings or a pipeline's configuration have faults, or the pipeline does not exist. */
    static final int INVALID = 3;

    /** The store or the worker cannot be reached, or refuses us. */
    static final int UNREACHABLE = 4;

    /** The pipeline is running already, or the worker is full. */
    static final int BUSY = 5;

    /** Something failed inside Karet. */
    static final int INTERNAL = 70;

    /** Somebody stopped it. */
    static final int CANCELLED = 130;

    private ExitCode() {}
}
