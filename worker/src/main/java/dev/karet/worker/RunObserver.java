package dev.karet.worker;

import dev.karet.model.job.JobRecord;
import java.time.Duration;

/** Hears of runs, to count them. Called on the run's own thread; must be quick and must not throw. */
public interface RunObserver {

    RunObserver NONE = new RunObserver() {
        @Override
        public void started() {}

        @Override
        public void reported(JobRecord job, Duration took) {}

        @Override
        public void broken(Outcome outcome, Duration took) {}
    };

    /** How a run ended without a report. */
    enum Outcome {
        REFUSED,
        STOPPED,
        ERROR
    }

    /** A run begins; exactly one of the others follows. */
    void started();

    /** A run came to its end and says what it did. */
    void reported(JobRecord job, Duration took);

    /** A run ended without a report. */
    void broken(Outcome outcome, Duration took);
}
