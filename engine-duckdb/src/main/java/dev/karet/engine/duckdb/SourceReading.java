package dev.karet.engine.duckdb;

import dev.karet.engine.BuildResult.FileOutcome;
import dev.karet.engine.RejectedRow;
import dev.karet.engine.RunCancelled;
import dev.karet.engine.SourceFile;
import dev.karet.engine.csv.MalformedRecord;
import dev.karet.engine.csv.Segment;
import dev.karet.engine.csv.SegmentSink;
import dev.karet.engine.csv.SourceColumns;
import dev.karet.engine.duckdb.SegmentMapper.Mapped;
import dev.karet.model.job.RowAccount;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One reading of one source file: hands its segments to the workers and collects what each mapping made of them. Thread-safe, except that
 * one thread calls it as a {@link SegmentSink}.
 *
 * <p>A file that has to be read again, in another encoding, gets another reading; what this one made is then ignored.
 */
final class SourceReading implements SegmentSink, Closeable {

    private final SourceFile file;
    private final Path directory;
    private final List<MappingPlan> mappings;
    private final Workers<Database> workers;
    private final Semaphore segmentsOnDisk;
    private final RowGroups rowGroups;
    private final Tracker tracker;
    private final Stop stop;
    private final RejectSpool malformed;
    private final List<Share> shares = new ArrayList<>();
    private final AtomicLong rows = new AtomicLong();
    private int segments;
    private long bytes;
    private volatile boolean abandoned;

    /** What one mapping makes of the file; complete when the workers are done. */
    private static final class Share {
        private final MappingPlan.Fit fit;
        private final List<@Nullable Mapped> bySegment = new ArrayList<>();

        Share(MappingPlan.Fit fit) {
            this.fit = fit;
        }

        synchronized void expect() {
            bySegment.add(null);
        }

        synchronized void set(int segment, Mapped mapped) {
            bySegment.set(segment, mapped);
        }

        synchronized List<Mapped> mapped() {
            var all = new ArrayList<Mapped>();
            for (Mapped mapped : bySegment) {
                if (mapped == null) throw new IllegalStateException("a segment was not mapped");
                all.add(mapped);
            }
            return all;
        }
    }

    SourceReading(SourceFile file, Path directory, List<MappingPlan> mappings, Shop shop) throws IOException {
        this.file = file;
        this.directory = Files.createDirectories(directory);
        this.mappings = mappings;
        this.workers = shop.workers();
        this.segmentsOnDisk = shop.segmentsOnDisk();
        this.rowGroups = shop.rowGroups();
        this.tracker = shop.tracker();
        this.stop = shop.stop();
        this.malformed = new RejectSpool(directory.resolve("malformed"));
    }

    /** What a reading works with. */
    record Shop(Workers<Database> workers, Semaphore segmentsOnDisk, RowGroups rowGroups, Tracker tracker, Stop stop) {}

    /** What a file became in one mapping. */
    record Result(MappingPlan mapping, FileOutcome outcome, List<Run> runs) {

        Origin origin() {
            return new Origin(mapping.index(), mapping.id(), outcome.key());
        }

        /** The same with {@code more} of the written rows found to be duplicates. */
        Result without(long more) {
            RowAccount rows = outcome.rows();
            var account =
                    new RowAccount(rows.read(), rows.written() - more, rows.rejected(), rows.deduplicated() + more);
            return new Result(
                    mapping,
                    new FileOutcome(outcome.mappingId(), outcome.key(), account, outcome.error(), outcome.rejects()),
                    runs);
        }
    }

    @Override
    public void columns(SourceColumns columns) {
        for (MappingPlan mapping : mappings) shares.add(new Share(mapping.fit(columns)));
    }

    @Override
    public void segment(Segment segment) {
        waitForRoom();
        int number = segments++;
        var fitting = new ArrayList<Integer>();
        for (int i = 0; i < shares.size(); i++) {
            if (shares.get(i).fit instanceof MappingPlan.Fit.Fits) fitting.add(i);
        }
        var unmapped = new AtomicInteger(fitting.size());
        if (fitting.isEmpty()) consumed(segment);
        for (int share : fitting) {
            shares.get(share).expect();
            workers.submit(database -> {
                map(database, segment, number, share);
                if (unmapped.decrementAndGet() == 0) consumed(segment);
            });
        }
    }

