package dev.karet.web.worker;

import dev.karet.model.ApiError;
import dev.karet.model.job.RunAnswer;

/** What came of asking a worker for a run. Immutable. */
public sealed interface RunOutcome {

    /** The run came to its end. */
    record Ended(RunAnswer answer) implements RunOutcome {}

    /** The worker did not take the run on, or it ended without a report. */
    record Refused(int status, ApiError error) implements RunOutcome {}

    /** Nobody was asked: no worker could be reached. The sentence says where. */
    record NotReached(String sentence) implements RunOutcome {}

    /** The answer was lost, or is none of a worker's: the run may have begun, and may go on. The sentence says what was seen. */
    record Lost(String sentence) implements RunOutcome {}
}
