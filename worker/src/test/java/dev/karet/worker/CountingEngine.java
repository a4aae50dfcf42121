package dev.karet.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.engine.BuildResult;
import dev.karet.engine.BuildResult.BuiltTable;
import dev.karet.engine.BuildResult.FileOutcome;
import dev.karet.engine.BuildResult.StagedFile;
import dev.karet.engine.Engine;
import dev.karet.engine.RunCancelled;
import dev.karet.engine.RunPlan;
import dev.karet.engine.RunWatch;
import dev.karet.engine.SourceBytes;
import dev.karet.engine.SourceFile;
import dev.karet.model.job.Progress;
import dev.karet.model.job.RowAccount;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        for (var table : plan.tables()) {
            var partitions = new java.util.TreeMap<String, List<String>>();
            boolean failed = false;
            for (var mapping : table.files()) {
                for (SourceFile file : mapping.files()) {
                    List<String> lines;
                    try (InputStream in = sources.open(file)) {
                        lines = new String(in.readAllBytes(), UTF_8).lines().toList();
                    }
                    failed |= lines.contains("assert");
                    outcomes.add(outcome(mapping.mappingId(), file, lines, staging, outcomes.size(), partitions));
                }
            }
            tables.add(
                    failed
                            ? new BuiltTable.Failed(table.tableId(), List.of("an assertion does not hold"))
                            : new BuiltTable.Ready(
                                    table.tableId(), staged(table.tableId(), partitions, staging), List.of()));
        }
        return new BuildResult(tables, outcomes);
    }

    private static FileOutcome outcome(
            String mapping,
            SourceFile file,
            List<String> lines,
            Path staging,
            int number,
            Map<String, List<String>> partitions)
            throws IOException {
        if (lines.contains("broken")) {
            return new FileOutcome(mapping, file.key(), RowAccount.NONE, Optional.of("it is broken"), Optional.empty());
        }
        long rejected = lines.stream().filter("bad"::equals).count();
        for (String line : lines) {
            if (line.equals("bad")) continue;
            String part = line.contains(":") ? line.substring(0, line.indexOf(':')) + "/data.parquet" : "data.parquet";
            partitions.computeIfAbsent(part, p -> new ArrayList<>()).add(line);
        }
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

    private static List<StagedFile> staged(String table, Map<String, List<String>> partitions, Path staging)
            throws IOException {
        List<StagedFile> files = new ArrayList<>();
        for (var partition : partitions.entrySet()) {
            Path path = staging.resolve(table + "-" + files.size());
            Files.writeString(path, String.join("\n", partition.getValue()));
            files.add(new StagedFile(
                    partition.getKey(),
                    path,
                    Files.size(path),
                    partition.getValue().size(),
                    List.of(),
                    Map.of()));
        }
        return files;
    }

    @Override
    public void close() {}
}
