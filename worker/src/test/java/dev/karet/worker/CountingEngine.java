package dev.karet.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.engine.BuildResult;
import dev.karet.engine.BuildResult.BuiltTable;
import dev.karet.engine.BuildResult.FileOutcome;
import dev.karet.engine.BuildResult.Slice;
import dev.karet.engine.BuildResult.StagedFile;
import dev.karet.engine.EarlierPartition;
import dev.karet.engine.EarlierSlice;
import dev.karet.engine.Engine;
import dev.karet.engine.MappingFiles;
import dev.karet.engine.RunCancelled;
import dev.karet.engine.RunPlan;
import dev.karet.engine.RunWatch;
import dev.karet.engine.SourceBytes;
import dev.karet.engine.SourceFile;
import dev.karet.engine.TablePlan;
import dev.karet.model.job.Progress;
import dev.karet.model.job.RowAccount;
import dev.karet.table.TinyParquet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * An engine without a database: each line of a file is a row, {@code part:text} goes to the partition {@code part}, {@code bad} is
 * rejected, a file with the line {@code broken} fails, and one with {@code assert} fails its table.
 */
public final class CountingEngine implements Engine {

    /** Called when a build begins, with its staging area. */
    public volatile Consumer<Path> onBuild = staging -> {};

    /** Builds wait here until it is open or the run is stopped. */
    public volatile CountDownLatch gate = new CountDownLatch(0);

    /** Counted down when a build has begun. */
    public volatile CountDownLatch begun = new CountDownLatch(1);

    @Override
    public BuildResult build(RunPlan plan, SourceBytes sources, Path staging, RunWatch watch) {
        onBuild.accept(staging);
        begun.countDown();
        int files = plan.tables().stream()
                .flatMap(table -> table.files().stream())
                .mapToInt(mapping -> mapping.files().size())
                .sum();
        watch.progress(new Progress(Progress.Stage.READING, 0, files, 0, 0, 0, 0, 0));
        awaitGate(watch);
        try {
            return counted(plan, sources, staging);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitGate(RunWatch watch) {
        while (true) {
            try {
                if (gate.await(5, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (watch.stopWanted()) {
                throw new RunCancelled();
            }
        }
    }

    private static BuildResult counted(RunPlan plan, SourceBytes sources, Path staging) throws IOException {
        List<BuiltTable> tables = new ArrayList<>();
        List<FileOutcome> outcomes = new ArrayList<>();
        for (TablePlan table : plan.tables()) {
            if (table instanceof TablePlan.Keep) continue;
            var partitions = new TreeMap<String, TreeMap<String, Stretch>>();
            boolean failed = false;
            for (MappingFiles mapping : table.files()) {
                for (SourceFile file : mapping.files()) {
                    List<String> lines;
                    try (InputStream in = sources.open(file)) {
                        lines = new String(in.readAllBytes(), UTF_8).lines().toList();
                    }
                    failed |= lines.contains("assert");
                    outcomes.add(outcome(mapping.mappingId(), file, lines, staging, outcomes.size(), partitions));
                }
            }
            List<String> emptied = new ArrayList<>();
            if (table instanceof TablePlan.Update update) carryOver(update, sources, partitions, emptied);
            tables.add(
                    failed
                            ? new BuiltTable.Failed(table.tableId(), List.of("an assertion does not hold"))
                            : new BuiltTable.Ready(
                                    table.tableId(), staged(table.tableId(), partitions, staging), emptied));
        }
        return new BuildResult(tables, outcomes);
    }

    /** The lines that one file gave to a partition. */
    private record Stretch(Slice slice, List<String> lines) {}

    private static void carryOver(
            TablePlan.Update update,
            SourceBytes sources,
            Map<String, TreeMap<String, Stretch>> partitions,
            List<String> emptied)
            throws IOException {
        for (EarlierPartition earlier : update.earlier()) {
            boolean stays = earlier.slices().stream().allMatch(EarlierSlice::stays);
            if (stays && !partitions.containsKey(earlier.relativePath())) continue;
            List<String> lines;
            try (InputStream in = sources.openEarlier(update.tableId(), earlier)) {
                lines = TinyParquet.text(in.readAllBytes()).lines().toList();
            }
            int at = 0;
            for (EarlierSlice slice : earlier.slices()) {
                int end = at + (int) slice.rows();
                if (slice.stays()) {
                    partitions
                            .computeIfAbsent(earlier.relativePath(), path -> new TreeMap<>())
                            .put(
                                    slice.key(),
                                    new Stretch(
                                            new Slice(slice.mappingId(), slice.key(), slice.rows()),
                                            lines.subList(at, end)));
                }
                at = end;
            }
            if (!partitions.containsKey(earlier.relativePath())) emptied.add(earlier.relativePath());
        }
    }

    private static FileOutcome outcome(
            String mapping,
            SourceFile file,
            List<String> lines,
            Path staging,
            int number,
            Map<String, TreeMap<String, Stretch>> partitions)
            throws IOException {
        if (lines.contains("broken")) {
            return new FileOutcome(mapping, file.key(), RowAccount.NONE, Optional.of("it is broken"), Optional.empty());
        }
        long rejected = lines.stream().filter("bad"::equals).count();
        var byPart = new TreeMap<String, List<String>>();
        for (String line : lines) {
            if (line.equals("bad")) continue;
            String part = line.contains(":") ? line.substring(0, line.indexOf(':')) + "/data.parquet" : "data.parquet";
            byPart.computeIfAbsent(part, p -> new ArrayList<>()).add(line);
        }
        byPart.forEach((part, mine) -> partitions
                .computeIfAbsent(part, p -> new TreeMap<>())
                .put(file.key(), new Stretch(new Slice(mapping, file.key(), mine.size()), mine)));
        Optional<Path> rejects = Optional.empty();
        if (rejected > 0) {
            rejects = Optional.of(Files.writeString(staging.resolve("rejects-" + number), "{\"bad\":1}\n"));
        }
        return new FileOutcome(
                mapping,
                file.key(),
                new RowAccount(lines.size(), lines.size() - rejected, rejected, 0),
                Optional.empty(),
                rejects);
    }

    private static List<StagedFile> staged(String table, Map<String, TreeMap<String, Stretch>> partitions, Path staging)
            throws IOException {
        List<StagedFile> files = new ArrayList<>();
        for (var partition : partitions.entrySet()) {
            Path path = staging.resolve(table + "-" + files.size());
            List<Stretch> stretches = List.copyOf(partition.getValue().values());
            List<String> lines = stretches.stream()
                    .flatMap(stretch -> stretch.lines().stream())
                    .toList();
            Files.write(path, TinyParquet.of(String.join("\n", lines)));
            files.add(new StagedFile(
                    partition.getKey(),
                    path,
                    Files.size(path),
                    lines.size(),
                    stretches.stream().map(Stretch::slice).toList(),
                    Map.of()));
        }
        return files;
    }

    @Override
    public void close() {}
}
