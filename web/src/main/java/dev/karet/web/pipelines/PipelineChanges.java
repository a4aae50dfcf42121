package dev.karet.web.pipelines;

import dev.karet.store.Layout;
import dev.karet.store.Leases;
import dev.karet.store.ObjectStore;
import dev.karet.store.PutResult;
import dev.karet.store.Slug;
import dev.karet.store.StoreException;
import dev.karet.store.StoredObject;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates, renames and deletes pipelines as wholes. Thread-safe.
 *
 * <p>Before anything is done it is written down under {@code _karet/changes/}, and the pipeline's lease is held, so that no run begins and
 * nobody else changes it. Whoever dies on the way leaves the record; once the lease has lapsed, the next who comes, or {@link #settleAll},
 * brings a renaming or a deletion to its end, and takes back what was created by half.
 *
 * <p>A pipeline exists from the moment that it has its {@code pipeline.json}: it is written last, and deleted first.
 */
public final class PipelineChanges {

    private static final Logger log = LoggerFactory.getLogger(PipelineChanges.class);
    private static final String JSON = "application/json";

    private final ObjectStore store;
    private final Leases leases;
    private final Clock clock;
    private final Changes changes;
    private final PipelineFolder folder;

    public PipelineChanges(ObjectStore store, Leases leases, Clock clock) {
        this.store = store;
        this.leases = leases;
        this.clock = clock;
        this.changes = new Changes(store);
        this.folder = new PipelineFolder(store);
    }

    /** Puts everything of a new pipeline in its place but {@code pipeline.json}, which is the answer. */
    @FunctionalInterface
    interface Filling {
        byte[] fill(PipelineFolder.Permit permit);
    }

    /**
     * Creates a pipeline: whole or not at all.
     *
     * @throws PipelineRefused when there is one of that name, or anything else in its place
     */
    void create(Slug slug, Filling filling) {
        requireFree(slug);
        settle(slug);
        try (Holding holding = Holding.of(leases, clock, slug)) {
            if (!changes.claim(slug, change(Change.Kind.CREATED, slug))) throw PipelineRefused.exists(slug);
            if (!folder.isEmpty(slug)) {
                changes.release(slug);
                throw PipelineRefused.exists(slug);
            }
            fill(slug, filling, holding);
            changes.release(slug);
        } catch (Holding.Taken taken) {
            throw PipelineRefused.exists(slug);
        }
    }

    /**
     * Returns when a pipeline of that name may be made.
     *
     * @throws PipelineRefused when there is one, or anything else in its place
     */
    public void requireFree(Slug slug) {
        if (folder.exists(slug)) throw PipelineRefused.exists(slug);
        if (changes.of(slug).isEmpty() && !folder.isEmpty(slug)) {
            throw PipelineRefused.of(
                    PipelineRefused.Reason.ALREADY_EXISTS,
                    "The bucket has objects under \"%s\" although there is no such pipeline. Delete it, or choose another name."
                            .formatted(Layout.pipeline(slug)));
        }
    }

    private void fill(Slug slug, Filling filling, Holding holding) {
        try {
            byte[] config = filling.fill(holding);
            holding.require();
            switch (store.createOnly(Layout.pipelineConfig(slug), config, JSON)) {
                case PutResult.Stored _ -> {
                    return;
                }
                case PutResult.Lost _ -> throw PipelineRefused.exists(slug);
            }
        } catch (RuntimeException e) {
            takeBack(slug, holding, e);
            throw e;
        }
    }

    private void takeBack(Slug slug, Holding holding, RuntimeException why) {
        try {
            // After a lost answer the pipeline may be there after all; one that others can see is not taken back.
            if (!folder.exists(slug)) folder.clear(slug, holding);
            changes.release(slug);
        } catch (StoreException | PipelineRefused later) {
            why.addSuppressed(later);
        }
    }

    /**
     * Renames a pipeline, with all that it has.
     *
     * @throws PipelineRefused when there is no such pipeline, a run is at work, or the new name is taken
     */
    public void rename(Slug from, Slug to) {
        settle(from);
        settle(to);
        if (!folder.exists(from)) throw PipelineRefused.notFound(from);
        if (from.equals(to)) throw PipelineRefused.exists(to);
        requireFree(to);
        try (Holding holding = Holding.of(leases, clock, from, to)) {
            Change leaving = change(Change.Kind.LEAVES, to);
            if (!changes.claim(from, leaving)) throw changing(from);
            renameHeld(from, leaving, holding);
        } catch (Holding.Taken taken) {
            throw PipelineRefused.running(taken.slug(), taken.job());
        }
    }

    private void renameHeld(Slug from, Change leaving, Holding holding) {
        Slug to = leaving.other();
        Change arriving = new Change(leaving.id(), Change.Kind.ARRIVES, from, leaving.began(), false);
        Change recorded = leaving;
        if (!leaving.copied()) {
            boolean ours = changes.claim(to, arriving);
            if (!ours || folder.exists(to) || !folder.exists(from)) {
                giveUp(from, to, ours, holding);
                throw folder.exists(from) ? PipelineRefused.exists(to) : PipelineRefused.notFound(from);
            }
            folder.mirror(from, to, holding);
            holding.require();
            recorded = leaving.allCopied();
            changes.advance(from, recorded);
        }
        Optional<StoredObject> config = store.get(Layout.pipelineConfig(from));
        if (config.isPresent()) {
            holding.require();
            // When it is there already, an attempt before this one has put it there.
            store.createOnly(Layout.pipelineConfig(to), config.get().body(), JSON);
        }
        folder.clear(from, holding);
        changes.of(to).filter(arriving::equals).ifPresent(_ -> changes.release(to));
        changes.release(from);
    }

    /** Ends a renaming before anybody could have seen it. */
    private void giveUp(Slug from, Slug to, boolean ours, Holding holding) {
        if (ours) {
            if (!folder.exists(to)) folder.clear(to, holding);
            changes.release(to);
        }
        changes.release(from);
    }

    /**
     * Deletes a pipeline with all that it has.
     *
     * @throws PipelineRefused when there is no such pipeline, or a run is at work
     */
    public void delete(Slug slug) {
        boolean wasDeleted = changes.of(slug)
                .filter(change -> change.kind() == Change.Kind.DELETED)
                .isPresent();
        settle(slug);
        if (folder.isEmpty(slug)) {
            if (wasDeleted) return;
            throw PipelineRefused.notFound(slug);
        }
        try (Holding holding = Holding.of(leases, clock, slug)) {
            if (!changes.claim(slug, change(Change.Kind.DELETED, slug))) throw changing(slug);
            deleteHeld(slug, holding);
        } catch (Holding.Taken taken) {
            throw PipelineRefused.running(slug, taken.job());
        }
    }

    private void deleteHeld(Slug slug, Holding holding) {
        folder.clear(slug, holding);
        changes.release(slug);
    }

    /** Everything that is under way or was left, by pipeline. */
    Map<Slug, Change> underWay() {
        return changes.all();
    }

    /** Brings to an end what somebody left by half, wherever nobody is at it. To be called from time to time. */
    public void settleAll() {
        for (Slug slug : changes.all().keySet()) {
            try {
                settle(slug);
            } catch (PipelineRefused busy) {
                log.debug("{} is not settled yet: {}", slug, busy.getMessage());
            }
        }
        removeRemains();
    }

    /** A process that died at its very last call, or came too late, leaves leases and the like of a pipeline that is no more. */
    private void removeRemains() {
        List<Slug> slugs;
        try (var folders = store.listFolders(Layout.PIPELINES)) {
            slugs = folders.filter(Slug::isValid).map(Slug::new).toList();
        }
        for (Slug slug : slugs) {
            if (folder.exists(slug) || !folder.isEmpty(slug)) continue;
            try (Holding holding = Holding.of(leases, clock, slug)) {
                if (folder.isEmpty(slug)) folder.clear(slug, holding);
            } catch (Holding.Taken taken) {
                log.debug("{} is held by {}", slug, taken.job());
            }
        }
    }

    /**
     * Brings to an end what somebody left by half.
     *
     * @throws PipelineRefused when somebody is at it
     */
    void settle(Slug slug) {
        Change change = changes.of(slug).orElse(null);
        if (change == null) return;
        switch (change.kind()) {
            case CREATED ->
                held(slug, change, holding -> {
                    if (!folder.exists(slug)) folder.clear(slug, holding);
                    changes.release(slug);
                });
            case DELETED -> held(slug, change, holding -> deleteHeld(slug, holding));
            case LEAVES -> settleRenaming(slug, change);
            case ARRIVES -> {
                Optional<Change> leaving = changes.of(change.other())
                        .filter(other ->
                                other.kind() == Change.Kind.LEAVES && other.id().equals(change.id()));
                if (leaving.isPresent()) settleRenaming(change.other(), leaving.get());
                // Its end was told under the old name last.
                else held(slug, change, _ -> changes.release(slug));
            }
        }
    }

    private void settleRenaming(Slug from, Change leaving) {
        try {
            held(from, leaving, holding -> renameHeld(from, leaving, holding), leaving.other());
        } catch (PipelineRefused refused) {
            // What cannot be done is taken back, and that settles it too.
            if (changes.of(from).isPresent()) throw refused;
        }
    }

    private interface Settling {
        void settle(Holding holding);
    }

    /** Settles with the leases held, unless somebody was faster. */
    private void held(Slug slug, Change change, Settling settling, Slug... more) {
        Slug[] all = Arrays.copyOf(more, more.length + 1);
        all[more.length] = slug;
        try (Holding holding = Holding.of(leases, clock, all)) {
            if (changes.of(slug).filter(change::equals).isPresent()) settling.settle(holding);
        } catch (Holding.Taken taken) {
            throw PipelineRefused.changing(slug, change);
        }
    }

    private PipelineRefused changing(Slug slug) {
        return changes.of(slug)
                .map(change -> PipelineRefused.changing(slug, change))
                .orElseGet(() -> PipelineRefused.of(
                        PipelineRefused.Reason.CHANGING, "\"%s\" is being changed. Try again.".formatted(slug)));
    }

    private Change change(Change.Kind kind, Slug other) {
        return new Change(UUID.randomUUID().toString(), kind, other, clock.instant(), false);
    }
}
