package dev.karet.web.pipelines;

import dev.karet.model.Problem;
import dev.karet.model.json.JsonText;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.PipelineJson;
import dev.karet.model.json.ReadResult;
import dev.karet.model.pipeline.PipelineConfig;
import dev.karet.store.Layout;
import dev.karet.store.ObjectStore;
import dev.karet.store.PutResult;
import dev.karet.store.Slug;
import dev.karet.store.StoredObject;
import dev.karet.web.documents.DocumentText;
import dev.karet.web.documents.Expectation;
import dev.karet.web.pipelines.ConfigVersion.WithDocument;
import dev.karet.web.pipelines.PipelineRefused.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configurations of pipelines, in numbered versions of which each can be created once only. Thread-safe.
 *
 * <p>The newest version is what counts, and {@code pipeline.json} its copy for everybody who only reads. When the two differ, either a save
 * died before it had copied, or came late; or somebody edited the bucket. Which, the contents tell: a copy that lags is a version of just
 * before. Whoever reads next puts it right, or makes a version of the edit.
 */
public final class ConfigHistory {

    private static final Logger log = LoggerFactory.getLogger(ConfigHistory.class);
    private static final String JSON = "application/json";
    private static final String JSON_LINES = "application/jsonl";
    private static final String SEEN = "Found in the bucket";
    private static final int ATTEMPTS = 50;

    /** How many versions back a copy that lags can be. */
    private static final int LAG = 5;

    /** How long after a version a late copy of an older one can be written. */
    private static final Duration LATENESS = Duration.ofMinutes(5);

    private final ObjectStore store;
    private final Clock clock;
    private final ConfigSaved saved;

    public ConfigHistory(ObjectStore store, Clock clock, ConfigSaved saved) {
        this.store = store;
        this.clock = clock;
        this.saved = saved;
    }

    /**
     * What counts now.
     *
     * @param version the newest version's number; 0 when there is none yet, which is so for an unreadable document only
     * @param mark strong: another for every version
     * @param document empty when {@code pipeline.json} is no JSON
     * @param problems why it is none
     */
    public record Current(long version, String mark, Optional<JsonTree> document, List<Problem> problems) {

        private static Current of(ConfigVersion version, JsonTree document) {
            return new Current(version.number(), version.mark(), Optional.of(document), List.of());
        }
    }

