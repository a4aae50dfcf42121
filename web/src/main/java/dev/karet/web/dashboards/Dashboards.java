package dev.karet.web.dashboards;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.model.Problem;
import dev.karet.model.Quoted;
import dev.karet.model.dashboard.Dashboard;
import dev.karet.model.json.DashboardJson;
import dev.karet.model.json.JsonText;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.PipelineJson;
import dev.karet.model.json.ReadResult;
import dev.karet.model.pipeline.CheckResult;
import dev.karet.model.pipeline.PipelineConfig;
import dev.karet.store.Layout;
import dev.karet.store.ObjectInfo;
import dev.karet.store.ObjectStore;
import dev.karet.store.PutResult;
import dev.karet.store.S3ObjectStore;
import dev.karet.store.SideBySide;
import dev.karet.store.Slug;
import dev.karet.store.StoredObject;
import dev.karet.web.dashboards.DashboardRefused.Reason;
import dev.karet.web.documents.DocumentText;
import dev.karet.web.documents.Expectation;
import dev.karet.web.pipelines.PipelineGuard;
import java.util.List;
import java.util.Optional;

/**
 * Dashboards as documents: kept as they were submitted, marked by their contents. Thread-safe.
 *
 * <p>A save that expects a version replaces that version or fails, in one step, as long as the document there and the new one are small
 * enough for a conditional write (64 KiB); a larger one is compared first and written then.
 */
public final class Dashboards {

    /** Bytes that a dashboard may have. */
    public static final int LARGEST = 1 << 20;

    private static final int AT_ONCE = 8;
    private static final int LONGEST_NAME = 150;
    private static final String ENDING = ".json";
    private static final String JSON = "application/json";

    private final ObjectStore store;
    private final PipelineGuard guard;

    public Dashboards(ObjectStore store) {
        this.store = store;
        this.guard = new PipelineGuard(store);
    }

    /**
     * A dashboard as a list shows it.
     *
     * @param name its identity
     * @param title what it calls itself; empty when it cannot be read
     * @param table the table that it asks; empty when it cannot be read
     * @param trouble what is wrong with it first: why it cannot be read, or why not all of it can be shown
     */
    public record Summary(
            String name,
            Optional<String> title,
            Optional<String> table,
            int panels,
            ObjectInfo object,
            Optional<String> trouble) {}

    /** A dashboard's document with its mark. */
    public record Saved(JsonTree document, String mark) {}

