package dev.karet.worker;

import dev.karet.engine.EarlierPartition;
import dev.karet.engine.EarlierSlice;
import dev.karet.engine.MappingFiles;
import dev.karet.engine.RunPlan;
import dev.karet.engine.SourceFile;
import dev.karet.engine.TablePlan;
import dev.karet.model.commit.DataFile;
import dev.karet.model.commit.SourceState;
import dev.karet.model.commit.TableState;
import dev.karet.model.pipeline.AnalyticTable;
import dev.karet.model.pipeline.Mapping;
import dev.karet.model.pipeline.PipelineConfig;
import dev.karet.model.pipeline.SourceContainer;
import dev.karet.store.Layout;
import dev.karet.store.ObjectInfo;
import dev.karet.store.ObjectStore;
import dev.karet.store.Slug;
import dev.karet.table.PublishedTables.Examination;
import dev.karet.worker.PlannedTable.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a run has to do: compares the current files and the configuration with what is published, so that a run costs what changed.
 * Thread-safe.
 */
final class Planner {

    private final ObjectStore store;

    Planner(ObjectStore store) {
        this.store = store;
    }

    /**
     * One table after another, in the configuration's order.
     *
     * @param config checked and without a fault
     * @param clean whether everything is built anew
     */
    List<PlannedTable> plan(Slug slug, PipelineConfig config, Examination published, boolean clean) {
        Map<String, List<SourceFile>> files = filesByContainer(slug, config);
        List<PlannedTable> tables = new ArrayList<>();
        for (AnalyticTable table : config.analyticTables()) {
            List<Source> sources = new ArrayList<>();
            for (Mapping mapping : config.mappings()) {
                if (!mapping.analyticTableId().equals(table.id())) continue;
                for (SourceFile file : files.getOrDefault(mapping.sourceContainerId(), List.of())) {
                    sources.add(new Source(mapping.id(), file));
                }
            }
            String fingerprint = Fingerprint.of(config, table);
            Optional<TableState> earlier = published.newest().flatMap(commit -> commit.table(table.id()));
            boolean damaged =
                    published.damaged().stream().anyMatch(key -> key.startsWith(Layout.table(slug, table.id())));
            boolean anew = clean
                    || damaged
                    || earlier.isEmpty()
                    || !earlier.get().fingerprint().equals(fingerprint);
            TablePlan plan = anew
                    ? new TablePlan.Rebuild(table.id(), grouped(sources))
                    : change(slug, table, sources, earlier.get());
            tables.add(new PlannedTable(table.id(), fingerprint, sources, earlier, plan));
        }
        return tables;
    }

    private Map<String, List<SourceFile>> filesByContainer(Slug slug, PipelineConfig config) {
        Set<String> used =
                config.mappings().stream().map(Mapping::sourceContainerId).collect(Collectors.toSet());
        Map<String, List<SourceFile>> files = new HashMap<>();
        for (SourceContainer container : config.sourceContainers()) {
            if (used.contains(container.id())) files.put(container.id(), filesOf(slug, container));
        }
        return files;
    }

    /** The container's files in the order of the listing, which is that of UTF-8 bytes. */
    private List<SourceFile> filesOf(Slug slug, SourceContainer container) {
        try (var objects = store.list(Layout.container(slug, container.pathPrefix()))) {
            return objects.filter(object -> Layout.isSourceFile(object.key()))
                    .map(object -> sourceFile(container, object))
                    .toList();
        }
    }

    private static SourceFile sourceFile(SourceContainer container, ObjectInfo object) {
        return new SourceFile(container.id(), object.key(), object.size(), object.etag());
    }

    private static List<MappingFiles> grouped(List<Source> sources) {
        Map<String, List<SourceFile>> byMapping = new LinkedHashMap<>();
        for (Source source : sources) {
            byMapping
                    .computeIfAbsent(source.mapping(), mapping -> new ArrayList<>())
                    .add(source.file());
        }
        return byMapping.entrySet().stream()
                .map(entry -> new MappingFiles(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static TablePlan change(Slug slug, AnalyticTable table, List<Source> sources, TableState earlier) {
        Map<Named, SourceState> known = new HashMap<>();
        for (SourceState source : earlier.sources()) {
            known.put(new Named(source.mapping(), Layout.pipeline(slug) + source.file()), source);
        }
        Set<Named> unchanged = sources.stream()
                .filter(source -> isSame(source.file(), known.get(Named.of(source))))
                .map(Named::of)
                .collect(Collectors.toSet());
        if (unchanged.size() == sources.size() && unchanged.size() == known.size()) {
            return new TablePlan.Keep(table.id());
        }
        if (!table.dedupKeys().isEmpty() || isUniqueSomewhere(table)) {
            return new TablePlan.Rebuild(table.id(), grouped(sources));
        }
        Set<String> fed = known.entrySet().stream()
                .filter(entry -> unchanged.contains(entry.getKey())
                        && entry.getValue().error().isEmpty())
                .map(entry -> entry.getKey().mapping())
                .collect(Collectors.toSet());
        // Files that failed are asked again where no good one is left, since a mapping whose files all fail makes the
        // table fail.
        List<Source> toRead = sources.stream()
                .filter(source -> !unchanged.contains(Named.of(source)) || !fed.contains(source.mapping()))
                .toList();
        List<EarlierPartition> partitions = earlier.files().stream()
                .map(file -> partition(slug, earlier, file, unchanged))
                .toList();
        return new TablePlan.Update(table.id(), grouped(toRead), partitions, fed);
    }

    private record Named(String mapping, String key) {

        static Named of(Source source) {
            return new Named(source.mapping(), source.file().key());
        }
    }

    private static boolean isSame(SourceFile file, @Nullable SourceState known) {
        return known != null && file.size() == known.size() && file.etag().equals(known.etag());
    }

    private static boolean isUniqueSomewhere(AnalyticTable table) {
        return table.schema().stream().anyMatch(column -> column.assertions().unique());
    }

    private static EarlierPartition partition(Slug slug, TableState table, DataFile file, Set<Named> unchanged) {
        List<EarlierSlice> slices = new ArrayList<>();
        for (DataFile.Slice slice : file.slices()) {
            SourceState source = table.sources().get(slice.source());
            String key = Layout.pipeline(slug) + source.file();
            slices.add(new EarlierSlice(
                    source.mapping(), key, slice.rows(), unchanged.contains(new Named(source.mapping(), key))));
        }
        return new EarlierPartition(file.path(), file.identity().size(), file.rows(), slices);
    }

    /** The plan as an engine takes it. */
    static RunPlan runPlan(PipelineConfig config, List<PlannedTable> tables, RunPlan.Limits limits) {
        return new RunPlan(config, tables.stream().map(PlannedTable::plan).toList(), limits);
    }
}
