package dev.karet.web.schedules;

import dev.karet.model.job.JobRecord;
import dev.karet.store.Layout;
import dev.karet.store.ObjectStore;
import dev.karet.store.Slug;
import dev.karet.store.StoreException;
import dev.karet.web.jobs.JobRefused;
import dev.karet.web.jobs.Jobs;
import dev.karet.web.jobs.RunOptions;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the first run of a pipeline that was made with source files in it. Their events came before there was a pipeline, and the look for
 * lost ones would take minutes to find them. Thread-safe.
 */
public final class FirstRun {

    private static final Logger log = LoggerFactory.getLogger(FirstRun.class);

    /** The trigger of these runs. */
    public static final String CREATED = "created";

    private final ObjectStore store;
    private final Jobs jobs;
    private final Schedules schedules;

    public FirstRun(ObjectStore store, Jobs jobs, Schedules schedules) {
        this.store = store;
        this.jobs = jobs;
        this.schedules = schedules;
    }

    /**
     * Starts the run of a pipeline that was made just now.
     *
     * @return the run; empty when there is nothing to read, its results came with it, uploads are not to start runs, or the run could not
     *     be noted: the pipeline is there all the same, and the look for lost events finds its files later
     */
    public Optional<JobRecord> of(Slug slug) {
        try {
            if (!isDue(slug)) return Optional.empty();
            // Its files may have been seen to come already.
            return Optional.of(jobs.waiting(slug).orElseGet(() -> jobs.start(slug, CREATED, RunOptions.PLAIN)));
        } catch (StoreException | JobRefused e) {
            log.atWarn()
                    .addKeyValue("pipeline", slug)
                    .addKeyValue("cause", e.getMessage())
                    .log("the first run of a new pipeline could not be started");
            return Optional.empty();
        }
    }

    private boolean isDue(Slug slug) {
        boolean hasFiles;
        try (var objects = store.list(Layout.raw(slug))) {
            hasFiles = objects.anyMatch(object -> Layout.isSourceFile(object.key()));
        }
        if (!hasFiles || !schedules.get(slug).autoRun()) return false;
        try (var commits = store.list(Layout.commits(slug))) {
            return commits.findAny().isEmpty();
        }
    }
}
