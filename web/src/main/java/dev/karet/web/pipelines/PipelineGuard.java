package dev.karet.web.pipelines;

import dev.karet.store.Layout;
import dev.karet.store.ObjectStore;
import dev.karet.store.Slug;

/**
 * Keeps writes away from pipelines that are not there, or are about to go: what was written while a pipeline is renamed or deleted would be
 * lost. Whoever writes for long asks at the beginning and at the end. Thread-safe.
 */
public final class PipelineGuard {

    private final ObjectStore store;
    private final Changes changes;

    public PipelineGuard(ObjectStore store) {
        this.store = store;
        this.changes = new Changes(store);
    }

    /**
     * Returns when there is such a pipeline.
     *
     * @throws PipelineRefused when there is not
     */
    public void requireThere(Slug slug) {
        if (store.head(Layout.pipelineConfig(slug)).isEmpty()) throw PipelineRefused.notFound(slug);
    }

    /**
     * Returns when the pipeline may be written to.
     *
     * @throws PipelineRefused when there is no such pipeline, or it is being renamed or deleted
     */
    public void requireOpen(Slug slug) {
        requireThere(slug);
        changes.of(slug).filter(change -> change.kind() != Change.Kind.CREATED).ifPresent(change -> {
            throw PipelineRefused.changing(slug, change);
        });
    }
}
