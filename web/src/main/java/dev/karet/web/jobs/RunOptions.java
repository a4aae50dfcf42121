package dev.karet.web.jobs;

import dev.karet.model.job.JobRecord;
import dev.karet.model.pipeline.OtherFields;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a run is to be done. Immutable; kept in the job's record, so that whoever takes the run over does it the same way.
 *
 * @param clean whether to ignore earlier results and build everything anew
 * @param publishAnyway whether to publish what the pipeline's guards would hold back
 */
public record RunOptions(boolean clean, boolean publishAnyway) {

    public static final RunOptions PLAIN = new RunOptions(false, false);

    private static final String CLEAN = "clean";
    private static final String PUBLISH_ANYWAY = "publish_anyway";
    private static final String TRUE = "true";

    /** The options of the run that {@code job} records. */
    public static RunOptions of(JobRecord job) {
        Map<String, String> fields = job.other().jsonByName();
        return new RunOptions(TRUE.equals(fields.get(CLEAN)), TRUE.equals(fields.get(PUBLISH_ANYWAY)));
    }

    /** The fields of a record that say so. */
    OtherFields fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        if (clean) fields.put(CLEAN, TRUE);
        if (publishAnyway) fields.put(PUBLISH_ANYWAY, TRUE);
        return new OtherFields(fields);
    }
}
