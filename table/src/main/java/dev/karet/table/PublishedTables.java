package dev.karet.table;

import dev.karet.model.commit.CommitRecord.Commit;
import dev.karet.model.commit.DataFile;
import dev.karet.model.commit.FileIdentity;
import dev.karet.model.commit.Finished;
import dev.karet.model.commit.TableState;
import dev.karet.model.pipeline.ColumnSchema;
import dev.karet.store.Layout;
import dev.karet.store.ObjectInfo;
import dev.karet.store.ObjectReplaced;
import dev.karet.store.ObjectStore;
import dev.karet.store.OpenedObject;
import dev.karet.store.Slug;
import dev.karet.store.StoreException.ObjectNotFound;
import dev.karet.table.Commits.History;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a pipeline's tables as one commit has them, never a mixture of two. Thread-safe.
 *
 * <p>A commit that was left unfinished is finished first. An object that is not the one that the commit names, as after a copy by a
 * worker that had lost its lease, is put back from where it was staged.
 */
public final class PublishedTables {

    private static final Logger log = LoggerFactory.getLogger(PublishedTables.class);
    private static final int COPIES = 8;
    private static final int ATTEMPTS = 5;
    private static final int PIECE = 256 << 10;

    private final ObjectStore store;
    private final Commits commits;
    private final Finisher finisher;
    private final PlacedFiles placed;

    public PublishedTables(ObjectStore store) {
        this.store = store;
        this.commits = new Commits(store);
        this.finisher = new Finisher(store, COPIES);
        this.placed = new PlacedFiles(store);
    }

    /** A data file in its place. {@code etag} is what the store called it when it was looked at. */
    public record PublishedFile(String key, String etag, DataFile file) {}

    /** A commit and its files, by table. */
    public record Snapshot(Commit commit, Map<String, List<PublishedFile>> tables) {}

    /**
     * What lies under {@code clean/} beside what should.
     *
     * @param last the highest commit number there is; 0 when there is none
     * @param newest the newest commit, its objects in their places but for those of {@code damaged}
     * @param damaged the keys of data files that are not what the commit names and could not be put back
     * @param objects every data file there is, named by the commit or not
     */
    public record Examination(long last, Optional<Commit> newest, List<String> damaged, List<ObjectInfo> objects) {}

    /** What was read is no longer what is published: read again from the beginning. */
    public static final class Superseded extends IOException {
        private static final long serialVersionUID = 1L;

        Superseded(String key) {
            super(key + " was published anew while it was being read.");
        }
    }

    /**
     * The newest commit with its files in their places; empty when nothing was ever published.
     *
     * @throws TableDamaged when a file is missing or another and cannot be put back
     * @throws CommitUnreadable as {@link Commits#read}
     */
    public Optional<Snapshot> read(Slug slug) {
        return snapshot(slug, examine(slug), List.of(Layout.clean(slug)));
    }

    /**
     * {@link #read}, where only some tables need to be whole.
     *
     * @throws TableDamaged when one of their files is missing or another and cannot be put back
     */
    public Optional<Snapshot> read(Slug slug, Collection<String> tables) {
        return snapshot(
                slug,
                examine(slug),
                tables.stream().map(table -> Layout.table(slug, table)).toList());
    }

    private static Optional<Snapshot> snapshot(Slug slug, Examination found, List<String> whole) {
        for (String key : found.damaged()) {
            if (whole.stream().anyMatch(key::startsWith)) throw new TableDamaged(key);
        }
        return found.newest().map(commit -> snapshot(slug, found));
    }

    private static Snapshot snapshot(Slug slug, Examination found) {
        Map<String, ObjectInfo> objects = byKey(found.objects());
        Map<String, List<PublishedFile>> tables = new HashMap<>();
        Commit commit = found.newest().orElseThrow();
        for (TableState table : commit.tables()) {
            List<PublishedFile> files = new ArrayList<>();
            for (DataFile file : table.files()) {
                String key = Layout.table(slug, table.table()) + file.path();
                ObjectInfo object = objects.get(key);
                files.add(new PublishedFile(key, object == null ? "" : object.etag(), file));
            }
            tables.put(table.table(), files);
        }
        return new Snapshot(commit, tables);
    }

    /** Finishes what is unfinished, puts back what can be, and says what is left. */
    public Examination examine(Slug slug) {
        History history = commits.read(slug);
        for (int attempt = 1; ; attempt++) {
            if (history.newest().isEmpty()) {
                return new Examination(history.last(), Optional.empty(), List.of(), dataFiles(slug));
            }
            Commit commit = history.newest().get();
            if (!history.finished()) finish(slug, commit, history.last());
            List<ObjectInfo> objects = dataFiles(slug);
            List<String> damaged = damaged(slug, commit, objects);
            if (!damaged.isEmpty()
                    && !finisher.putBack(slug, commit, history.last(), damaged).isEmpty()) {
                objects = dataFiles(slug);
                damaged = damaged(slug, commit, objects);
            }
            if (damaged.isEmpty() || attempt == ATTEMPTS) {
                return new Examination(history.last(), Optional.of(commit), damaged, objects);
            }
            // A newer commit may have come while we looked.
            History now = commits.read(slug);
            if (now.last() == history.last()) {
                return new Examination(history.last(), Optional.of(commit), damaged, objects);
            }
            history = now;
        }
    }

