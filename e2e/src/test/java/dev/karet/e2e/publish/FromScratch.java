package dev.karet.e2e.publish;

import dev.karet.model.job.RunReport;
import java.nio.file.Path;

/** What a pipeline that never ran before makes of a folder's configuration and files. Immutable. */
record FromScratch(PublishedRows rows, Account account, RunReport report, PipelineFolder folder) {

    /** Runs a new pipeline in a bucket of its own, which holds nothing but what people put into {@code pipeline}. */
    static FromScratch of(PipelineFolder pipeline, Path temp) {
        PipelineFolder fresh = pipeline.inputs();
        RunReport report =
                TestWorker.runOnce(fresh, temp, new TestClock(), false).report().orElseThrow();
        return new FromScratch(PublishedRows.of(fresh), Account.of(fresh, report), report, fresh);
    }
}
