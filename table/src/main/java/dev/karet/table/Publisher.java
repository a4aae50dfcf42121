package dev.karet.table;

import dev.karet.store.Layout;
import dev.karet.store.ObjectInfo;
import dev.karet.store.ObjectStore;
import dev.karet.store.Slug;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/**
 * Puts a finished table where its readers find it: every partition is stored, then what no longer belongs is removed.
 *
 * <p>The danger: this is one partition at a time. Each object is replaced whole, but while a table is being published, and for good when
 * the worker dies on the way, a reader may see new partitions beside old ones. Publishing the same table again mends that; two
 * publishers of one table at once are not guarded against here. Thread-safe.
 */
public final class Publisher {

    private static final String PARQUET = "application/vnd.apache.parquet";

    private final ObjectStore store;
    private final int uploads;

    /** @param uploads how many partitions may be on their way at once */
    public Publisher(ObjectStore store, int uploads) {
        if (uploads < 1) {
            throw new IllegalArgumentException("publishing needs an upload at a time: " + uploads);
        }
        this.store = store;
        this.uploads = uploads;
    }

    /**
     * Makes {@code partitions} all there is of the table; with none the table is empty afterwards.
     *
     * <p>Nothing is removed unless everything was stored, and nothing ever but data files: what somebody else put into the table's
     * folder stays.
     *
     * @param stored called after each partition, from several threads
     * @throws dev.karet.store.StoreException as the store does; the table may then hold old and new partitions
     */
    public void publish(Slug slug, String tableId, List<PartitionFile> partitions, Runnable stored) {
        String folder = Layout.table(slug, tableId);
        Set<String> belongs = new HashSet<>();
        List<Callable<ObjectInfo>> work = new ArrayList<>();
        for (PartitionFile partition : partitions) {
            String key = folder + partition.relativePath();
            belongs.add(key);
            work.add(() -> {
                ObjectInfo info = store.putFile(key, partition.path(), PARQUET);
                stored.run();
                return info;
            });
        }
        storeAll(work);
        remove(folder, key -> isDataFile(key) && !belongs.contains(key));
    }

    /** Removes the data files of every table of the pipeline that is none of {@code tableIds}. */
    public void removeOthers(Slug slug, Set<String> tableIds) {
        List<String> live = tableIds.stream().map(id -> Layout.table(slug, id)).toList();
        String tables = Layout.clean(slug);
        remove(
                tables,
                key -> isDataFile(key)
                        && key.indexOf('/', tables.length()) > 0
                        && live.stream().noneMatch(key::startsWith));
    }

    private void remove(String prefix, Predicate<String> unwanted) {
        List<String> keys;
        try (var present = store.list(prefix)) {
            keys = present.map(ObjectInfo::key).filter(unwanted).toList();
        }
        if (!keys.isEmpty()) {
            store.deleteAll(keys);
        }
    }

    private static boolean isDataFile(String key) {
        return key.endsWith("/" + Layout.DATA_FILE);
    }

    private void storeAll(List<Callable<ObjectInfo>> work) {
        try (ExecutorService threads =
                Executors.newFixedThreadPool(uploads, Thread.ofVirtual().factory())) {
            List<Future<ObjectInfo>> pending =
                    work.stream().map(threads::submit).toList();
            for (Future<ObjectInfo> upload : pending) {
                awaitOrStop(upload, threads);
            }
        }
    }

    private static void awaitOrStop(Future<ObjectInfo> upload, ExecutorService threads) {
        try {
            upload.get();
        } catch (ExecutionException e) {
            threads.shutdownNow();
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("an upload failed", e.getCause());
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
            throw new CancellationException("publishing was interrupted");
        }
    }
}
