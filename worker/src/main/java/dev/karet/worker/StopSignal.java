package dev.karet.worker;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The wish that a run should end before its time; the first reason stays. Thread-safe. */
public final class StopSignal {

    /** Who wants it. */
    public enum Reason {
        /** Somebody cancelled this run. */
        CANCELLED("The run was cancelled."),
        /** The worker is going down. */
        WORKER_STOPPED("The worker was stopped before the run was done. Start it again.");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }

        /** What the job record says. */
        public String sentence() {
            return sentence;
        }
    }

    private final AtomicReference<Optional<Reason>> wish = new AtomicReference<>(Optional.empty());

    public void want(Reason reason) {
        wish.updateAndGet(earlier -> earlier.isPresent() ? earlier : Optional.of(reason));
    }

    /** Why the run should end; empty while it should not. */
    public Optional<Reason> wanted() {
        return wish.get();
    }
}
