package dev.karet.web.pipelines;

import dev.karet.store.Layout;
import dev.karet.store.ObjectInfo;
import dev.karet.store.ObjectStore;
import dev.karet.store.PutResult;
import dev.karet.store.Slug;
import dev.karet.store.StoredObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is being done to pipelines as wholes, one record a pipeline, of which each can be created once only. Thread-safe. */
final class Changes {

    private static final String JSON = "application/json";

    private final ObjectStore store;

    Changes(ObjectStore store) {
        this.store = store;
    }

    /** What is being done to {@code slug}; empty when nothing is. */
    Optional<Change> of(Slug slug) {
        return store.get(Layout.change(slug)).map(StoredObject::body).flatMap(Change::read);
    }

    /** Everything that is under way, or was left. */
    Map<Slug, Change> all() {
        List<String> keys;
        try (var objects = store.list(Layout.CHANGES)) {
            keys = objects.map(ObjectInfo::key).toList();
        }
        Map<Slug, Change> all = new TreeMap<>();
        for (String key : keys) {
            Layout.changeOf(key).ifPresent(slug -> of(slug).ifPresent(change -> all.put(slug, change)));
        }
        return all;
    }

    /** Whether {@code change} may be done now; false while another is recorded. */
    boolean claim(Slug slug, Change change) {
        return switch (store.createOnly(Layout.change(slug), change.json(), JSON)) {
            case PutResult.Stored _ -> true;
            case PutResult.Lost _ -> of(slug).filter(change::equals).isPresent();
        };
    }

    void advance(Slug slug, Change change) {
        store.put(Layout.change(slug), change.json(), JSON);
    }

    /** The change is over. */
    void release(Slug slug) {
        store.delete(Layout.change(slug));
    }
}
