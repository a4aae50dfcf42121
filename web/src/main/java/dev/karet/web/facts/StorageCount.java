package dev.karet.web.facts;

import dev.karet.store.Layout;
import dev.karet.store.ObjectInfo;
import dev.karet.store.ObjectStore;
import dev.karet.store.Slug;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One count of what the pipelines take in the store, by listing them, and how far it is. Thread-safe. */
final class StorageCount implements Runnable {

    private final ObjectStore store;
    private final Clock clock;
    private final long mostObjects;

    private final Map<Slug, PipelineStorage> pipelines = new TreeMap<>();
    private Optional<Instant> ended = Optional.empty();
    private boolean complete;

    /** @param mostObjects after which the count ends, done or not */
    StorageCount(ObjectStore store, Clock clock, long mostObjects) {
        this.store = store;
        this.clock = clock;
        this.mostObjects = mostObjects;
    }

    /**
     * What was counted until now. Immutable.
     *
     * @param complete whether every pipeline is there and counted to its end
     * @param ended when the count ended; empty while it goes on
     */
    record SoFar(List<PipelineStorage> pipelines, boolean complete, Optional<Instant> ended) {
        SoFar {
            pipelines = List.copyOf(pipelines);
        }
    }

    synchronized SoFar soFar() {
        return new SoFar(List.copyOf(pipelines.values()), complete, ended);
    }

    /** Counts to the end, or to the bound; what fails ends it as well. */
    @Override
    public void run() {
        try {
            List<Slug> slugs;
            try (var folders = store.listFolders(Layout.PIPELINES)) {
                slugs = folders.filter(Slug::isValid).map(Slug::new).sorted().toList();
            }
            slugs.forEach(slug -> know(PipelineStorage.nothingOf(slug)));
            long left = mostObjects;
            for (Slug slug : slugs) {
                if (left < 0) return;
                left = count(slug, left);
            }
            if (left >= 0) isComplete();
        } finally {
            hasEnded();
        }
    }

    /** How many objects are left to be counted; less than none when there are more. */
    private long count(Slug slug, long most) {
        PipelineStorage sum = PipelineStorage.nothingOf(slug);
        long left = most;
        try (var objects = store.list(Layout.pipeline(slug))) {
            for (Iterator<ObjectInfo> each = objects.iterator(); each.hasNext(); ) {
                ObjectInfo object = each.next();
                if (--left < 0) return left;
                sum = sum.with(object);
                know(sum);
            }
        }
        know(sum.whole());
        return left;
    }

    private synchronized void know(PipelineStorage pipeline) {
        pipelines.put(pipeline.slug(), pipeline);
    }

    private synchronized void isComplete() {
        complete = true;
    }

    private synchronized void hasEnded() {
        ended = Optional.of(clock.instant());
    }
}
