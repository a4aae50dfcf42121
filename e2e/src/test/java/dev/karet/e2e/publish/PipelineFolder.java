package dev.karet.e2e.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.store.InMemoryObjectStore;
import dev.karet.store.Layout;
import dev.karet.store.ObjectInfo;
import dev.karet.store.ObjectStore;
import dev.karet.store.Slug;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** One pipeline's folder in a bucket; keys are relative to it. */
record PipelineFolder(ObjectStore store, Slug slug) {

    private static final Slug SHOP = new Slug("shop");

    /** An empty folder in a bucket of its own. */
    static PipelineFolder empty() {
        return new PipelineFolder(new InMemoryObjectStore(), SHOP);
    }

    void put(String key, byte[] body) {
        store.put(Layout.pipeline(slug) + key, body, "application/octet-stream");
    }

    void put(String key, String text) {
        put(key, text.getBytes(UTF_8));
    }

    void delete(String key) {
        store.delete(Layout.pipeline(slug) + key);
    }

    byte[] bytes(String key) {
        return store.get(Layout.pipeline(slug) + key).orElseThrow().body();
    }

    List<String> keys(String prefix) {
        return objects(prefix).stream().map(this::relative).toList();
    }

    List<ObjectInfo> objects(String prefix) {
        try (var objects = store.list(Layout.pipeline(slug) + prefix)) {
            return objects.toList();
        }
    }

    String relative(ObjectInfo object) {
        return object.key().substring(Layout.pipeline(slug).length());
    }

    /** The same bucket, seen through {@code decorated}. */
    PipelineFolder through(ObjectStore decorated) {
        return new PipelineFolder(decorated, slug);
    }

    /** A bucket of its own with the same objects, copied one by one. */
    PipelineFolder copy() {
        return copyTo(new InMemoryObjectStore(), key -> true);
    }

    /** A bucket of its own with what people put into this one: the configuration and the files. */
    PipelineFolder inputs() {
        return copyTo(new InMemoryObjectStore(), key -> key.equals("pipeline.json") || key.startsWith("raw/"));
    }

    /** Copies the folder's objects into another bucket, one by one. */
    PipelineFolder copyTo(ObjectStore target, Predicate<String> wanted) {
        PipelineFolder copy = new PipelineFolder(target, slug);
        for (String key : new ArrayList<>(keys(""))) {
            if (wanted.test(key)) {
                copy.put(key, bytes(key));
            }
        }
        return copy;
    }
}
