package dev.karet.engine.duckdb;

import dev.karet.engine.RunWatch;
import dev.karet.model.job.Progress;
import dev.karet.model.job.Progress.Stage;
import java.util.concurrent.TimeUnit;

/** Counts how far a build is and tells its watch a few times a second at most. Thread-safe. */
final class Tracker {

    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final RunWatch watch;
    private final int filesTotal;
    private final long bytesTotal;
    private int files;
    private long bytes;
    private long rows;
    private int partitions;
    private int partitionsTotal;
    private Stage stage = Stage.READING;
    private long told = System.nanoTime() - PERIOD_NANOS;

    Tracker(RunWatch watch, int filesTotal, long bytesTotal) {
        this.watch = watch;
        this.filesTotal = filesTotal;
        this.bytesTotal = bytesTotal;
    }

    /** @param count of bytes as stored; less than 0 when a file is read again */
    synchronized void bytes(long count) {
        bytes += count;
        tell(false);
    }

    synchronized void rows(long count) {
        rows += count;
        tell(false);
    }

    synchronized void files(int count) {
        files += count;
        tell(files == filesTotal);
    }

    synchronized void building(int morePartitions) {
        stage = Stage.BUILDING;
        partitionsTotal += morePartitions;
        tell(true);
    }

    synchronized void partitions(int count) {
        partitions += count;
        tell(partitions == partitionsTotal);
    }

    private void tell(boolean atOnce) {
        long now = System.nanoTime();
        if (!atOnce && now - told < PERIOD_NANOS) return;
        told = now;
        watch.progress(new Progress(stage, files, filesTotal, bytes, bytesTotal, rows, partitions, partitionsTotal));
    }
}
