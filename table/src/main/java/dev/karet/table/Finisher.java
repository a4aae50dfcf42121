package dev.karet.table;

import dev.karet.model.commit.CommitRecord.Commit;
import dev.karet.model.commit.DataFile;
import dev.karet.model.commit.EmptiedFile;
import dev.karet.model.commit.FileIdentity;
import dev.karet.model.commit.Finished;
import dev.karet.model.commit.TableState;
import dev.karet.store.Layout;
import dev.karet.store.ObjectInfo;
import dev.karet.store.ObjectStore;
import dev.karet.store.SideBySide;
import dev.karet.store.Slug;
import dev.karet.store.StoreException.ObjectNotFound;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the objects of a commit to their places and says so. Whoever finds a commit unfinished may do this, any number at once: every
 * step can be taken twice. Thread-safe.
 */
final class Finisher {

    private static final Logger log = LoggerFactory.getLogger(Finisher.class);

    private final ObjectStore store;
    private final Commits commits;
    private final PlacedFiles placed;
    private final int copies;

    /** @param copies how many objects may be on their way at once */
    Finisher(ObjectStore store, int copies) {
        this.store = store;
        this.commits = new Commits(store);
        this.placed = new PlacedFiles(store);
        this.copies = copies;
    }

    /** An object that belongs under {@code key}, both names complete. */
    private record Move(String key, String staged, FileIdentity identity) {}

    /**
     * Copies every object that {@code commit} brought, and marks the commit finished.
     *
     * <p>Looks before each copy whether somebody else has taken the next number, and stops then: a copy of ours might land on a newer file.
     * The one after us finishes this commit before it makes its own.
     *
     * @param last the highest number there was when the commit was read
     * @return false when it stopped
     */
    boolean finish(Slug slug, Commit commit, long last) {
        Map<String, String> etags = new TreeMap<>();
        AtomicBoolean superseded = new AtomicBoolean();
        List<Runnable> tasks = new ArrayList<>();
        for (Move move : moves(slug, commit)) {
            tasks.add(() -> {
                if (superseded.get() || isSuperseded(slug, last)) {
                    superseded.set(true);
                    return;
                }
                String etag;
                try {
                    etag = place(move);
                } catch (TableDamaged e) {
                    // Whoever took the next number may have swept what this commit is copied from.
                    if (!isSuperseded(slug, last)) throw e;
                    superseded.set(true);
                    return;
                }
                synchronized (etags) {
                    etags.put(move.key().substring(Layout.pipeline(slug).length()), etag);
                }
            });
        }
        SideBySide.forEach(tasks, copies, Runnable::run);
        if (superseded.get()) return false;
        commits.finish(slug, new Finished(commit.number(), etags));
        return true;
    }

    private boolean isSuperseded(Slug slug, long last) {
        return store.head(Layout.commit(slug, last + 1)).isPresent();
    }

    /**
     * Puts back the named objects of a commit from where they were staged, where they still are, as long as it is the newest.
     *
     * @param last the highest number there was when the objects were looked at
     */
    List<String> putBack(Slug slug, Commit commit, long last, List<String> keys) {
        List<String> back = new ArrayList<>();
        for (Move move : movesOfAll(slug, commit)) {
            if (!keys.contains(move.key())) continue;
            if (isSuperseded(slug, last)) break;
            try {
                place(move);
                back.add(move.key());
            } catch (TableDamaged gone) {
                log.warn("{} cannot be put back", move.key());
            }
        }
        return back;
    }

    private static List<Move> moves(Slug slug, Commit commit) {
        List<Move> moves = new ArrayList<>();
        for (TableState table : commit.tables()) {
            for (DataFile file : table.files()) {
                if (file.since() == commit.number()) moves.add(move(slug, table, file));
            }
        }
        for (EmptiedFile file : commit.emptied()) {
            if (file.since() != commit.number()) continue;
            moves.add(new Move(
                    Layout.pipeline(slug) + file.file(), Layout.pipeline(slug) + file.staged(), file.identity()));
        }
        return moves;
    }

    private static List<Move> movesOfAll(Slug slug, Commit commit) {
        return commit.tables().stream()
                .flatMap(table -> table.files().stream().map(file -> move(slug, table, file)))
                .toList();
    }

    private static Move move(Slug slug, TableState table, DataFile file) {
        return new Move(
                Layout.table(slug, table.table()) + file.path(),
                Layout.pipeline(slug) + file.staged(),
                file.identity());
    }

    /** Answers what the store calls the object in its place. */
    private String place(Move move) {
        try {
            return store.copy(move.staged(), move.key()).etag();
        } catch (ObjectNotFound swept) {
            Optional<ObjectInfo> there = store.head(move.key());
            return there.filter(object -> placed.isSame(object, move.identity()))
                    .map(ObjectInfo::etag)
                    .orElseThrow(() -> new TableDamaged(move.key()));
        }
    }
}
