package dev.karet.web.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.model.JsonPointer;
import dev.karet.model.Problems;
import dev.karet.model.json.Fields;
import dev.karet.model.json.JsonText;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.ReadResult;
import dev.karet.model.json.Writing;
import dev.karet.store.Layout;
import dev.karet.store.ObjectInfo;
import dev.karet.store.ObjectStore;
import dev.karet.store.Slug;
import dev.karet.store.StoredObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The statements that were saved with a pipeline, one object each; of two that save one name at once the later wins. Thread-safe. */
public final class SavedQueries {

    /** How many one pipeline may have. */
    public static final int MOST = 1_000;

    private static final Logger log = LoggerFactory.getLogger(SavedQueries.class);
    private static final String JSON = "application/json";
    private static final int DIGITS = 32;

    private final ObjectStore store;
    private final Clock clock;

    public SavedQueries(ObjectStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Whether there is a pipeline to save with. */
    public boolean isPipeline(Slug slug) {
        return store.head(Layout.pipelineConfig(slug)).isPresent();
    }

    /** All of them by name; what cannot be read is left out. */
    public List<SavedQuery> list(Slug slug) {
        return keys(slug).stream()
                .flatMap(key -> store.get(key).stream())
                .flatMap(object -> read(object).stream())
                .sorted(Comparator.comparing(SavedQuery::name))
                .toList();
    }

    /** The one of that name; empty when there is none. */
    public Optional<SavedQuery> get(Slug slug, String name) {
        return store.get(key(slug, name)).flatMap(SavedQueries::read);
    }

    /**
     * Saves a statement under a name, replacing what had it.
     *
     * @return empty when the pipeline has as many as it may have
     */
    public Optional<SavedQuery> put(Slug slug, String name, String statement) {
        String key = key(slug, name);
        List<String> keys = keys(slug);
        if (keys.size() >= MOST && !keys.contains(key)) return Optional.empty();
        SavedQuery query = new SavedQuery(name, statement, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        store.put(key, JsonText.pretty(json(query)).getBytes(UTF_8), JSON);
        return Optional.of(query);
    }

    /** Removes the one of that name; whether there was one. */
    public boolean delete(Slug slug, String name) {
        String key = key(slug, name);
        boolean was = store.head(key).isPresent();
        store.delete(key);
        return was;
    }

    /** The document that is stored and shown. */
    public static JsonTree json(SavedQuery query) {
        return new Writing()
                .put("name", query.name())
                .put("statement", query.statement())
                .put("updated_at", query.updatedAt().toString())
                .object();
    }

    private List<String> keys(Slug slug) {
        try (var objects = store.list(Layout.savedQueries(slug))) {
            return objects.map(ObjectInfo::key).limit(MOST).toList();
        }
    }

    private static Optional<SavedQuery> read(StoredObject object) {
        Problems problems = new Problems();
        if (JsonText.read(object.body()) instanceof ReadResult.Read<JsonTree>(var tree)) {
            Optional<Fields> fields = Fields.of(tree, "a saved query", JsonPointer.ROOT, problems);
            if (fields.isPresent()) {
                String name = fields.get().text("name");
                String statement = fields.get().text("statement");
                String at = fields.get().text("updated_at");
                try {
                    if (problems.isEmpty()) return Optional.of(new SavedQuery(name, statement, Instant.parse(at)));
                } catch (DateTimeException noTime) {
                    log.debug("a saved query has no time", noTime);
                }
            }
        }
        log.atWarn().addKeyValue("bytes", object.body().length).log("a saved query cannot be read");
        return Optional.empty();
    }

    /** Names are people's; keys are plain. */
    private static String key(Slug slug, String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8));
            return Layout.savedQuery(slug, HexFormat.of().formatHex(digest).substring(0, DIGITS));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