    private void finish(Slug slug, Commit commit, long last) {
        try {
            finisher.finish(slug, commit, last);
        } catch (TableDamaged e) {
            log.warn("commit {} cannot be finished: {}", commit.number(), e.getMessage());
        }
    }

    private List<ObjectInfo> dataFiles(Slug slug) {
        try (var objects = store.list(Layout.clean(slug))) {
            return objects.filter(object -> Layout.isDataFile(slug, object.key()))
                    .toList();
        }
    }

    private List<String> damaged(Slug slug, Commit commit, List<ObjectInfo> objects) {
        Map<String, ObjectInfo> byKey = byKey(objects);
        List<String> damaged = new ArrayList<>();
        Optional<Map<String, String>> marks = Optional.empty();
        for (TableState table : commit.tables()) {
            for (DataFile file : table.files()) {
                String key = Layout.table(slug, table.table()) + file.path();
                ObjectInfo object = byKey.get(key);
                FileIdentity identity = file.identity();
                if (object == null || object.size() != identity.size()) {
                    damaged.add(key);
                } else if (!object.etag().equals(identity.etag())) {
                    // Seldom needed: a store that calls a copy as its original needs no look into the marks.
                    Map<String, String> known = marks.orElseGet(() -> etags(slug, commit));
                    marks = Optional.of(known);
                    String mark = known.get(key);
                    if (!object.etag().equals(mark) && !placed.isStamped(object, identity)) damaged.add(key);
                }
            }
        }
        return damaged;
    }

    private Map<String, String> etags(Slug slug, Commit commit) {
        Map<String, String> etags = new HashMap<>();
        commit.tables().stream()
                .flatMap(table -> table.files().stream())
                .map(DataFile::since)
                .distinct()
                .sorted()
                .flatMap(number -> commits.finished(slug, number).stream())
                .map(Finished::etags)
                .forEach(more -> more.forEach((file, etag) -> etags.put(Layout.pipeline(slug) + file, etag)));
        return etags;
    }

    /**
     * Copies a data file to local disk, whole and checked against its identity.
     *
     * @param target replaced
     * @throws Superseded when the object is another by now
     */
    public void fetch(PublishedFile file, Path target) throws IOException {
        fetch(file, target, () -> {});
    }

    /**
     * {@link #fetch(PublishedFile, Path)}, where whoever wants it may think again.
     *
     * @param between called between two pieces of it; what it throws ends the copying
     */
    public void fetch(PublishedFile file, Path target, Runnable between) throws IOException {
        try (OpenedObject object = store.open(file.key());
                OutputStream out = Files.newOutputStream(target)) {
            byte[] piece = new byte[PIECE];
            for (int n = object.body().read(piece); n >= 0; n = object.body().read(piece)) {
                out.write(piece, 0, n);
                between.run();
            }
        } catch (ObjectNotFound | ObjectReplaced gone) {
            throw new Superseded(file.key());
        }
        FileIdentity identity = file.file().identity();
        if (Files.size(target) != identity.size() || !isIntact(target, identity)) {
            throw new Superseded(file.key());
        }
    }

    /**
     * The columns of a data file, read from the end of the object.
     *
     * @throws Superseded when the object is another by now
     */
    public List<ColumnSchema> columns(PublishedFile file) throws Superseded {
        FileIdentity identity = file.file().identity();
        try {
            ParquetFooter footer = placed.footer(file.key(), identity.size());
            if (footer.stamp()
                    .filter(stamp -> stamp.uuid().equals(identity.uuid()))
                    .isEmpty()) {
                throw new Superseded(file.key());
            }
            return footer.columns();
        } catch (Superseded e) {
            throw e;
        } catch (IOException | ObjectNotFound e) {
            throw new Superseded(file.key());
        }
    }

    private static boolean isIntact(Path file, FileIdentity identity) {
        try {
            return ParquetFooter.read(file)
                            .stamp()
                            .filter(stamp -> stamp.uuid().equals(identity.uuid()))
                            .isPresent()
                    && ParquetFooter.hash(file).equals(identity.sha256());
        } catch (IOException notParquet) {
            return false;
        }
    }

    private static Map<String, ObjectInfo> byKey(List<ObjectInfo> objects) {
        Map<String, ObjectInfo> byKey = new HashMap<>();
        objects.forEach(object -> byKey.put(object.key(), object));
        return byKey;
    }
}
