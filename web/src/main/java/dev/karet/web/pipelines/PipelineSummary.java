package dev.karet.web.pipelines;

import dev.karet.model.job.JobRecord;
import dev.karet.store.Slug;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A pipeline as a list shows it. Immutable.
 *
 * @param trouble what is wrong with the pipeline itself, as one sentence; its runs tell about themselves
 * @param savedAt when its configuration was last saved; empty when it has none
 * @param change what is being done to the whole of it, such as {@code being renamed}
 */
public record PipelineSummary(
        Slug slug,
        List<Table> tables,
        int sources,
        Optional<JobRecord> lastRun,
        Health health,
        Optional<String> trouble,
        Optional<String> change,
        boolean hasPreview,
        Optional<Instant> savedAt) {

    public PipelineSummary {
        tables = List.copyOf(tables);
    }

    /** The same pipeline while something is done to the whole of it. */
    PipelineSummary during(String underWay) {
        return new PipelineSummary(
                slug, tables, sources, lastRun, health, trouble, Optional.of(underWay), hasPreview, savedAt);
    }

    /** One of its tables. */
    public record Table(String id, String name) {}

    /** How it is, the worst first. */
    public enum Health {
        /** The configuration is missing or cannot be read. */
        DAMAGED,
        /** The configuration has faults and will not run. */
        FAULTY_CONFIG,
        /** A run is at work. */
        RUNNING,
        /** A run is waiting for its time. */
        SCHEDULED,
        /** The last run failed. */
        FAILING,
        /** The last run completed. */
        OK,
        /** There was no run yet. */
        NEVER_RUN;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Health of(Optional<JobRecord> lastRun) {
            if (lastRun.isEmpty()) return NEVER_RUN;
            return switch (lastRun.get().status()) {
                case RUNNING -> RUNNING;
                case SCHEDULED -> SCHEDULED;
                case FAILED -> FAILING;
                case COMPLETED -> OK;
            };
        }
    }
}
