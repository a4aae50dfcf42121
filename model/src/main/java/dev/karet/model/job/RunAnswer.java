package dev.karet.model.job;

import dev.karet.model.job.JobRecord.Status;

/** What a worker answers about a run that came to its end. Immutable. */
public record RunAnswer(String jobId, Status status, RunReport report) {}
