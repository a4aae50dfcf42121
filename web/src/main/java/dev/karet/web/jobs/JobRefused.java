package dev.karet.web.jobs;

/** Something that cannot be done with a run, for a reason that whoever asked can see. */
public final class JobRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** There is no pipeline of this name. */
        PIPELINE_CONFIG_NOT_FOUND,
        /** The pipeline has no run of this id. */
        JOB_NOT_FOUND,
        /** The run has come to its end already. */
        JOB_ENDED,
        /** The pipeline is being renamed or deleted. */
        PIPELINE_CHANGING,
        /** Another run, with other options, waits for its turn. */
        RUN_QUEUED
    }

    private final Reason reason;

    JobRefused(Reason reason, String sentence) {
        super(sentence, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** One sentence for a person. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
