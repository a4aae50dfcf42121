package dev.karet.engine.duckdb;

import dev.karet.engine.BuildResult;
import dev.karet.engine.BuildResult.BuiltTable;
import dev.karet.engine.BuildResult.FileOutcome;
import dev.karet.engine.EarlierPartition;
import dev.karet.engine.EngineFault;
import dev.karet.engine.MappingFiles;
import dev.karet.engine.RunPlan;
import dev.karet.engine.RunWatch;
import dev.karet.engine.SourceBytes;
import dev.karet.engine.SourceFile;
import dev.karet.engine.TablePlan;
import dev.karet.engine.csv.IntakeLimits;
import dev.karet.engine.duckdb.SourceReading.Result;
import dev.karet.engine.duckdb.TableBuild.Finished;
import dev.karet.engine.duckdb.TableChange.Mapped;
import dev.karet.engine.sql.SqlDialect;
import dev.karet.model.pipeline.AnalyticTable;
import dev.karet.model.pipeline.Mapping;
import dev.karet.model.pipeline.PipelineConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** One build: reads the sources that are planned to be read, then makes the tables. For one thread. */
final class Build implements AutoCloseable {

    private final RunPlan plan;
    private final PipelineConfig config;
    private final SourceBytes sources;
    private final Path staging;
    private final long memoryPerThread;
    private final RowGroups rowGroups;
    private final DuckDbFunctions functions = new DuckDbFunctions();
    private final SqlDialect dialect = new DuckDbDialect(functions);
    private final Stop stop;
    private final Tracker tracker;
    private final Workers<Database> workers;
    private final List<MappingPlan> mappings;
    private final Map<SourceFile, List<MappingPlan>> wanted;
    private final Intake intake;
    private final AtomicInteger databases = new AtomicInteger();

    Build(RunPlan plan, SourceBytes sources, Path staging, RunWatch watch, IntakeLimits limits) {
        this.plan = plan;
        this.config = plan.config();
        this.sources = sources;
        this.staging = staging;
        int threads = plan.limits().threads();
        this.memoryPerThread = plan.limits().memoryBytes() / threads;
        this.rowGroups = RowGroups.within(memoryPerThread);
        this.mappings = mappings();
        this.wanted = wanted();
        this.tracker = tracker(watch);
        this.stop = new Stop(watch);
        this.workers = new Workers<>("karet-engine", threads, this::openDatabase, stop);
        this.intake = new Intake(sources, limits, threads, workers, rowGroups, tracker, stop);
    }

    BuildResult run() {
        try {
            List<Result> results = intake.readAll(wanted, staging);
            var tables = new ArrayList<BuiltTable>();
            for (TablePlan table : plan.tables()) {
                switch (table) {
                    case TablePlan.Keep _ -> {}
                    case TablePlan.Rebuild _ -> tables.add(build(table, List.of(), Set.of(), results));
                    case TablePlan.Update update -> tables.add(build(table, update.earlier(), update.fed(), results));
                }
            }
            stop.checkNow();
            return new BuildResult(tables, results.stream().map(Result::outcome).toList());
        } catch (IOException e) {
            throw Failures.of(e);
        }
    }

    @Override
    public void close() {
        workers.close();
        stop.close();
        functions.close();
    }

    private List<MappingPlan> mappings() {
        var plans = new ArrayList<MappingPlan>();
        for (int i = 0; i < config.mappings().size(); i++) {
            Mapping mapping = config.mappings().get(i);
            var source = config.sourceContainers().stream()
                    .filter(container -> container.id().equals(mapping.sourceContainerId()))
                    .findFirst()
                    .orElseThrow();
            AnalyticTable table = config.analyticTables().stream()
                    .filter(candidate -> candidate.id().equals(mapping.analyticTableId()))
                    .findFirst()
                    .orElseThrow();
            plans.add(new MappingPlan(config, i, source, TableShape.of(table, mapping), dialect));
        }
        return List.copyOf(plans);
    }

    /** Every file to read, by key, with the mappings that read it. */
    private Map<SourceFile, List<MappingPlan>> wanted() {
        var byMapping = new HashMap<String, List<SourceFile>>();
        for (TablePlan table : plan.tables()) {
            for (MappingFiles files : table.files()) byMapping.put(files.mappingId(), files.files());
        }
        var byFile = new TreeMap<SourceFile, List<MappingPlan>>(
                Comparator.comparing(SourceFile::key, Origin::compareKeys).thenComparing(SourceFile::containerId));
        for (MappingPlan mapping : mappings) {
            for (SourceFile file : byMapping.getOrDefault(mapping.id(), List.of())) {
                byFile.computeIfAbsent(file, _ -> new ArrayList<>()).add(mapping);
            }
        }
        return byFile;
    }

