package dev.karet.web.pipelines;

import dev.karet.model.json.PipelineJson;
import dev.karet.model.json.ReadResult;
import dev.karet.model.pipeline.PipelineConfig;
import dev.karet.store.Layout;
import dev.karet.store.ObjectStore;
import dev.karet.store.Slug;
import dev.karet.store.StoredObject;
import dev.karet.web.preview.PipelinePreview;
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

    /** The picture, drawn now when there is none; empty when the configuration cannot be drawn. */
    public Optional<StoredObject> of(Slug slug) {
        guard.requireThere(slug);
        return stored(slug).or(() -> {
            Optional<PipelineConfig> config = store.get(Layout.pipelineConfig(slug))
                    .flatMap(document -> switch (PipelineJson.read(document.body())) {
                        case ReadResult.Read<PipelineConfig>(var read) -> Optional.of(read);
                        case ReadResult.Faulty<PipelineConfig> _ -> Optional.empty();
                    });
            config.ifPresent(drawn -> draw(slug, drawn));
            return stored(slug);
        });
    }

    private Optional<StoredObject> stored(Slug slug) {
        return store.get(Layout.preview(slug)).filter(object -> isPng(object.body()));
    }

    /** Draws a configuration that was saved, so that the picture is never an old one. */
    public void draw(Slug slug, PipelineConfig config) {
        store.put(Layout.preview(slug), PipelinePreview.png(config), "image/png");
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
