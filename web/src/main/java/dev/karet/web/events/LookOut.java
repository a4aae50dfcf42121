package dev.karet.web.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.karet.model.commit.CommitRecord.Commit;
import dev.karet.model.commit.SourceState;
import dev.karet.store.JobId;
import dev.karet.store.Layout;
import dev.karet.store.Leases;
import dev.karet.store.ObjectInfo;
import dev.karet.store.ObjectStore;
import dev.karet.store.Slug;
import dev.karet.store.StoredObject;
import dev.karet.table.CommitUnreadable;
import dev.karet.table.Commits;
import dev.karet.web.jobs.Claims;
import dev.karet.web.jobs.JobRecords;
import dev.karet.web.jobs.RunOptions;
import dev.karet.web.jobs.RunQueue;
import dev.karet.web.schedules.Schedules;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices source files whose event was lost: a run is started when the files are not those that the newest commit was made of. Thread-safe.
 *
 * <p>One listing is worth one run. Which listing a run was last started for is remembered in the bucket, so that a file that fails every time, or
 * that no mapping reads, does not start runs for ever; and a run that began after the newest file came has seen them all, however it ended.
 */
public final class LookOut {

    private static final Logger log = LoggerFactory.getLogger(LookOut.class);

    /** The trigger of these runs. */
    public static final String RECONCILE = "reconcile";

    private final ObjectStore store;
    private final RunQueue queue;
    private final Schedules schedules;
    private final Clock clock;
    private final Duration period;
    private final Claims claims;
    private final Commits commits;
    private final Leases leases;
    private final JobRecords records;
    private final Cache<Slug, String> settled =
            Caffeine.newBuilder().maximumSize(10_000).build();

    /** @param period how often all services together look */
    public LookOut(ObjectStore store, RunQueue queue, Schedules schedules, Clock clock, Duration period) {
        this.store = store;
        this.queue = queue;
        this.schedules = schedules;
        this.clock = clock;
        this.period = period;
        this.claims = new Claims(store);
        this.commits = new Commits(store);
        this.records = new JobRecords(store);
        this.leases = new Leases(store, RunQueue.Patience.DEFAULT.leaseTerm(), clock);
    }

    /** Whether this service looks this time: one of all does. */
    public boolean isOurs() {
        Instant now = clock.instant();
        boolean ours = claims.take(Layout.claim("lookout-%d".formatted(now.toEpochMilli() / period.toMillis())));
        if (ours) claims.sweepCommon(now);
        return ours;
    }

    /** Looks at one pipeline. */
    public void visit(Slug slug) {
        List<ObjectInfo> files;
        try (var objects = store.list(Layout.raw(slug))) {
            files = objects.filter(object -> Layout.isSourceFile(object.key())).toList();
        }
        String listing = listed(slug, files);
        String state = listing + leases.lastTaken(slug);
        if (state.equals(settled.getIfPresent(slug))) return;
        if (!schedules.mayRun(slug) || !schedules.get(slug).autoRun()) return;
        if (queue.atWork(slug).isPresent() || queue.waiting(slug).isPresent()) return;
        if (!isNew(slug, files, listing)) {
            settled.put(slug, state);
            return;
        }
        store.put(Layout.lookout(slug), listing.getBytes(UTF_8), "text/plain");
        Instant now = clock.instant();
        JobId job = queue.newId();
        queue.add(slug, job, RECONCILE, RunOptions.PLAIN, now, now);
        log.atInfo()
                .addKeyValue("pipeline", slug)
                .addKeyValue("job", job)
                .log("source files had changed without an event");
    }

    private boolean isNew(Slug slug, List<ObjectInfo> files, String listing) {
        Optional<Commit> newest;
        try {
            newest = commits.read(slug).newest();
        } catch (CommitUnreadable e) {
            return false;
        }
        SortedSet<String> committed = new TreeSet<>();
        newest.ifPresent(commit ->
                commit.tables().forEach(table -> table.sources().forEach(source -> committed.add(identity(source)))));
        if (hash(committed).equals(listing)) return false;
        String remembered = store.get(Layout.lookout(slug))
                .map(StoredObject::body)
                .map(body -> new String(body, UTF_8))
                .orElse("");
        if (remembered.equals(listing) || isCancelled(slug, files)) return false;
        return isGone(files, slug, newest) || isYoungerThanLastRun(slug, files);
    }

    /** Whether somebody cancelled the run that these files were waiting for. */
    private boolean isCancelled(Slug slug, List<ObjectInfo> files) {
        Optional<JobId> newest = records.newestFirst(slug).stream().findFirst();
        if (newest.flatMap(job -> records.read(slug, job))
                .filter(RunQueue::wasCancelled)
                .isEmpty()) return false;
        return store.head(Layout.job(slug, newest.get()))
                .filter(record -> !isAnyYounger(files, record.lastModified()))
                .isPresent();
    }

    private static boolean isGone(List<ObjectInfo> files, Slug slug, Optional<Commit> newest) {
        SortedSet<String> there = new TreeSet<>();
        files.forEach(file -> there.add(file.key()));
        return newest.stream()
                .flatMap(commit -> commit.tables().stream())
                .flatMap(table -> table.sources().stream())
                .anyMatch(source -> !there.contains(Layout.pipeline(slug) + source.file()));
    }

    /** Both times are the store's, whose clock may only tell seconds. */
    private boolean isYoungerThanLastRun(Slug slug, List<ObjectInfo> files) {
        Optional<Instant> lastRun = leases.lastTaken(slug);
        return lastRun.isEmpty() || isAnyYounger(files, lastRun.get());
    }

    private static boolean isAnyYounger(List<ObjectInfo> files, Instant moment) {
        return files.stream()
                .anyMatch(file -> !file.lastModified().plusSeconds(1).isBefore(moment));
    }

    private static String listed(Slug slug, List<ObjectInfo> files) {
        SortedSet<String> listing = new TreeSet<>();
        int folder = Layout.pipeline(slug).length();
        files.forEach(file -> listing.add(identity(file.key().substring(folder), file.size(), file.etag())));
        return hash(listing);
    }

    private static String identity(SourceState source) {
        return identity(source.file(), source.size(), source.etag());
    }

    private static String identity(String file, long size, String etag) {
        return file + "\n" + size + "\n" + etag;
    }

    private static String hash(SortedSet<String> identities) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String identity : identities) digest.update((identity + "\n\n").getBytes(UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