    private Tracker tracker(RunWatch watch) {
        int files = 0;
        long bytes = 0;
        for (var entry : wanted.entrySet()) {
            files += entry.getValue().size();
            bytes += entry.getKey().size() * entry.getValue().size();
        }
        return new Tracker(watch, files, bytes);
    }

    private Database openDatabase() {
        int number = databases.getAndIncrement();
        long disk = staging.toFile().getUsableSpace() / (plan.limits().threads() + 1);
        return Database.open(staging.resolve("spill-" + number), memoryPerThread, disk, functions, stop);
    }

    private BuiltTable build(TablePlan table, List<EarlierPartition> earlier, Set<String> fed, List<Result> results)
            throws IOException {
        String id = table.tableId();
        var mine = new ArrayList<Integer>();
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i).mapping().shape().table().id().equals(id)) mine.add(i);
        }
        List<String> failures =
                mappingsWithoutAFile(mine.stream().map(results::get).toList(), fed);
        if (!failures.isEmpty()) return new BuiltTable.Failed(id, failures);
        var mapped = new ArrayList<Mapped>();
        var owners = new ArrayList<Integer>();
        for (int result : mine) {
            for (Run run : results.get(result).runs()) {
                mapped.add(new Mapped(results.get(result).origin(), run));
                owners.add(result);
            }
        }
        if (mapped.isEmpty() && earlier.isEmpty()) return new BuiltTable.Ready(id, List.of(), List.of());
        TableShape shape = shape(id);
        if (shape.deduplicates() && !earlier.isEmpty()) {
            throw new EngineFault("Table \"" + id + "\" has dedup keys and cannot be updated in part.");
        }
        TableChange change = TableChange.of(
                shape, mapped, earlier, mappings.stream().map(MappingPlan::id).toList());
        Path directory =
                Files.createDirectories(staging.resolve("table-" + plan.tables().indexOf(table)));
        List<Run> runs = mapped.stream().map(Mapped::run).toList();
        Duplicates duplicates = Duplicates.find(shape, runs, directory, workers, memoryPerThread);
        for (int run = 0; run < runs.size(); run++) {
            if (duplicates.in(run) > 0)
                results.set(owners.get(run), results.get(owners.get(run)).without(duplicates.in(run)));
        }
        List<Finished> finished = new TableBuild(
                        change,
                        new PartitionRows(shape, runs, duplicates),
                        new EarlierFiles(sources, shape, stop),
                        directory,
                        workers,
                        rowGroups,
                        tracker)
                .build(rowsOf(runs, earlier, duplicates));
        for (Run run : runs) Files.deleteIfExists(run.path());
        List<String> reasons = new AssertionCheck(shape, finished, dialect).check(workers);
        return reasons.isEmpty()
                ? new BuiltTable.Ready(
                        id, finished.stream().map(Finished::staged).toList(), change.emptied())
                : new BuiltTable.Failed(id, reasons);
    }

    /** How many rows a table must have, counted without regard to partitions. */
    private static long rowsOf(List<Run> runs, List<EarlierPartition> earlier, Duplicates duplicates) {
        return runs.stream().mapToLong(Run::rows).sum()
                + earlier.stream().mapToLong(TableChange::staying).sum()
                - duplicates.byRun().stream().mapToLong(Long::longValue).sum();
    }

    private TableShape shape(String tableId) {
        return mappings.stream()
                .map(MappingPlan::shape)
                .filter(shape -> shape.table().id().equals(tableId))
                .findFirst()
                .orElseThrow(() -> new EngineFault("No mapping makes table \"" + tableId + "\"."));
    }

    /** @param fed mappings that have a good file which was not read */
    private static List<String> mappingsWithoutAFile(List<Result> results, Set<String> fed) {
        var byMapping = new TreeMap<Integer, List<Result>>();
        for (Result result : results) {
            byMapping
                    .computeIfAbsent(result.mapping().index(), index -> new ArrayList<>())
                    .add(result);
        }
        var failures = new ArrayList<String>();
        for (Map.Entry<Integer, List<Result>> entry : byMapping.entrySet()) {
            List<FileOutcome> outcomes =
                    entry.getValue().stream().map(Result::outcome).toList();
            if (outcomes.stream().anyMatch(outcome -> outcome.error().isEmpty())) continue;
            FileOutcome first = outcomes.getFirst();
            if (fed.contains(first.mappingId())) continue;
            failures.add("every file of mapping \"" + first.mappingId() + "\" failed: " + first.key() + ": "
                    + first.error().orElseThrow()
                    + (outcomes.size() > 1 ? " (and " + (outcomes.size() - 1) + " more)" : ""));
        }
        return failures;
    }
}
