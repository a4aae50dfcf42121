package dev.karet.web.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.karet.model.JsonPointer;
import dev.karet.model.Problems;
import dev.karet.model.json.Fields;
import dev.karet.model.json.JsonText;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.ReadResult;
import dev.karet.model.json.Writing;
import dev.karet.store.JobId;
import dev.karet.store.Layout;
import dev.karet.store.ObjectStore;
import dev.karet.store.PutResult;
import dev.karet.store.Slug;
import dev.karet.store.StoredObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The one place of a pipeline in which a run waits for its turn, so that any number of wishes become one run. Thread-safe.
 *
 * <p>The place is given up before the run is handed to the worker: whoever finds it taken knows that the run will see what is in the bucket
 * now.
 */
public final class PendingRuns {

    /** How long after the last event a run begins, and how long after the first at the latest. */
    public static final Duration QUIET = Duration.ofSeconds(5);

    public static final Duration AT_LATEST = Duration.ofSeconds(30);

    private static final Duration TOLD_EVERY = Duration.ofSeconds(1);
    private static final String JSON = "application/json";
    private static final String TOUCH = ".touch";

    private final ObjectStore store;
    private final Cache<String, Told> told =
            Caffeine.newBuilder().maximumSize(10_000).build();

    public PendingRuns(ObjectStore store) {
        this.store = store;
    }

    /** What this service knows of a waiting run's events: the last one, and the one that it last told the bucket. */
    private record Told(Instant last, Instant inBucket) {}

    /**
     * Who has the place.
     *
     * @param since when it was taken
     */
    public record Pending(JobId job, Instant since) {}

    /** Who has the pipeline's place; empty when it is free. */
    public Optional<Pending> find(Slug slug) {
        return store.get(Layout.pending(slug)).map(StoredObject::body).flatMap(PendingRuns::read);
    }

    /** Takes the place for a run; true also when the run has it already. */
    public boolean take(Slug slug, JobId job, Instant now) {
        byte[] body = JsonText.compact(new Writing()
                        .put("job", job.value())
                        .put("since", now.toString())
                        .object())
                .getBytes(UTF_8);
        return switch (store.createOnly(Layout.pending(slug), body, JSON)) {
            case PutResult.Stored _ -> true;
            case PutResult.Lost _ ->
                find(slug).filter(pending -> pending.job().equals(job)).isPresent();
        };
    }

    /** Gives up the run's place, if it has it. */
    public void free(Slug slug, JobId job) {
        if (find(slug).filter(pending -> pending.job().equals(job)).isPresent()) {
            store.delete(Layout.pending(slug));
        }
        String touch = touch(slug, job);
        if (told.asMap().remove(touch) != null || store.head(touch).isPresent()) store.delete(touch);
    }

    /** Notes one more event for a waiting run; the bucket is told at most once a second. */
    public void touch(Slug slug, JobId job, Instant now) {
        told.asMap().compute(touch(slug, job), (key, known) -> {
            if (known != null && now.isBefore(known.inBucket().plus(TOLD_EVERY))) {
                return new Told(now, known.inBucket());
            }
            store.put(key, now.toString().getBytes(UTF_8), "text/plain");
            return new Told(now, now);
        });
    }

    /** Notes one more event for a waiting run that the bucket was told of less than a second ago; false when it must be told. */
    public boolean touchAgain(Slug slug, JobId job, Instant now) {
        Told after = told.asMap()
                .computeIfPresent(
                        touch(slug, job),
                        (_, known) -> now.isBefore(known.inBucket().plus(TOLD_EVERY))
                                ? new Told(now, known.inBucket())
                                : known);
        return after != null && after.last().equals(now);
    }

    /** When a run that waits for quiet may begin. */
    Instant quietAt(Slug slug, JobId job, Instant first) {
        String touch = touch(slug, job);
        Instant last = first;
        Told here = told.getIfPresent(touch);
        if (here != null && here.last().isAfter(last)) last = here.last();
        Optional<Instant> elsewhere = store.get(touch).map(StoredObject::body).flatMap(PendingRuns::instant);
        if (elsewhere.isPresent() && elsewhere.get().isAfter(last)) last = elsewhere.get();
        Instant quiet = last.plus(QUIET);
        Instant latest = first.plus(AT_LATEST);
        return quiet.isBefore(latest) ? quiet : latest;
    }

    private static String touch(Slug slug, JobId job) {
        return Layout.claim(slug, job + TOUCH);
    }

    private static Optional<Pending> read(byte[] body) {
        if (!(JsonText.read(body) instanceof ReadResult.Read<JsonTree>(var tree))) return Optional.empty();
        Fields fields = Fields.of(tree, "a pending run", JsonPointer.ROOT, new Problems())
                .orElseGet(Fields::none);
        Optional<JobId> job = JobId.parse(fields.text("job", ""));
        Optional<Instant> since = instant(fields.text("since", "").getBytes(UTF_8));
        return job.isEmpty() || since.isEmpty() ? Optional.empty() : Optional.of(new Pending(job.get(), since.get()));
    }

    private static Optional<Instant> instant(byte[] text) {
        try {
            return Optional.of(Instant.parse(new String(text, UTF_8)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
