package dev.karet.model.pipeline;

import dev.karet.model.Problem;
import java.util.List;

/**
 * What the checker found. Immutable.
 *
 * @param errors faults: a pipeline with one is neither saved nor run
 * @param warnings what is allowed and probably not meant
 */
public record CheckResult(List<Problem> errors, List<Problem> warnings) {

    public CheckResult {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }

    /** Whether the pipeline can run. */
    public boolean ok() {
        return errors.isEmpty();
    }
}
