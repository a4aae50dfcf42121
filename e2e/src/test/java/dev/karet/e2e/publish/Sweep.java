package dev.karet.e2e.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.store.JobId;
import dev.karet.table.PublishedTables;
import dev.karet.table.Sweep.Keep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Sweeps a pipeline's folder without a grace period and looks at what is left. */
final class Sweep {

    private static final List<String> HISTORY = List.of("jobs/", "_karet/commits/", "_karet/lease/", "_karet/rejects/");

    private static final Keep NO_GRACE = new Keep(Duration.ZERO, 100, 1_000, Duration.ofDays(3_650));

    private Sweep() {}

    /** Removes what nothing names any more. */
    static void sweep(PipelineFolder pipeline) {
        Instant now = Instant.now();
        JobId job = JobId.create(now, new Random(1));
        new PublishedTables(pipeline.store())
                .examine(pipeline.slug())
                .newest()
                .ifPresent(newest -> new dev.karet.table.Sweep(pipeline.store(), NO_GRACE)
                        .sweep(pipeline.slug(), job, newest, Set.of(), now));
    }

    /** Fails when {@code pipeline} holds an object that a new pipeline with the same inputs would not have, history apart. */
    static void leavesNothing(PipelineFolder pipeline, FromScratch scratch) {
        sweep(pipeline);
        sweep(scratch.folder());
        assertThat(withoutHistory(pipeline)).isEqualTo(withoutHistory(scratch.folder()));
        assertThat(pipeline.keys("_karet/rejects/"))
                .as("rejected rows belong to a job that has a record")
                .allSatisfy(key -> assertThat(pipeline.keys("jobs/")).contains("jobs/" + key.split("/")[2] + ".json"));
    }

    private static List<String> withoutHistory(PipelineFolder pipeline) {
        return pipeline.keys("").stream()
                .filter(key -> HISTORY.stream().noneMatch(key::startsWith))
                .toList();
    }
}
