package dev.karet.model;

import java.util.List;
import java.util.Optional;

/**
 * What a service answers when it cannot do what it was asked. Immutable.
 *
 * @param code a stable snake_case code for programs
 * @param message one sentence for a person; never an inner detail such as a stack trace or a secret
 * @param problems the faults behind it, when there are several
 * @param jobId the run that stands in the way
 * @param requestId by which the service's log knows this answer
 */
public record ApiError(
        String code, String message, List<Problem> problems, Optional<String> jobId, Optional<String> requestId) {

    public ApiError {
        problems = List.copyOf(problems);
    }

    public static ApiError of(String code, String message) {
        return new ApiError(code, message, List.of(), Optional.empty(), Optional.empty());
    }

    public ApiError withProblems(List<Problem> found) {
        return new ApiError(code, message, found, jobId, requestId);
    }

    public ApiError withJobId(String id) {
        return new ApiError(code, message, problems, Optional.of(id), requestId);
    }

    public ApiError withRequestId(String id) {
        return new ApiError(code, message, problems, jobId, Optional.of(id));
    }
}
