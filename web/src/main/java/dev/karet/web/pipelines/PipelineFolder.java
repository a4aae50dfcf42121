package dev.karet.web.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.model.json.JsonText;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.ReadResult;
import dev.karet.store.Layout;
import dev.karet.store.ObjectInfo;
import dev.karet.store.ObjectStore;
import dev.karet.store.OpenedObject;
import dev.karet.store.SideBySide;
import dev.karet.store.Slug;
import dev.karet.store.StoreException.ObjectNotFound;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All objects of a pipeline but its leases, which whoever holds them looks after. Thread-safe. */
final class PipelineFolder {

    static final int AT_ONCE = 8;

    private static final int BATCH = 1_000;
    private static final int PASSES = 10;
    private static final String JSON = "application/json";

    private final ObjectStore store;

    PipelineFolder(ObjectStore store) {
        this.store = store;
    }

    /** Passes as long as what is being done may go on. */
    @FunctionalInterface
    interface Permit {

        /** Returns when another object may be touched; throws when not. */
        void require();
    }

    List<ObjectInfo> objects(Slug slug) {
        try (var objects = store.list(Layout.pipeline(slug))) {
            return objects.filter(object -> !object.key().startsWith(Layout.leases(slug)))
                    .toList();
        }
    }

    /** Whether there is nothing, or nothing that is of more than the moment. */
    boolean isEmpty(Slug slug) {
        try (var objects = store.list(Layout.pipeline(slug))) {
            return objects.allMatch(object -> Layout.isPassing(slug, object.key()));
        }
    }

    boolean exists(Slug slug) {
        return store.head(Layout.pipelineConfig(slug)).isPresent();
    }

    /** Removes everything, {@code pipeline.json} first, so that a pipeline that is half gone is none. */
    void clear(Slug slug, Permit permit) {
        permit.require();
        store.delete(Layout.pipelineConfig(slug));
        for (int pass = 1; pass <= PASSES; pass++) {
            List<String> keys = objects(slug).stream().map(ObjectInfo::key).toList();
            if (keys.isEmpty()) return;
            for (int from = 0; from < keys.size(); from += BATCH) {
                permit.require();
                store.deleteAll(keys.subList(from, Math.min(from + BATCH, keys.size())));
            }
        }
    }

    /**
     * Makes {@code to} the same as {@code from} but for {@code pipeline.json}. What was copied by an attempt before is not copied again; what
     * came into {@code from} meanwhile is.
     */
    void mirror(Slug from, Slug to, Permit permit) {
        for (int pass = 1; pass <= PASSES && mirrorOnce(from, to, permit, pass == 1); pass++) {
            // Something came while we copied.
        }
    }

    /** Whether there was anything to do. */
    private boolean mirrorOnce(Slug from, Slug to, Permit permit, boolean first) {
        Map<String, ObjectInfo> there = new HashMap<>();
        objects(to).forEach(object -> there.put(path(to, object), object));
        List<ObjectInfo> missing = new ArrayList<>();
        for (ObjectInfo object : copied(from)) {
            ObjectInfo copy = there.remove(path(from, object));
            boolean rewritten = isRewritten(from, object.key());
            if (copy == null || !isCopyOf(copy, object, rewritten, first)) missing.add(object);
        }
        if (!there.isEmpty()) {
            permit.require();
            store.deleteAll(there.values().stream().map(ObjectInfo::key).toList());
        }
        SideBySide.forEach(missing, AT_ONCE, object -> {
            permit.require();
            copy(from, to, object.key());
        });
        return !missing.isEmpty() || !there.isEmpty();
    }

    /** A copy is younger than what it was made of, and by times of one store. In doubt it is made again. */
    private static boolean isCopyOf(ObjectInfo copy, ObjectInfo object, boolean rewritten, boolean first) {
        boolean younger = copy.lastModified().isAfter(object.lastModified());
        boolean asYoung = !copy.lastModified().isBefore(object.lastModified());
        boolean sized = rewritten || copy.size() == object.size();
        return sized && (first ? younger && !rewritten : asYoung);
    }

    private List<ObjectInfo> copied(Slug slug) {
        String config = Layout.pipelineConfig(slug);
        return objects(slug).stream()
                .filter(object -> !object.key().equals(config))
                .toList();
    }

    /** Whether a copy under another name says that name. */
    private static boolean isRewritten(Slug slug, String key) {
        return Layout.jobOf(slug, key).isPresent() || key.startsWith(Layout.rejects(slug));
    }

    private void copy(Slug from, Slug to, String key) {
        String target =
                Layout.pipeline(to) + key.substring(Layout.pipeline(from).length());
        try {
            if (key.startsWith(Layout.rejects(from))) {
                copyRows(key, target, to);
                return;
            }
            Optional<byte[]> job = Layout.jobOf(from, key).isEmpty()
                    ? Optional.empty()
                    : store.get(key).flatMap(object -> jobOf(to, object.body()));
            if (job.isPresent()) store.put(target, job.get(), JSON);
            else store.copy(key, target);
        } catch (ObjectNotFound gone) {
            // Deleted since it was listed; the next pass deletes a copy of it.
            return;
        }
    }

    private void copyRows(String key, String target, Slug slug) {
        try (OpenedObject rows = store.open(key)) {
            long most = RenamedRows.most(rows.info().size());
            store.putStream(target, new RenamedRows(rows.body(), slug), most, PipelineImport.contentType(target));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The record of a run with another pipeline's name in it; empty when it is no record. */
    static Optional<byte[]> jobOf(Slug slug, byte[] record) {
        if (!(JsonText.read(record) instanceof ReadResult.Read<JsonTree>(JsonTree.Obj(var fields)))) {
            return Optional.empty();
        }
        Map<String, JsonTree> renamed = new LinkedHashMap<>(fields);
        renamed.put("pipeline", new JsonTree.Text(slug.value()));
        return Optional.of(JsonText.pretty(new JsonTree.Obj(renamed)).getBytes(UTF_8));
    }

    private static String path(Slug slug, ObjectInfo object) {
        return object.key().substring(Layout.pipeline(slug).length());
    }
}
