package dev.karet.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What was under the keys of the latest write before it, for answers that come too late. Thread-safe. */
final class LatestWrite {

    private final ObjectStore store;
    private Map<String, Optional<StoredObject>> before = Map.of();

    LatestWrite(ObjectStore store) {
        this.store = store;
    }

    /** To be called when {@code keys} are about to be written. */
    void begins(List<String> keys) {
        var images = new LinkedHashMap<String, Optional<StoredObject>>();
        keys.forEach(key -> images.put(key, store.get(key)));
        synchronized (this) {
            before = images;
        }
    }

    /** What was under {@code key} before the latest write. */
    Optional<StoredObject> get(String key) {
        var images = images();
        return images.containsKey(key) ? images.get(key) : store.get(key);
    }

    /** What was listed before the latest write. */
    List<ObjectInfo> list(String prefix) {
        var listed = new TreeMap<String, ObjectInfo>(InMemoryObjectStore.UTF8);
        store.list(prefix).forEach(info -> listed.put(info.key(), info));
        images().forEach((key, image) -> {
            if (key.startsWith(prefix)) {
                listed.remove(key);
                image.ifPresent(there -> listed.put(key, there.info()));
            }
        });
        return List.copyOf(listed.values());
    }

    private synchronized Map<String, Optional<StoredObject>> images() {
        return before;
    }
}
