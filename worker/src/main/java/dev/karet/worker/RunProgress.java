package dev.karet.worker;

import dev.karet.engine.RunWatch;
import dev.karet.model.job.Progress;
import dev.karet.model.job.Progress.Stage;
import dev.karet.model.json.ProgressJson;
import dev.karet.store.Layout;
import dev.karet.store.ObjectStore;
import dev.karet.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the bucket how far a run is and asks it whether somebody wants the run to stop, both once a period, so that any replica can show
 * and stop any run. Both objects are gone once this is closed. Thread-safe.
 */
final class RunProgress implements RunWatch, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RunProgress.class);

    private final ObjectStore store;
    private final RunOrder order;
    private final StopSignal stop;
    private final AtomicReference<Progress> newest =
            new AtomicReference<>(new Progress(Stage.PLANNING, 0, 0, 0, 0, 0, 0, 0));
    private final AtomicReference<Progress> told = new AtomicReference<>(newest.get());
    private final AtomicBoolean complained = new AtomicBoolean();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread ticker;

    RunProgress(ObjectStore store, RunOrder order, StopSignal stop, Duration period) {
        this.store = store;
        this.order = order;
        this.stop = stop;
        this.ticker = Thread.ofVirtual().name("progress-" + order.job()).start(() -> tickEvery(period));
    }

    private void tickEvery(Duration period) {
        try {
            while (!closing.await(period.toMillis(), TimeUnit.MILLISECONDS)) {
                tick();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void progress(Progress progress) {
        newest.set(progress);
    }

    @Override
    public boolean stopWanted() {
        return stop.wanted().isPresent();
    }

    /** Says that {@code partitions} are about to be published. */
    void publishing(int partitions) {
        newest.updateAndGet(p -> new Progress(
                Stage.PUBLISHING,
                p.filesDone(),
                p.filesTotal(),
                p.bytesDone(),
                p.bytesTotal(),
                p.rowsRead(),
                0,
                partitions));
    }

    /** Says that one more partition is published. */
    void published() {
        newest.updateAndGet(p -> new Progress(
                p.stage(),
                p.filesDone(),
                p.filesTotal(),
                p.bytesDone(),
                p.bytesTotal(),
                p.rowsRead(),
                p.partitionsDone() + 1,
                p.partitionsTotal()));
    }

    private void tick() {
        try {
            Progress now = newest.get();
            if (!now.equals(told.getAndSet(now))) {
                store.put(Layout.progress(order.slug(), order.job()), ProgressJson.write(now), "application/json");
            }
            if (store.head(Layout.cancel(order.slug(), order.job())).isPresent()) {
                stop.want(StopSignal.Reason.CANCELLED);
            }
        } catch (StoreException e) {
            complain(e);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            ticker.join();
            store.deleteAll(
                    List.of(Layout.progress(order.slug(), order.job()), Layout.cancel(order.slug(), order.job())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StoreException e) {
            complain(e);
        }
    }

    private void complain(StoreException e) {
        if (!complained.getAndSet(true)) {
            log.atWarn()
                    .addKeyValue("job", order.job())
                    .addKeyValue("cause", e.getMessage())
                    .log("progress cannot be shown for now");
        }
    }
}
