package dev.karet.table;

import dev.karet.model.commit.CommitRecord.Commit;
import dev.karet.model.commit.SourceState;
import dev.karet.model.commit.TableState;
import dev.karet.store.JobId;
import dev.karet.store.Layout;
import dev.karet.store.ObjectInfo;
import dev.karet.store.ObjectStore;
import dev.karet.store.Slug;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * Removes what nobody needs any more: files that no commit names, what runs that died left behind, and history beyond what is kept. Only
 * for whoever holds the pipeline's lease. Thread-safe.
 *
 * <p>Nothing goes that the newest commit names, nor what is younger than the grace, since a reader or another worker may be at it.
 */
public final class Sweep {

    private final ObjectStore store;
    private final Keep keep;

    /**
     * What stays.
     *
     * @param grace how old an object has to be, by the store's clock
     * @param commits how many records of the history
     * @param jobs how many records of runs, with their rejected rows
     * @param jobAge how old a record of a run may become
     */
    public record Keep(Duration grace, int commits, int jobs, Duration jobAge) {

        /** An hour, a hundred commits, a thousand runs of the last year. */
        public static final Keep DEFAULT = new Keep(Duration.ofHours(1), 100, 1_000, Duration.ofDays(365));
    }

    public Sweep(ObjectStore store, Keep keep) {
        this.store = store;
        this.keep = keep;
    }

    /**
     * Removes what may go.
     *
     * @param job the run that holds the lease; nothing of its own is touched
     * @param newest the newest commit, finished
     * @param spared tables that were never published but whose folders hold data of before, which stays until they are
     * @param now by the store's clock, as far as it is known
     * @return how many objects went
     */
    public int sweep(Slug slug, JobId job, Commit newest, Set<String> spared, Instant now) {
        Instant old = now.minus(keep.grace());
        List<String> unwanted = new ArrayList<>();
        unwanted.addAll(obsoleteData(slug, newest, spared, old));
        unwanted.addAll(unwantedOwn(slug, job, newest, now, old));
        if (!unwanted.isEmpty()) store.deleteAll(unwanted);
        return unwanted.size();
    }

    private List<String> obsoleteData(Slug slug, Commit newest, Set<String> spared, Instant old) {
        List<String> folders =
                spared.stream().map(table -> Layout.table(slug, table)).toList();
        Set<String> named = new HashSet<>();
        for (TableState table : newest.tables()) {
            String folder = Layout.table(slug, table.table());
            table.files().forEach(file -> named.add(folder + file.path()));
        }
        return keys(Layout.clean(slug)).stream()
                .filter(object -> Layout.isDataFile(slug, object.key()))
                .filter(object -> !named.contains(object.key()) && isOld(object, old))
                .filter(object -> folders.stream().noneMatch(object.key()::startsWith))
                .map(ObjectInfo::key)
                .toList();
    }

    private List<String> unwantedOwn(Slug slug, JobId job, Commit newest, Instant now, Instant old) {
        List<ObjectInfo> own = keys(Layout.own(slug));
        List<String> unwanted = new ArrayList<>();
        Set<JobId> kept = keptJobs(slug, job, now, unwanted);
        Set<String> rejects = rejects(slug, newest);
        String current = "/" + job + "/";
        for (ObjectInfo object : own) {
            String key = object.key();
            if (key.contains(current) || !isOld(object, old)) continue;
            Optional<JobId> of = jobIn(slug, key);
            boolean rejected = key.startsWith(Layout.rejects(slug));
            boolean passing = key.startsWith(Layout.staged(slug))
                    || key.startsWith(Layout.progress(slug))
                    || key.startsWith(Layout.cancels(slug));
            if (passing && !key.contains(job.value())) unwanted.add(key);
            if (rejected && !rejects.contains(key) && of.filter(kept::contains).isEmpty()) unwanted.add(key);
        }
        unwanted.addAll(oldCommits(slug, newest, own));
        unwanted.addAll(oldLeases(slug, own));
        return unwanted;
    }

    private static Set<String> rejects(Slug slug, Commit newest) {
        Set<String> keys = new HashSet<>();
        for (TableState table : newest.tables()) {
            for (SourceState source : table.sources()) {
                source.rejects().ifPresent(key -> keys.add(Layout.pipeline(slug) + key));
            }
        }
        return keys;
    }

    /** The runs whose records stay; the records of the others become unwanted. */
    private Set<JobId> keptJobs(Slug slug, JobId current, Instant now, List<String> unwanted) {
        List<JobId> newestFirst = keys(Layout.jobs(slug)).stream()
                .flatMap(object -> Layout.jobOf(slug, object.key()).stream())
                .sorted(Comparator.reverseOrder())
                .toList();
        Set<JobId> kept = new HashSet<>();
        kept.add(current);
        for (int i = 0; i < newestFirst.size(); i++) {
            JobId id = newestFirst.get(i);
            boolean stays = i < keep.jobs() && id.createdAt().isAfter(now.minus(keep.jobAge()));
            if (stays || id.compareTo(current) >= 0) kept.add(id);
            else unwanted.add(Layout.job(slug, id));
        }
        return kept;
    }

    private List<String> oldCommits(Slug slug, Commit newest, List<ObjectInfo> own) {
        TreeSet<Long> records = new TreeSet<>();
        TreeSet<Long> marks = new TreeSet<>();
        for (ObjectInfo object : own) {
            Layout.commitOf(slug, object.key()).ifPresent(records::add);
            Layout.commitDoneOf(slug, object.key()).ifPresent(marks::add);
        }
        Set<Long> kept = new HashSet<>();
        records.descendingSet().stream().limit(keep.commits()).forEach(kept::add);
        kept.add(newest.number());
        List<String> unwanted = new ArrayList<>();
        records.stream()
                .filter(number -> !kept.contains(number))
                .forEach(number -> unwanted.add(Layout.commit(slug, number)));
        // A mark is needed as long as a file of its commit is published: it says what the store calls the file.
        newest.tables().forEach(table -> table.files().forEach(file -> kept.add(file.since())));
        marks.stream()
                .filter(number -> !kept.contains(number))
                .forEach(number -> unwanted.add(Layout.commitDone(slug, number)));
        return unwanted;
    }

    private static List<String> oldLeases(Slug slug, List<ObjectInfo> own) {
        long newest = own.stream()
                .map(object -> Layout.leaseOf(slug, object.key()))
                .flatMapToLong(OptionalLong::stream)
                .max()
                .orElse(0);
        if (newest <= 1) return List.of();
        String from = Layout.lease(slug, newest);
        return own.stream()
                .map(ObjectInfo::key)
                .filter(key -> key.startsWith(Layout.leases(slug))
                        && key.compareTo(from.substring(0, from.lastIndexOf('.'))) < 0)
                .toList();
    }

    /** The run in whose folder an object lies. */
    private static Optional<JobId> jobIn(Slug slug, String key) {
        String rest = key.substring(Layout.own(slug).length());
        String[] parts = rest.split("/", -1);
        return parts.length == 3 ? JobId.parse(parts[1]) : Optional.empty();
    }

    private static boolean isOld(ObjectInfo object, Instant old) {
        return !object.lastModified().isAfter(old);
    }

    private List<ObjectInfo> keys(String prefix) {
        try (var objects = store.list(prefix)) {
            return objects.toList();
        }
    }
}
