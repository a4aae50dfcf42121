package dev.karet.web.pipelines;

import dev.karet.model.job.JobRecord;
import dev.karet.model.json.JobJson;
import dev.karet.store.JobId;
import dev.karet.store.Layout;
import dev.karet.store.ObjectStore;
import dev.karet.store.Slug;
import java.time.Clock;
import java.util.Comparator;
import java.util.Optional;

/** Finds the newest run of a pipeline without listing all of them: those of about today first, then of the last days, then the rest. Thread-safe. */
final class NewestRun {

    /** Digits of the time in a key that say about which day, and which eleven days. */
    private static final int[] STRETCHES = {5, 4};

    private final ObjectStore store;
    private final Clock clock;

    NewestRun(ObjectStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The newest run's record; empty when there never was a run, or the record cannot be read. */
    Optional<JobRecord> of(Slug slug) {
        for (int digits : STRETCHES) {
            Optional<JobId> found = newest(slug, Layout.jobsAround(slug, clock.instant(), digits));
            if (found.isPresent()) return record(slug, found.get());
        }
        return newest(slug, Layout.jobs(slug)).flatMap(job -> record(slug, job));
    }

    private Optional<JobId> newest(Slug slug, String prefix) {
        try (var objects = store.list(prefix)) {
            return objects.flatMap(object -> Layout.jobOf(slug, object.key()).stream())
                    .max(Comparator.naturalOrder());
        }
    }

    private Optional<JobRecord> record(Slug slug, JobId job) {
        return store.get(Layout.job(slug, job)).flatMap(object -> JobJson.read(object.body()));
    }
}
