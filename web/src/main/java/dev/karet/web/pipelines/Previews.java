package dev.karet.web.pipelines;

import dev.karet.store.Layout;
import dev.karet.store.ObjectStore;
import dev.karet.store.Slug;
import dev.karet.store.StoredObject;
import java.util.Arrays;
import java.util.Optional;

/** The pictures of pipelines on the home page. Thread-safe. */
public final class Previews {

    /** Bytes that a picture may have. */
    public static final int LARGEST = 2 << 20;

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private final ObjectStore store;
    private final PipelineGuard guard;

    public Previews(ObjectStore store) {
        this.store = store;
        this.guard = new PipelineGuard(store);
    }

    /** The picture; empty when there is none, or what is there is no picture. */
    public Optional<StoredObject> of(Slug slug) {
        guard.requireThere(slug);
        return store.get(Layout.preview(slug)).filter(object -> isPng(object.body()));
    }

    /** Whether the bytes begin as every PNG does. */
    public static boolean isPng(byte[] bytes) {
        return bytes.length > PNG.length && Arrays.equals(bytes, 0, PNG.length, PNG, 0, PNG.length);
    }

    /** Stores a picture that {@link #isPng}, of at most {@link #LARGEST} bytes. */
    public void save(Slug slug, byte[] png) {
        if (!isPng(png) || png.length > LARGEST) throw new IllegalArgumentException("not a picture to store");
        guard.requireOpen(slug);
        store.put(Layout.preview(slug), png, "image/png");
    }
}
