package dev.karet.engine.duckdb;

import dev.karet.engine.BuildResult;
import dev.karet.engine.BuildResult.BuiltTable;
import dev.karet.engine.BuildResult.FileOutcome;
import dev.karet.engine.RunPlan;
import dev.karet.engine.RunWatch;
import dev.karet.engine.SourceBytes;
import dev.karet.engine.SourceFile;
import dev.karet.engine.csv.IntakeLimits;
import dev.karet.engine.duckdb.SourceReading.Result;
import dev.karet.engine.duckdb.TableBuild.Finished;
import dev.karet.engine.sql.SqlDialect;
import dev.karet.model.pipeline.AnalyticTable;
import dev.karet.model.pipeline.Mapping;
import dev.karet.model.pipeline.PipelineConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** One build: reads every source, then makes every table. For one thread. */
final class Build implements AutoCloseable {

    private final RunPlan plan;
    private final PipelineConfig config;
    private final Path staging;
    private final long memoryPerThread;
    private final RowGroups rowGroups;
    private final DuckDbFunctions functions = new DuckDbFunctions();
    private final SqlDialect dialect = new DuckDbDialect(functions);
    private final Stop stop;
    private final Tracker tracker;
    private final Workers<Database> workers;
    private final List<MappingPlan> mappings;
    private final Intake intake;
    private final AtomicInteger databases = new AtomicInteger();

    Build(RunPlan plan, SourceBytes sources, Path staging, RunWatch watch, IntakeLimits limits) {
        this.plan = plan;
        this.config = plan.config();
        this.staging = staging;
        int threads = plan.limits().threads();
        this.memoryPerThread = plan.limits().memoryBytes() / threads;
        this.rowGroups = RowGroups.within(memoryPerThread);
        this.mappings = mappings();
        this.tracker = tracker(watch);
        this.stop = new Stop(watch);
        this.workers = new Workers<>("karet-engine", threads, this::openDatabase, stop);
        this.intake = new Intake(sources, limits, threads, workers, rowGroups, tracker, stop);
    }

    BuildResult run() {
        try {
            List<Result> results = intake.readAll(plan.sources(), mappings, staging);
            var tables = new ArrayList<BuiltTable>();
            for (AnalyticTable table : config.analyticTables()) tables.add(build(table, results));
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

    private Tracker tracker(RunWatch watch) {
        int files = 0;
        long bytes = 0;
        for (MappingPlan mapping : mappings) {
            for (SourceFile file : plan.sources()) {
                if (!file.containerId().equals(mapping.source().id())) continue;
                files++;
                bytes += file.size();
            }
        }
        return new Tracker(watch, files, bytes);
    }

    private Database openDatabase() {
        int number = databases.getAndIncrement();
        long disk = staging.toFile().getUsableSpace() / (plan.limits().threads() + 1);
        return Database.open(staging.resolve("spill-" + number), memoryPerThread, disk, functions, stop);
    }

    private BuiltTable build(AnalyticTable table, List<Result> results) throws IOException {
        var mine = new ArrayList<Integer>();
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i).mapping().shape().table().id().equals(table.id())) mine.add(i);
        }
        List<String> failures =
                mappingsWithoutAFile(mine.stream().map(results::get).toList());
        if (!failures.isEmpty()) return new BuiltTable.Failed(table.id(), failures);
        var runs = new ArrayList<Run>();
        var owners = new ArrayList<Integer>();
        for (int result : mine) {
            for (Run run : results.get(result).runs()) {
                runs.add(run);
                owners.add(result);
            }
        }
        if (runs.isEmpty()) return new BuiltTable.Ready(table.id(), List.of());
        TableShape shape = results.get(mine.getFirst()).mapping().shape();
        Path directory = Files.createDirectories(
                staging.resolve("table-" + config.analyticTables().indexOf(table)));
        Duplicates duplicates = Duplicates.find(shape, runs, directory, workers, memoryPerThread);
        for (int run = 0; run < runs.size(); run++) {
            if (duplicates.in(run) > 0)
                results.set(owners.get(run), results.get(owners.get(run)).without(duplicates.in(run)));
        }
        List<Finished> finished =
                new TableBuild(shape, runs, duplicates, directory, workers, rowGroups, tracker).build();
        for (Run run : runs) Files.deleteIfExists(run.path());
        List<String> reasons = new AssertionCheck(shape, finished, dialect).check(workers);
        return reasons.isEmpty()
                ? new BuiltTable.Ready(
                        table.id(), finished.stream().map(Finished::staged).toList())
                : new BuiltTable.Failed(table.id(), reasons);
    }

    private static List<String> mappingsWithoutAFile(List<Result> results) {
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
            failures.add("every file of mapping \"" + first.mappingId() + "\" failed: " + first.key() + ": "
                    + first.error().orElseThrow()
                    + (outcomes.size() > 1 ? " (and " + (outcomes.size() - 1) + " more)" : ""));
        }
        return failures;
    }
}
