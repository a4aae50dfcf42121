package dev.karet.worker;

/** A run that ended before its time because somebody wanted it to; nothing was published. */
public final class RunStopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final StopSignal.Reason reason;

    RunStopped(StopSignal.Reason reason) {
        super(reason.sentence());
        this.reason = reason;
    }

    public StopSignal.Reason reason() {
        return reason;
    }
}
