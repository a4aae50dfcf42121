package dev.karet.table;

import dev.karet.model.commit.CommitRecord.Commit;
import dev.karet.store.Layout;
import dev.karet.store.ObjectInfo;
import dev.karet.store.ObjectStore;
import dev.karet.store.Slug;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The newest commit of each pipeline, whose record is read again only when there is another. Thread-safe.
 *
 * <p>Asking costs one short listing. It neither finishes the commit nor looks whether its files are there: that is for {@link
 * PublishedTables}.
 */
public final class NewestCommits {

    private static final int MOST_KEPT = 32;

    private final ObjectStore store;
    private final Commits commits;
    private final Map<Slug, Known> known = new LinkedHashMap<>(16, 0.75f, true);

    public NewestCommits(ObjectStore store) {
        this.store = store;
        this.commits = new Commits(store);
    }

    /** @param record the newest record's object: a pipeline that was removed and made again counts from 1 once more */
    private record Known(ObjectInfo record, Optional<Commit> commit) {}

    /**
     * What is published; empty before the first commit.
     *
     * @throws CommitUnreadable as {@link Commits#read}
     */
    public Optional<Commit> read(Slug slug) {
        Optional<ObjectInfo> record = newest(slug);
        if (record.isEmpty()) return Optional.empty();
        Optional<Known> earlier = known(slug);
        if (earlier.isPresent() && earlier.get().record().equals(record.get()))
            return earlier.get().commit();
        Optional<Commit> commit = commits.read(slug).newest();
        keep(slug, new Known(record.get(), commit));
        return commit;
    }

    private Optional<ObjectInfo> newest(Slug slug) {
        try (var objects = store.list(Layout.commits(slug))) {
            return objects.filter(object -> Layout.commitOf(slug, object.key()).isPresent())
                    .max(Comparator.comparing(ObjectInfo::key));
        }
    }

    private synchronized Optional<Known> known(Slug slug) {
        return Optional.ofNullable(known.get(slug));
    }

    /** What was listed may be older than what was read then; the next listing tells another record from it and reads again. */
    private synchronized void keep(Slug slug, Known found) {
        known.put(slug, found);
        if (known.size() > MOST_KEPT) known.remove(known.keySet().iterator().next());
    }
}
