package dev.karet.app;

import dev.karet.model.job.Progress;
import dev.karet.model.job.RunAnswer;
import dev.karet.model.json.ProgressJson;
import dev.karet.store.Layout;
import dev.karet.store.ObjectStore;
import dev.karet.store.StoreException;
import dev.karet.store.StoredObject;
import dev.karet.worker.RunOrder;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Gets a pipeline run, wherever. Progress and the wish to cancel go through the bucket, where every replica looks. Thread-safe. */
sealed interface PipelineRunner extends AutoCloseable permits LocalRunner, RemoteRunner {

    /** Where the run happens, as a sentence. */
    String place();

    /** Begins the run; fails with what {@link CommandFailed#of(Throwable)} knows. */
    CompletableFuture<RunAnswer> start(RunOrder order);

    /** The bucket; empty when only the worker can reach it. */
    Optional<ObjectStore> store();

    /** How far the run is; empty when nobody can say. */
    default Optional<Progress> progress(RunOrder order) {
        try {
            return store().flatMap(bucket -> bucket.get(Layout.progress(order.slug(), order.job())))
                    .map(StoredObject::body)
                    .flatMap(ProgressJson::read);
        } catch (StoreException e) {
            return Optional.empty();
        }
    }

    /**
     * Asks the run to stop, which it does in a second or two.
     *
     * @return whether anybody could be asked
     */
    default boolean cancel(RunOrder order) {
        try {
            store().ifPresent(
                            bucket -> bucket.put(Layout.cancel(order.slug(), order.job()), new byte[0], "text/plain"));
            return store().isPresent();
        } catch (StoreException e) {
            return false;
        }
    }

    @Override
    void close();
}