    /** All dashboards of a pipeline, by name. */
    public List<Summary> all(Slug slug) {
        guard.requireThere(slug);
        Optional<PipelineConfig> config = config(slug);
        String folder = Layout.dashboards(slug);
        List<ObjectInfo> objects;
        try (var listed = store.list(folder)) {
            objects = listed.filter(object ->
                            object.key().endsWith(ENDING) && object.key().indexOf('/', folder.length()) < 0)
                    .toList();
        }
        return SideBySide.map(objects, AT_ONCE, object -> summary(folder, object, config)).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Summary> summary(String folder, ObjectInfo object, Optional<PipelineConfig> config) {
        String name = object.key().substring(folder.length(), object.key().length() - ENDING.length());
        return store.get(object.key()).map(stored -> switch (JsonText.read(stored.body())) {
            case ReadResult.Faulty<JsonTree>(var problems) -> damaged(name, stored, problems);
            case ReadResult.Read<JsonTree>(var document) -> {
                List<Problem> faults = faults(document);
                yield faults.isEmpty()
                        ? summary(name, stored, document, check(document, config))
                        : damaged(name, stored, faults);
            }
        });
    }

    private static Summary summary(String name, StoredObject stored, JsonTree document, CheckResult check) {
        return new Summary(
                name,
                text(document, "name"),
                text(document, "analytic_table_id"),
                document instanceof JsonTree.Obj(var fields) && fields.get("panels") instanceof JsonTree.Arr(var panels)
                        ? panels.size()
                        : 0,
                stored.info(),
                check.errors().stream().findFirst().map(Problem::message));
    }

    private static Summary damaged(String name, StoredObject stored, List<Problem> problems) {
        return new Summary(
                name,
                Optional.empty(),
                Optional.empty(),
                0,
                stored.info(),
                Optional.of(problems.getFirst().message()));
    }

    private static Optional<String> text(JsonTree document, String field) {
        return document instanceof JsonTree.Obj(var fields) && fields.get(field) instanceof JsonTree.Text(var text)
                ? Optional.of(text)
                : Optional.empty();
    }

    /**
     * One dashboard.
     *
     * @throws DashboardRefused when there is none of that name, or it is no JSON
     */
    public Saved one(Slug slug, String name) {
        guard.requireThere(slug);
        StoredObject stored = store.get(key(slug, name)).orElseThrow(() -> notFound(name));
        return switch (JsonText.read(stored.body())) {
            case ReadResult.Read<JsonTree>(var document) -> new Saved(document, mark(stored));
            case ReadResult.Faulty<JsonTree>(var problems) ->
                throw new DashboardRefused(
                        Reason.UNREADABLE,
                        "The dashboard %s cannot be read: %s"
                                .formatted(
                                        Quoted.text(name), problems.getFirst().message()),
                        problems);
        };
    }

    /**
     * Saves a dashboard.
     *
     * @return its mark
     * @throws Expectation.Missed when something else is there
     * @throws DashboardRefused when no dashboard can have the name, or the document is none
     */
    public String save(Slug slug, String name, JsonTree document, Expectation expected) {
        String key = key(slug, name);
        List<Problem> faults = faults(document);
        if (!faults.isEmpty()) {
            throw new DashboardRefused(
                    Reason.UNREADABLE,
                    "This is no dashboard: " + faults.getFirst().message(),
                    faults);
        }
        if (JsonText.compact(document).getBytes(UTF_8).length > LARGEST) {
            throw new DashboardRefused(
                    Reason.TOO_LARGE, "The dashboard is larger than 1 MiB, the most that is taken.", List.of());
        }
        guard.requireOpen(slug);
        byte[] body = DocumentText.bytes(document);
        switch (expected) {
            case Expectation.Anything() -> store.put(key, body, JSON);
            case Expectation.Nothing() -> requireStored(key, store.createOnly(key, body, JSON));
            case Expectation.Something() -> replace(key, body, expected);
            case Expectation.OneOf _ -> replace(key, body, expected);
        }
        return DocumentText.hash(document);
    }

    /** What is wrong with a document that may be saved, as far as the pipeline's configuration can be read. */
    public CheckResult check(Slug slug, JsonTree document) {
        return check(document, config(slug));
    }

    private static CheckResult check(JsonTree document, Optional<PipelineConfig> config) {
        return config.map(
                        found -> DashboardJson.check(JsonText.compact(document).getBytes(UTF_8), found))
                .orElseGet(() -> new CheckResult(List.of(), List.of()));
    }

    private Optional<PipelineConfig> config(Slug slug) {
        return store.get(Layout.pipelineConfig(slug)).flatMap(stored -> switch (PipelineJson.read(stored.body())) {
            case ReadResult.Read<PipelineConfig>(var config) -> Optional.of(config);
            case ReadResult.Faulty<PipelineConfig> _ -> Optional.empty();
        });
    }

    private void replace(String key, byte[] body, Expectation expected) {
        StoredObject there = store.get(key).orElse(null);
        expected.require(Optional.ofNullable(there).map(Dashboards::mark));
        if (there == null || body.length > S3ObjectStore.LARGEST_REPLACEMENT) store.put(key, body, JSON);
        else requireStored(key, store.replaceOnly(key, body, JSON, there.info().etag()));
    }

    private void requireStored(String key, PutResult result) {
        switch (result) {
            case PutResult.Stored _ -> {
                return;
            }
            case PutResult.Lost _ -> throw new Expectation.Missed(store.get(key).map(Dashboards::mark));
        }
    }

    /**
     * Deletes a dashboard.
     *
     * @throws Expectation.Missed when something else is there
     * @throws DashboardRefused when there is none of that name
     */
    public void delete(Slug slug, String name, Expectation expected) {
        guard.requireOpen(slug);
        String key = key(slug, name);
        StoredObject there = store.get(key).orElseThrow(() -> notFound(name));
        expected.require(Optional.of(mark(there)));
        store.delete(key);
    }

    private static String mark(StoredObject stored) {
        return switch (JsonText.read(stored.body())) {
            case ReadResult.Read<JsonTree>(var document) -> DocumentText.hash(document);
            case ReadResult.Faulty<JsonTree> _ -> DocumentText.hash(stored.body());
        };
    }

    private static DashboardRefused notFound(String name) {
        return new DashboardRefused(
                Reason.NOT_FOUND, "There is no dashboard %s.".formatted(Quoted.text(name)), List.of());
    }

    private static String key(Slug slug, String name) {
        boolean bad = name.isBlank()
                || name.startsWith(".")
                || name.indexOf('/') >= 0
                || name.indexOf('\\') >= 0
                || name.getBytes(UTF_8).length > LONGEST_NAME
                || name.codePoints()
                        .anyMatch(c -> Character.isISOControl(c)
                                || Character.getType(c) == Character.SURROGATE
                                || (c & 0xFFFE) == 0xFFFE);
        if (bad) {
            throw new DashboardRefused(
                    Reason.BAD_NAME,
                    "A dashboard cannot be called %s. Use a name without slashes and control characters, of at most %d bytes, that does not begin with a dot."
                            .formatted(Quoted.text(name), LONGEST_NAME),
                    List.of());
        }
        return Layout.dashboard(slug, name);
    }

    /** The faults of its structure. One that asks for columns that its table does not have may be saved: it may be half done. */
    private static List<Problem> faults(JsonTree document) {
        return switch (DashboardJson.read(document)) {
            case ReadResult.Read<Dashboard> _ -> List.of();
            case ReadResult.Faulty<Dashboard>(var problems) -> problems;
        };
    }
}
