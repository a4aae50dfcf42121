package dev.karet.table;

import dev.karet.model.commit.CommitRecord.Commit;
import dev.karet.model.commit.DataFile;
import dev.karet.model.commit.DataFile.Range;
import dev.karet.model.commit.DataFile.Slice;
import dev.karet.model.commit.EmptiedFile;
import dev.karet.model.commit.FileIdentity;
import dev.karet.store.JobId;
import dev.karet.store.Layout;
import dev.karet.store.ObjectInfo;
import dev.karet.store.ObjectStore;
import dev.karet.store.SideBySide;
import dev.karet.store.Slug;
import dev.karet.store.StoreException.ObjectNotFound;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what a run built, at one point: stage every new file beside what is published, create the commit, then bring the files to their
 * places. Thread-safe.
 *
 * <p>Before {@link #commit} nothing that readers look at has changed. After it the commit is the truth, and {@link #finish} may be
 * done by anybody.
 */
public final class Publisher {

    private static final Logger log = LoggerFactory.getLogger(Publisher.class);
    private static final String PARQUET = "application/vnd.apache.parquet";

    private final ObjectStore store;
    private final int parallel;
    private final Commits commits;
    private final Finisher finisher;
    private final PlacedFiles placed;

    /** @param parallel how many objects may be on their way at once */
    public Publisher(ObjectStore store, int parallel) {
        if (parallel < 1) {
            throw new IllegalArgumentException("publishing needs an upload at a time: " + parallel);
        }
        this.store = store;
        this.parallel = parallel;
        this.commits = new Commits(store);
        this.finisher = new Finisher(store, parallel);
        this.placed = new PlacedFiles(store);
    }

    /**
     * A Parquet file on local disk that is to be published; it is stamped where it lies.
     *
     * @param path below the table's folder
     */
    public record NewFile(String path, Path local, long rows, SortedMap<String, Range> ranges, List<Slice> slices) {}

    /**
     * Stores {@code files} where no reader looks.
     *
     * @param number that of the commit that will bring them
     * @param staged called after each, from several threads
     * @return as the commit is to name them, in the same order
     */
    public List<DataFile> stage(Slug slug, JobId job, long number, List<NewFile> files, Runnable staged) {
        @Nullable DataFile[] stored = new DataFile[files.size()];
        List<Runnable> tasks = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            int place = i;
            tasks.add(() -> {
                stored[place] = stage(slug, job, number, files.get(place));
                staged.run();
            });
        }
        SideBySide.forEach(tasks, parallel, Runnable::run);
        return Arrays.stream(stored).map(Objects::requireNonNull).toList();
    }

    private DataFile stage(Slug slug, JobId job, long number, NewFile file) {
        try {
            ParquetFooter.Stamp stamp = ParquetFooter.stamp(file.local());
            ObjectInfo object = store.putFile(Layout.stagedFile(slug, job, stamp.uuid()), file.local(), PARQUET);
            return new DataFile(
                    file.path(),
                    identity(stamp, object),
                    file.rows(),
                    number,
                    inPipeline(slug, object.key()),
                    file.ranges(),
                    file.slices());
        } catch (IOException e) {
            throw new UncheckedIOException("a data file could not be stamped: " + file.local(), e);
        }
    }

    /**
     * Stores, where no reader looks, an empty file of the same columns for each of {@code obsolete}, objects that the commit will not name. What
     * is no Parquet file is left to the sweep.
     */
    public List<EmptiedFile> stageEmptied(Slug slug, JobId job, long number, List<ObjectInfo> obsolete) {
        List<EmptiedFile> emptied = new ArrayList<>();
        List<Runnable> tasks = new ArrayList<>();
        for (ObjectInfo object : obsolete) {
            tasks.add(() -> {
                try {
                    EmptiedFile twin = stageTwin(slug, job, number, object);
                    synchronized (emptied) {
                        emptied.add(twin);
                    }
                } catch (IOException | ObjectNotFound e) {
                    log.warn("{} is no Parquet file and stays until the sweep: {}", object.key(), e.getMessage());
                }
            });
        }
        if (!tasks.isEmpty()) SideBySide.forEach(tasks, parallel, Runnable::run);
        return emptied;
    }

    private EmptiedFile stageTwin(Slug slug, JobId job, long number, ObjectInfo object) throws IOException {
        byte[] twin = placed.footer(object.key(), object.size()).emptyTwin();
        int length = ParquetFooter.length(
                Arrays.copyOfRange(twin, twin.length - ParquetFooter.TAIL, twin.length), twin.length);
        int end = twin.length - ParquetFooter.TAIL;
        ParquetFooter.Stamp stamp = ParquetFooter.read(Arrays.copyOfRange(twin, end - length, end))
                .stamp()
                .orElseThrow();
        ObjectInfo stored = store.put(Layout.stagedFile(slug, job, stamp.uuid()), twin, PARQUET);
        return new EmptiedFile(
                inPipeline(slug, object.key()), number, identity(stamp, stored), inPipeline(slug, stored.key()));
    }

    /** THE commit point: after it everything in {@code commit} is published. False when its number is taken, and nothing has happened. */
    public boolean commit(Slug slug, Commit commit) {
        return commits.create(slug, commit);
    }

    /**
     * Brings the objects of {@code commit}, which is the newest, to their places.
     *
     * @return false when another took the next number meanwhile, and with it the work
     */
    public boolean finish(Slug slug, Commit commit) {
        return finisher.finish(slug, commit, commit.number());
    }

    private static FileIdentity identity(ParquetFooter.Stamp stamp, ObjectInfo object) {
        return new FileIdentity(stamp.uuid(), stamp.sha256(), object.size(), object.etag());
    }

    private static String inPipeline(Slug slug, String key) {
        return key.substring(Layout.pipeline(slug).length());
    }
}