    @Override
    public void malformed(MalformedRecord record) {
        try {
            malformed.add(new RejectedRow(
                    file.key(),
                    record.line(),
                    Optional.empty(),
                    Optional.empty(),
                    "The record " + record.reason() + ".",
                    record.raw()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void readBytes(long count) {
        bytes += count;
        tracker.bytes(count * mappings.size());
    }

    /** Ends the reading's own part; the workers may go on. */
    @Override
    public void close() throws IOException {
        malformed.close();
        countRows(malformed.rows() * mappings.size());
    }

    /** Has everything forgotten that the reading made or may still make. */
    void abandon() {
        abandoned = true;
        tracker.bytes(-bytes * mappings.size());
        tracker.rows(-rows.getAndSet(0));
    }

    /** Called when the workers are done. */
    void clearIfAbandoned() throws IOException {
        if (!abandoned) return;
        try (var files = Files.newDirectoryStream(directory)) {
            for (Path path : files) Files.delete(path);
        }
        Files.delete(directory);
    }

    private void countRows(long count) {
        rows.addAndGet(count);
        tracker.rows(count);
    }

    /** What became of the file; called when the workers are done. */
    List<Result> results(Path rejectsDirectory, int fileNumber) throws IOException {
        var results = new ArrayList<Result>();
        if (shares.isEmpty()) for (MappingPlan mapping : mappings) results.add(empty(mapping));
        for (int i = 0; i < shares.size(); i++) {
            MappingPlan mapping = mappings.get(i);
            results.add(
                    switch (shares.get(i).fit) {
                        case MappingPlan.Fit.Misfit(String error) -> failed(mapping, file, error);
                        case MappingPlan.Fit.Fits ignored ->
                            result(
                                    mapping,
                                    shares.get(i).mapped(),
                                    rejectsDirectory.resolve(mapping.index() + "-" + fileNumber + ".jsonl"));
                    });
        }
        Files.delete(malformed.path());
        return results;
    }

    /** The outcome of a file that failed as a whole. */
    static Result failed(MappingPlan mapping, SourceFile file, String error) {
        return new Result(
                mapping,
                new FileOutcome(mapping.id(), file.key(), RowAccount.NONE, Optional.of(error), Optional.empty()),
                List.of());
    }

    private Result empty(MappingPlan mapping) {
        return new Result(
                mapping,
                new FileOutcome(mapping.id(), file.key(), RowAccount.NONE, Optional.empty(), Optional.empty()),
                List.of());
    }

    private Result result(MappingPlan mapping, List<Mapped> mapped, Path rejectsFile) throws IOException {
        var spools = new ArrayList<Path>();
        var runs = new ArrayList<Run>();
        long written = 0;
        long rejected = malformed.rows();
        if (rejected > 0) spools.add(malformed.path());
        for (Mapped part : mapped) {
            written += part.written();
            rejected += part.rejected();
            part.run().ifPresent(runs::add);
            part.rejects().ifPresent(spools::add);
        }
        if (rejected > 0) RejectSpool.merge(spools, rejectsFile);
        for (Mapped part : mapped) {
            if (part.rejects().isPresent()) Files.delete(part.rejects().get());
        }
        var account = new RowAccount(written + rejected, written, rejected, 0);
        Optional<Path> rejects = rejected > 0 ? Optional.of(rejectsFile) : Optional.empty();
        return new Result(mapping, new FileOutcome(mapping.id(), file.key(), account, Optional.empty(), rejects), runs);
    }

    private void map(Database database, Segment segment, int number, int share) throws IOException {
        MappingPlan mapping = mappings.get(share);
        if (abandoned) return;
        if (!(shares.get(share).fit instanceof MappingPlan.Fit.Fits(SegmentQuery query))) return;
        Path stem = directory.resolve(mapping.index() + "-" + number);
        shares.get(share)
                .set(number, new SegmentMapper(mapping, query, segment, rowGroups).map(database, file.key(), stem));
        countRows(segment.records());
    }

    private void consumed(Segment segment) {
        try {
            segment.delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        segmentsOnDisk.release();
    }

    private void waitForRoom() {
        try {
            do stop.check();
            while (!segmentsOnDisk.tryAcquire(100, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop.because(new RunCancelled());
            stop.check();
        }
    }
}
