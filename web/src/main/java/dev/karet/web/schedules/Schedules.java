package dev.karet.web.schedules;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.model.JsonPointer;
import dev.karet.model.Problems;
import dev.karet.model.json.Fields;
import dev.karet.model.json.JsonText;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.ReadResult;
import dev.karet.store.Layout;
import dev.karet.store.ObjectStore;
import dev.karet.store.Slug;
import dev.karet.store.StoredObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** The schedules in the bucket, each an object of its own beside the pipeline's configuration. Thread-safe; the last write counts. */
public final class Schedules {

    private final ObjectStore store;

    public Schedules(ObjectStore store) {
        this.store = store;
    }

    /** Whether there is such a pipeline. */
    public boolean hasPipeline(Slug slug) {
        return store.head(Layout.pipelineConfig(slug)).isPresent();
    }

    /** Whether runs of the pipeline may begin: it is there, and nobody is renaming or deleting it. */
    public boolean mayRun(Slug slug) {
        return hasPipeline(slug) && store.head(Layout.change(slug)).isEmpty();
    }

    /** A pipeline's schedule. A document that cannot be read counts as none. */
    public Schedule get(Slug slug) {
        return store.get(Layout.schedule(slug))
                .map(StoredObject::body)
                .flatMap(Schedules::read)
                .orElse(Schedule.NONE);
    }

    /**
     * Stores a schedule.
     *
     * @throws InvalidSchedule when its times are none
     */
    public void put(Slug slug, Schedule schedule) {
        Problems problems = new Problems();
        schedule.check(problems);
        if (!problems.isEmpty()) throw new InvalidSchedule(problems.list());
        store.put(Layout.schedule(slug), JsonText.pretty(schedule.stored()).getBytes(UTF_8), "application/json");
    }

    /** Forgets a schedule; the pipeline is then like one that never had any. */
    public void delete(Slug slug) {
        store.delete(Layout.schedule(slug));
    }

    private static Optional<Schedule> read(byte[] document) {
        if (!(JsonText.read(document) instanceof ReadResult.Read<JsonTree>(var tree))) return Optional.empty();
        Problems problems = new Problems();
        Fields fields =
                Fields.of(tree, "a schedule", JsonPointer.ROOT, problems).orElseGet(Fields::none);
        Instant since = instant(fields.text("since", ""));
        Schedule schedule = Schedule.read(fields, since);
        return problems.list().stream().allMatch(problem -> problem.kind().equals("unknown_field"))
                ? Optional.of(schedule)
                : Optional.empty();
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }
}