    /**
     * The configuration of a pipeline.
     *
     * @throws PipelineRefused when there is no such pipeline
     */
    public Current current(Slug slug) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            StoredObject copy = copy(slug);
            long number = newest(slug);
            Optional<WithDocument> newest = read(slug, number);
            switch (JsonText.read(copy.body())) {
                case ReadResult.Faulty<JsonTree>(var problems) -> {
                    String mark = "x%d-%s"
                            .formatted(number, DocumentText.hash(copy.body()).substring(0, 16));
                    return new Current(number, mark, Optional.empty(), problems);
                }
                case ReadResult.Read<JsonTree>(var tree) -> {
                    String hash = DocumentText.hash(tree);
                    if (newest.isPresent() && newest.get().version().hash().equals(hash)) {
                        return Current.of(newest.get().version(), tree);
                    }
                    if (newest.isPresent()
                            && lags(slug, copy, hash, newest.get().version())) {
                        publish(slug, newest.get());
                        return Current.of(newest.get().version(), newest.get().document());
                    }
                    WithDocument seen = WithDocument.of(number + 1, clock.instant(), Optional.of(SEEN), tree);
                    if (create(slug, seen)) {
                        // What is no pipeline's configuration has no picture either.
                        if (PipelineJson.read(JsonText.compact(tree))
                                instanceof ReadResult.Read<PipelineConfig>(var config)) {
                            tell(slug, config);
                        }
                        return Current.of(seen.version(), tree);
                    }
                }
            }
        }
        throw contended(slug);
    }

    /**
     * Saves {@code document} as a new version; one that says what is there already makes none.
     *
     * @throws Expectation.Missed when something else is there
     * @throws PipelineRefused when there is no such pipeline, or the document is not well formed
     */
    public Current save(Slug slug, JsonTree document, Expectation expected, Optional<String> note) {
        PipelineConfig config = wellFormed(document);
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Current now = current(slug);
            expected.require(Optional.of(now.mark()));
            WithDocument next = WithDocument.of(now.version() + 1, clock.instant(), note, document);
            boolean same = now.document()
                    .filter(there ->
                            DocumentText.hash(there).equals(next.version().hash()))
                    .isPresent();
            if (same) return now;
            if (create(slug, next)) {
                publish(slug, next);
                tell(slug, config);
                return Current.of(next.version(), document);
            }
        }
        throw contended(slug);
    }

    /** Saves an older version once more, as the newest. */
    public Current restore(Slug slug, long number, Expectation expected, Optional<String> note) {
        WithDocument old = version(slug, number);
        return save(slug, old.document(), expected, note.or(() -> Optional.of("Version %d again".formatted(number))));
    }

    /**
     * One version.
     *
     * @throws PipelineRefused when there is no such pipeline or version
     */
    public WithDocument version(Slug slug, long number) {
        current(slug);
        return read(slug, number)
                .orElseThrow(() -> PipelineRefused.of(
                        Reason.VERSION_NOT_FOUND,
                        "The configuration of \"%s\" has no version %d.".formatted(slug, number)));
    }

    /**
     * The numbers of versions below {@code below}, newest first.
     *
     * @throws PipelineRefused when there is no such pipeline
     */
    public List<Long> numbers(Slug slug, long below, int most) {
        current(slug);
        try (var objects = store.list(Layout.configs(slug))) {
            return objects.flatMap(object ->
                            Layout.configOf(slug, object.key()).stream().boxed())
                    .filter(number -> number < below)
                    .sorted(Comparator.reverseOrder())
                    .limit(most)
                    .toList();
        }
    }

    /** What is known of a version without its document; empty when it is gone or damaged. */
    public Optional<ConfigVersion> summary(Slug slug, long number) {
        return ConfigVersion.read(number, store.read(Layout.config(slug, number), 0, ConfigVersion.FIRST_LINE));
    }

    /** The first version of a pipeline that is being made; nobody sees it before the pipeline exists. */
    void begin(Slug slug, JsonTree document, String note) {
        create(slug, WithDocument.of(1, clock.instant(), Optional.of(note), document));
    }

    /**
     * Reads {@code document} as a pipeline.
     *
     * @throws PipelineRefused when it is not well formed
     */
    static PipelineConfig wellFormed(JsonTree document) {
        return switch (PipelineJson.read(JsonText.compact(document))) {
            case ReadResult.Read<PipelineConfig>(var config) -> config;
            case ReadResult.Faulty<PipelineConfig>(var problems) ->
                throw new PipelineRefused(
                        Reason.CONFIG_UNREADABLE,
                        "The configuration is not well formed: "
                                + problems.getFirst().message(),
                        problems);
        };
    }

    private StoredObject copy(Slug slug) {
        return store.get(Layout.pipelineConfig(slug)).orElseThrow(() -> PipelineRefused.notFound(slug));
    }

    /** Whether the copy is an older version that a save left, or brought too late. */
    private boolean lags(Slug slug, StoredObject copy, String hash, ConfigVersion newest) {
        Instant latest = store.head(Layout.config(slug, newest.number()))
                .map(object -> object.lastModified().plus(LATENESS))
                .orElse(Instant.MIN);
        if (copy.info().lastModified().isAfter(latest)) return false;
        for (long number = newest.number() - 1; number >= 1 && number >= newest.number() - LAG; number--) {
            if (read(slug, number)
                    .filter(old -> old.version().hash().equals(hash))
                    .isPresent()) return true;
        }
        return false;
    }

    /** Copies the newest version to where everybody reads it; the newest may be another by the time that it is done. */
    private void publish(Slug slug, WithDocument newest) {
        WithDocument last = newest;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            store.put(Layout.pipelineConfig(slug), DocumentText.bytes(last.document()), JSON);
            long number = newest(slug);
            if (number <= last.version().number()) return;
            last = read(slug, number).orElse(last);
        }
    }

    /** The number of the newest version; 0 when there is none. */
    private long newest(Slug slug) {
        try (var objects = store.list(Layout.configs(slug))) {
            return objects.map(object -> Layout.configOf(slug, object.key()))
                    .flatMapToLong(OptionalLong::stream)
                    .max()
                    .orElse(0);
        }
    }

    /** A version; empty when there is none of this number, or a damaged one. */
    private Optional<WithDocument> read(Slug slug, long number) {
        if (number < 1) return Optional.empty();
        return store.get(Layout.config(slug, number)).flatMap(object -> WithDocument.read(number, object.body()));
    }

    private boolean create(Slug slug, WithDocument version) {
        String key = Layout.config(slug, version.version().number());
        return switch (store.createOnly(key, version.stored(), JSON_LINES)) {
            case PutResult.Stored _ -> true;
            case PutResult.Lost _ -> false;
        };
    }

    /** Tells whoever wants to know of a configuration that was saved. */
    void tell(Slug slug, PipelineConfig config) {
        try {
            saved.saved(slug, config);
        } catch (RuntimeException e) {
            log.atWarn().addKeyValue("pipeline", slug).setCause(e).log("what follows a save failed");
        }
    }

    private static PipelineRefused contended(Slug slug) {
        return PipelineRefused.of(
                Reason.CONTENDED, "Others save the configuration of \"%s\" all the time. Try again.".formatted(slug));
    }
}
