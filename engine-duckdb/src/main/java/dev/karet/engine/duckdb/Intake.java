package dev.karet.engine.duckdb;

import dev.karet.engine.EngineFault;
import dev.karet.engine.SourceBytes;
import dev.karet.engine.SourceFile;
import dev.karet.engine.csv.CsvIntake;
import dev.karet.engine.csv.FileUnreadable;
import dev.karet.engine.csv.IntakeLimits;
import dev.karet.engine.csv.NotUtf8;
import dev.karet.engine.duckdb.SourceReading.Result;
import dev.karet.engine.duckdb.SourceReading.Shop;
import dev.karet.model.pipeline.CsvFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** Reads the sources of a build, each once for all of its mappings, a few files at a time. */
final class Intake {

    private static final int MOST_READERS = 4;

    private final SourceBytes sources;
    private final CsvIntake csv;
    private final int readers;
    private final Shop shop;

    Intake(
            SourceBytes sources,
            IntakeLimits limits,
            int threads,
            Workers<Database> workers,
            RowGroups rowGroups,
            Tracker tracker,
            Stop stop) {
        this.sources = sources;
        this.csv = new CsvIntake(limits);
        this.readers = Math.min(threads, MOST_READERS);
        this.shop = new Shop(workers, new Semaphore(threads + 1), rowGroups, tracker, stop);
    }

    /**
     * What became of each file in each mapping, in ingest order.
     *
     * @param wanted files with the mappings that read them
     */
    List<Result> readAll(Map<SourceFile, List<MappingPlan>> wanted, Path staging) throws IOException {
        var tasks = new ArrayList<FileTask>();
        wanted.forEach((file, of) -> tasks.add(new FileTask(file, tasks.size(), of, staging.resolve("runs"))));
        try (var threads = new Workers<AutoCloseable>("karet-intake", readers, () -> () -> {}, shop.stop())) {
            for (FileTask task : tasks) threads.submit(nothing -> task.read());
            threads.await();
        }
        shop.workers().await();
        Path rejects = Files.createDirectories(staging.resolve("rejects"));
        var results = new ArrayList<Result>();
        for (FileTask task : tasks) results.addAll(task.results(rejects));
        results.sort(Comparator.comparing(Result::origin));
        return results;
    }

    /** One file, read a second time if its encoding turns out to be another. */
    private final class FileTask {
        private final SourceFile file;
        private final int number;
        private final List<MappingPlan> mappings;
        private final Path runs;
        private final List<SourceReading> readings = new ArrayList<>();
        private List<Result> failed = List.of();

        FileTask(SourceFile file, int number, List<MappingPlan> mappings, Path runs) {
            this.file = file;
            this.number = number;
            this.mappings = mappings;
            this.runs = runs;
        }

        void read() throws IOException {
            CsvFormat format = mappings.getFirst().source().format();
            try {
                readAs(format);
            } catch (NotUtf8 e) {
                readings.getLast().abandon();
                readAgain(NotUtf8.insteadOf(format));
            } catch (FileUnreadable e) {
                fail(e);
            }
            shop.tracker().files(mappings.size());
        }

        List<Result> results(Path rejects) throws IOException {
            for (SourceReading reading : readings) reading.clearIfAbandoned();
            return failed.isEmpty() ? readings.getLast().results(rejects, number) : failed;
        }

        private void readAgain(CsvFormat format) throws IOException {
            try {
                readAs(format);
            } catch (NotUtf8 e) {
                throw new EngineFault("The intake guessed an encoding that the format states: " + file.key(), e);
            } catch (FileUnreadable e) {
                fail(e);
            }
        }

        private void readAs(CsvFormat format) throws IOException, NotUtf8, FileUnreadable {
            Path directory = runs.resolve(number + "-" + readings.size());
            try (var reading = new SourceReading(file, directory, mappings, shop);
                    InputStream stored = new CountedStream(sources.open(file), reading::readBytes)) {
                readings.add(reading);
                csv.read(file, format, stored, directory, reading, shop.stop()::wanted);
            }
        }

        private void fail(FileUnreadable cause) {
            readings.getLast().abandon();
            String sentence = String.valueOf(cause.getMessage());
            failed = mappings.stream()
                    .map(mapping -> SourceReading.failed(mapping, file, sentence))
                    .toList();
        }
    }
}
