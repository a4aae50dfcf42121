package dev.karet.web.facts;

import dev.karet.store.BucketFormat;
import dev.karet.store.ObjectStore;
import dev.karet.web.worker.WorkerClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of the store and the worker within a few seconds, whatever they do. Thread-safe.
 *
 * <p>What a pipeline takes in the store is counted once for everybody who asks, and once a minute at most. Who asks while the count goes on
 * is told what was counted until then.
 */
public final class Facts {

    private static final Logger log = LoggerFactory.getLogger(Facts.class);

    private final Ground ground;
    private Optional<Counting> counting = Optional.empty();

    /**
     * What the facts are of; all of it stays the caller's.
     *
     * @param background carries out what may take long; interrupts it when nobody waits any more
     */
    public record Ground(
            ObjectStore store, WorkerClient worker, ExecutorService background, Clock clock, Patience patience) {}

    /**
     * How long to wait and how far to go.
     *
     * @param worker for the worker's answer
     * @param store for the store's answers
     * @param kept how long a count that has ended is told
     * @param mostObjects after which a count ends
     */
    public record Patience(Duration worker, Duration store, Duration kept, long mostObjects) {

        public static final Patience DEFAULT =
                new Patience(Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofMinutes(1), 50_000);
    }

    /** A count and what carries it out. */
    private record Counting(StorageCount count, Future<?> work) {}

    /**
     * What is known at one moment. Immutable.
     *
     * @param format the version of the bucket's layout; empty when the store did not say in time
     * @param worker whether a worker answers
     * @param pipelines what each takes in the store, as far as it is counted, by name
     * @param complete whether every pipeline is there and counted to its end
     * @param countedAt when the count ended; empty while it goes on
     */
    public record Known(
            OptionalInt format,
            boolean worker,
            List<PipelineStorage> pipelines,
            boolean complete,
            Optional<Instant> countedAt) {
        public Known {
            pipelines = List.copyOf(pipelines);
        }
    }

    public Facts(Ground ground) {
        this.ground = ground;
    }

    /** Asks the store and the worker side by side, and waits for neither longer than {@link Patience} says. */
    public Known now() {
        Future<OptionalInt> format = ground.background().submit(() -> BucketFormat.of(ground.store()));
        Future<Boolean> worker = ground.background().submit(ground.worker()::isThere);
        Counting count = counting();
        long began = System.nanoTime();
        boolean isThere = within(ground.patience().worker(), began, worker).orElse(false);
        OptionalInt version = within(ground.patience().store(), began, format).orElse(OptionalInt.empty());
        within(ground.patience().store(), began, count.work());
        worker.cancel(true);
        format.cancel(true);
        StorageCount.SoFar soFar = count.count().soFar();
        return new Known(version, isThere, soFar.pipelines(), soFar.complete(), soFar.ended());
    }

    /** The count under way, or the last one while it is young, or a new one. */
    private synchronized Counting counting() {
        Counting current = counting.filter(this::isOfUse).orElseGet(() -> {
            StorageCount count = new StorageCount(
                    ground.store(), ground.clock(), ground.patience().mostObjects());
            return new Counting(count, ground.background().submit(count));
        });
        counting = Optional.of(current);
        return current;
    }

    private boolean isOfUse(Counting last) {
        return switch (last.work().state()) {
            case RUNNING -> true;
            case FAILED, CANCELLED -> false;
            case SUCCESS -> {
                Instant now = ground.clock().instant();
                yield last.count()
                        .soFar()
                        .ended()
                        .filter(ended ->
                                now.isBefore(ended.plus(ground.patience().kept())))
                        .isPresent();
            }
        };
    }

    /** What comes of {@code work} until {@code patience} has passed since {@code began}; empty when nothing does, or it fails. */
    private static <T> Optional<T> within(Duration patience, long began, Future<T> work) {
        long left = patience.toNanos() - (System.nanoTime() - began);
        try {
            return Optional.ofNullable(work.get(Math.max(0, left), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            log.atDebug().setCause(e).log("a fact could not be found out");
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
