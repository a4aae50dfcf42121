package dev.karet.web.jobs;

import dev.karet.model.job.JobRecord;
import dev.karet.model.json.JobJson;
import dev.karet.store.JobId;
import dev.karet.store.Layout;
import dev.karet.store.ObjectInfo;
import dev.karet.store.ObjectStore;
import dev.karet.store.PutResult;
import dev.karet.store.Slug;
import dev.karet.store.StoredObject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The records of runs in the bucket. Thread-safe. */
public final class JobRecords {

    private static final String JSON = "application/json";

    private final ObjectStore store;

    public JobRecords(ObjectStore store) {
        this.store = store;
    }

    /** The record of a run; empty when there is none, or one that cannot be read. */
    public Optional<JobRecord> read(Slug slug, JobId job) {
        return store.get(Layout.job(slug, job)).map(StoredObject::body).flatMap(JobJson::read);
    }

    /** Writes the first record of a run; false when somebody has done so. */
    public boolean create(Slug slug, JobId job, JobRecord record) {
        return switch (store.createOnly(Layout.job(slug, job), JobJson.write(record), JSON)) {
            case PutResult.Stored _ -> true;
            case PutResult.Lost _ -> false;
        };
    }

    void put(Slug slug, JobId job, JobRecord record) {
        store.put(Layout.job(slug, job), JobJson.write(record), JSON);
    }

    /** Forgets a run that never began. */
    void remove(Slug slug, JobId job) {
        store.delete(Layout.job(slug, job));
    }

    /** Every run of the pipeline, newest first; reads no record. */
    public List<JobId> newestFirst(Slug slug) {
        try (var objects = store.list(Layout.jobs(slug))) {
            return objects.map(ObjectInfo::key)
                    .flatMap(key -> Layout.jobOf(slug, key).stream())
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }
}
