package dev.karet.engine;

import dev.karet.model.job.Progress;

/** Where a run says how far it is and asks whether it should stop. Called from several threads. */
public interface RunWatch {

    RunWatch NONE = new RunWatch() {
        @Override
        public void progress(Progress progress) {}

        @Override
        public boolean stopWanted() {
            return false;
        }
    };

    /** Takes the newest state; cheap, called a few times a second at most. */
    void progress(Progress progress);

    /** Whether the run should end now. Cheap enough to ask once a segment. */
    boolean stopWanted();
}
