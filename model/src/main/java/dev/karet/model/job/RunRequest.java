package dev.karet.model.job;

import java.util.Optional;

/**
 * A wish to run a pipeline, as a worker is asked. Immutable; not yet checked against anything.
 *
 * @param pipelinePrefix {@code pipelines/<slug>/}
 * @param cleanRun whether to ignore earlier results and build everything anew
 * @param publishAnyway whether to publish what the pipeline's guards would hold back
 * @param jobId the record this run belongs to; absent: the worker makes one
 */
public record RunRequest(String pipelinePrefix, boolean cleanRun, boolean publishAnyway, Optional<String> jobId) {

    /** A wish that leaves the guards in force. */
    public RunRequest(String pipelinePrefix, boolean cleanRun, Optional<String> jobId) {
        this(pipelinePrefix, cleanRun, false, jobId);
    }
}
