package dev.karet.web.preferences;

import dev.karet.model.Problems;
import dev.karet.model.json.JsonText;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.ReadResult;
import dev.karet.store.Layout;
import dev.karet.store.ObjectStore;
import dev.karet.store.PutResult;
import dev.karet.store.S3ObjectStore;
import dev.karet.store.SideBySide;
import dev.karet.store.Slug;
import dev.karet.store.StoredObject;
import dev.karet.web.documents.DocumentText;
import dev.karet.web.documents.Expectation;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The preferences in the bucket, one document of at most 64 KiB, marked by its contents. Thread-safe.
 *
 * <p>What was never saved is there as its default, with a mark, so that whoever has read it can replace it and be told when another was
 * faster. A save that expects a version replaces that version or fails, in one step.
 */
public final class KeptPreferences {

    private static final int AT_ONCE = 16;
    private static final String JSON = "application/json";

    private final ObjectStore store;

    public KeptPreferences(ObjectStore store) {
        this.store = store;
    }

    /**
     * The preferences as they are shown.
     *
     * @param mark tells the document behind them from every other
     */
    public record Shown(Preferences preferences, String mark) {}

    /** The preferences, without the stars of pipelines that are no more. What cannot be read of the document counts as never said. */
    public Shown get() {
        Optional<StoredObject> there = store.get(Layout.PREFERENCES);
        Preferences said = there.map(KeptPreferences::read).orElse(Preferences.DEFAULT);
        return shown(said, mark(there));
    }

    /**
     * Saves preferences.
     *
     * @throws Expectation.Missed when something else is there
     * @throws PreferencesRefused when the document is none, or too large
     */
    public Shown save(JsonTree document, Expectation expected) {
        Problems problems = new Problems();
        Preferences wished = Preferences.read(document, problems);
        if (!problems.isEmpty()) throw PreferencesRefused.faulty(problems.list());
        JsonTree.Obj json = wished.json();
        byte[] body = DocumentText.bytes(json);
        if (body.length > S3ObjectStore.LARGEST_REPLACEMENT) throw PreferencesRefused.tooLarge();
        switch (expected) {
            case Expectation.Anything() -> store.put(Layout.PREFERENCES, body, JSON);
            case Expectation.Nothing() -> requireStored(store.createOnly(Layout.PREFERENCES, body, JSON));
            case Expectation.Something() -> replace(body, expected);
            case Expectation.OneOf _ -> replace(body, expected);
        }
        return shown(wished, DocumentText.hash(json));
    }

    private void replace(byte[] body, Expectation expected) {
        Optional<StoredObject> there = store.get(Layout.PREFERENCES);
        expected.require(Optional.of(mark(there)));
        requireStored(
                there.isEmpty()
                        ? store.createOnly(Layout.PREFERENCES, body, JSON)
                        : store.replaceOnly(
                                Layout.PREFERENCES,
                                body,
                                JSON,
                                there.get().info().etag()));
    }

    private void requireStored(PutResult result) {
        switch (result) {
            case PutResult.Stored _ -> {
                return;
            }
            case PutResult.Lost _ -> throw new Expectation.Missed(Optional.of(mark(store.get(Layout.PREFERENCES))));
        }
    }

    private Shown shown(Preferences said, String mark) {
        List<Slug> there =
                SideBySide.map(
                                said.starred(),
                                AT_ONCE,
                                slug -> store.head(Layout.pipelineConfig(slug)).map(_ -> slug))
                        .stream()
                        .flatMap(Optional::stream)
                        .toList();
        Set<Slug> known = new HashSet<>(there);
        return new Shown(said.onlyStarred(known::contains), mark);
    }

    private static Preferences read(StoredObject stored) {
        return switch (JsonText.read(stored.body())) {
            case ReadResult.Read<JsonTree>(var document) -> Preferences.read(document, new Problems());
            case ReadResult.Faulty<JsonTree> _ -> Preferences.DEFAULT;
        };
    }

    private static String mark(Optional<StoredObject> there) {
        return there.map(stored -> switch (JsonText.read(stored.body())) {
                    case ReadResult.Read<JsonTree>(var document) -> DocumentText.hash(document);
                    case ReadResult.Faulty<JsonTree> _ -> DocumentText.hash(stored.body());
                })
                .orElseGet(() -> DocumentText.hash(Preferences.DEFAULT.json()));
    }
}
